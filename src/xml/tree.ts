// The one immutable tree that a message becomes: verified, validated and decoded without being parsed again.

export interface XmlElement {
  readonly kind: "element";
  /** "" when the name has no prefix. */
  readonly prefix: string;
  readonly localName: string;
  /** "" when the element is in no namespace. */
  readonly namespace: string;
  /** In document order, namespace declarations left out. */
  readonly attributes: readonly XmlAttribute[];
  /** The namespace declarations written on this very element. */
  readonly declarations: readonly NamespaceDeclaration[];
  /** Text is a plain string; neighbouring text and CDATA sections are one string. */
  readonly children: readonly XmlNode[];
  readonly parent: XmlElement | undefined;
  /** Where the start tag begins: offset in UTF-16 units of the decoded document. */
  readonly offset: number;
}

export interface XmlAttribute {
  readonly prefix: string;
  readonly localName: string;
  readonly namespace: string;
  readonly value: string;
}

export interface NamespaceDeclaration {
  /** "" for the default namespace. */
  readonly prefix: string;
  /** "" where a default namespace is undeclared. */
  readonly namespace: string;
}

export interface XmlComment {
  readonly kind: "comment";
  readonly text: string;
}

export interface XmlInstruction {
  readonly kind: "instruction";
  readonly target: string;
  readonly data: string;
}

export type XmlNode = XmlElement | string | XmlComment | XmlInstruction;

export interface XmlDocument {
  readonly root: XmlElement;
  /** Comments and instructions before the root, then those after it. */
  readonly before: readonly (XmlComment | XmlInstruction)[];
  readonly after: readonly (XmlComment | XmlInstruction)[];
}

/** The decoded text that the tree was made of is not kept: positions are turned into line and column when asked for. */
export interface XmlFault {
  readonly code: "not-well-formed" | "forbidden" | "too-large" | "encoding";
  readonly message: string;
  /** 1-based; 0 where unknown. */
  readonly line: number;
  readonly column: number;
}

/** How much a document may ask of the parser; a document beyond any of these is refused, never cut. */
export interface XmlLimits {
  readonly bytes: number;
  /** Elements inside each other, the root counted. */
  readonly depth: number;
  /** Per element. */
  readonly attributes: number;
  /** Namespace declarations in scope at one place; where elements end, theirs no longer count. */
  readonly declarations: number;
  /** UTF-16 units of one text, attribute value, comment or instruction. */
  readonly text: number;
  /** Elements, texts, comments and instructions in the whole document. */
  readonly nodes: number;
}
