// Base64 with one spelling per value, so that a text can stand for its bytes in a cache.

/** The text without the line breaks, tabs and spaces that XML lets stand in base64Binary. */
export function withoutSpaces(text: string): string {
  return spaces.test(text) ? text.replaceAll(allSpaces, "") : text;
}

/**
 * The bytes of a base64 text (RFC 4648 section 4, with padding; white space may stand anywhere).
 * Undefined for anything that the encoder would not have written: other alphabets, missing padding, unused bits set; and
 * for more than 16,384 characters: a certificate of a few keys and names has 1,000 to 4,000.
 */
export function decodeBase64(text: string): Buffer | undefined {
  if (text.length > longestText) return undefined;
  const compact = withoutSpaces(text);
  const bytes = Buffer.from(compact, "base64");
  return bytes.toString("base64") === compact ? bytes : undefined;
}

const longestText = 16_384;
const spaces = /[\t\n\r ]/;
const allSpaces = /[\t\n\r ]+/g;
