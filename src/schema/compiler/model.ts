// What a schema says once its references are resolved: the model that readers, writers and types are generated from.

/** One XSD file, or the schema inside a WSDL file; it becomes one generated file. */
export interface SchemaDocument {
  /** Of the generated file, without ending: `self-employed-types-v2`. */
  readonly module: string;
  /** Of the contract, as the generated file names it: `contracts/self-employed-v2/SelfEmployedTypesV2.xsd`. */
  readonly source: string;
  /** "" for a schema without target namespace. */
  readonly namespace: string;
  /** The modules of the schemas that it imports or includes. */
  readonly imports: readonly string[];
  readonly elements: readonly ElementDeclaration[];
  /** The named types, in document order. */
  readonly types: readonly Type[];
  /** Its groups and global attributes: they have no code of their own, but types in them do. */
  readonly fragments: readonly Fragment[];
}

export type Fragment = Pick<ComplexType, "name" | "attributes" | "content">;

export type Type = SimpleType | ComplexType;

interface TypeIdentity {
  /** "" for an anonymous type. */
  readonly name: string;
  readonly namespace: string;
  /** The generated file that holds it. */
  readonly module: string;
}

export interface SimpleType extends TypeIdentity {
  readonly kind: "simple";
  /** The built-in type it is, or is derived from. */
  readonly builtIn: BuiltIn;
  /** With those of all types it is derived from. */
  readonly facets: Facets;
}

export const builtIns = [
  "string",
  "normalizedString",
  "token",
  "language",
  "Name",
  "NCName",
  "NMTOKEN",
  "anyURI",
  "anySimpleType",
  "boolean",
  "decimal",
  "integer",
  "nonPositiveInteger",
  "negativeInteger",
  "nonNegativeInteger",
  "positiveInteger",
  "long",
  "int",
  "short",
  "byte",
  "unsignedLong",
  "unsignedInt",
  "unsignedShort",
  "unsignedByte",
  "date",
  "dateTime",
  "time",
  "gYear",
  "gYearMonth",
  "base64Binary",
  "hexBinary",
] as const;

export type BuiltIn = (typeof builtIns)[number];

export interface Facets {
  readonly whiteSpace: "preserve" | "replace" | "collapse";
  readonly length?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** One member for each derivation step: all must match, each by one of its alternatives. */
  readonly patterns: readonly (readonly string[])[];
  readonly enumeration?: readonly string[];
  readonly minInclusive?: string;
  readonly minExclusive?: string;
  readonly maxInclusive?: string;
  readonly maxExclusive?: string;
  readonly totalDigits?: number;
  readonly fractionDigits?: number;
}

export interface ComplexType extends TypeIdentity {
  readonly kind: "complex";
  readonly isAbstract: boolean;
  /** The complex type it extends or restricts. */
  readonly base: ComplexType | undefined;
  readonly attributes: readonly AttributeUse[];
  readonly anyAttribute: Wildcard | undefined;
  readonly content: Content;
}

export type Content =
  | { readonly kind: "empty" }
  | { readonly kind: "simple"; readonly type: SimpleType }
  | { readonly kind: "elements"; readonly particle: Particle };

export interface AttributeUse {
  readonly name: string;
  readonly namespace: string;
  readonly type: SimpleType;
  readonly isRequired: boolean;
  readonly fixed: string | undefined;
  readonly default: string | undefined;
}

export interface Particle {
  readonly least: number;
  /** `Infinity` for unbounded. */
  readonly most: number;
  readonly term: Term;
}

export type Term =
  | { readonly kind: "element"; readonly element: ElementDeclaration }
  | { readonly kind: "wildcard"; readonly wildcard: Wildcard }
  | { readonly kind: "sequence"; readonly particles: readonly Particle[] }
  | { readonly kind: "choice"; readonly particles: readonly Particle[] };

export interface ElementDeclaration {
  readonly name: string;
  /** "" for an unqualified local element. */
  readonly namespace: string;
  readonly isGlobal: boolean;
  readonly isNillable: boolean;
  readonly fixed: string | undefined;
  readonly default: string | undefined;
  /** Asked for late: a type may hold elements of itself. */
  readonly type: () => Type;
}

export interface Wildcard {
  readonly namespaces: "any" | "other" | readonly string[];
  /** The target namespace, which "other" leaves out. */
  readonly target: string;
  readonly process: "strict" | "lax" | "skip";
}
