// By what the audit finds users and contexts again.
import { hash } from "node:crypto";
import type { Reference } from "../../administration/administer.ts";
import type { EntityId } from "../../employers/entity.ts";

/** As checkUnauthenticatedUserAccess notes a user: the id itself names a person to whoever runs User Management. */
export function userReference(technicalId: string): Reference {
  return `user:${hash("sha256", technicalId)}`;
}

/** By the register's own key: the number of an entity may be that of a person. */
export function contextReference({
  entity,
  quality,
}: {
  readonly entity: EntityId;
  readonly quality: string;
}): Reference {
  return `context:${entity}:${quality}`;
}
