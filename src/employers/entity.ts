// An enterprise or a natural person, as the register of employers knows it.

declare const entityId: unique symbol;

/** The register's own key, digits: it never leaves the installation. */
export type EntityId = string & { readonly [entityId]: true };

export type EntityKind = "enterprise" | "natural-person";
