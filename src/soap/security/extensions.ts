// Extensions, as certificates and revocation lists carry them (RFC 5280 section 4.2).
import {
  BOOLEAN,
  first,
  type Item,
  identifierOf,
  itemsOf,
  NotDer,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  SEQUENCE,
} from "./der.ts";

export interface Extension {
  /** Dotted object identifier. */
  readonly id: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** Those in the content of a sequence of extensions. */
export function extensionsIn(content: Uint8Array): readonly Extension[] {
  return itemsOf(content).map((item) => {
    if (item.tag !== SEQUENCE) throw new NotDer();
    const parts = itemsOf(item.content);
    const flag = parts[1]?.tag === BOOLEAN ? parts[1] : undefined;
    return {
      id: identifierOf(first(parts, OBJECT_IDENTIFIER)),
      critical: flag !== undefined && isTrue(flag),
      value: first(parts.slice(flag === undefined ? 1 : 2), OCTET_STRING),
    };
  });
}

export function isTrue({ tag, content }: Item): boolean {
  return tag === BOOLEAN && content[0] !== 0;
}
