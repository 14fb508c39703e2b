// Text and attribute values as Canonical XML spells them.

/**
 * Character data as canonical XML: `&`, `<`, `>` and CR become references. A character that no XML document can carry
 * (a control, U+FFFE, U+FFFF) becomes U+FFFD, as a lone surrogate does when the text is encoded.
 */
export function escapeText(text: string): string {
  return specialInText.test(text) ? text.replaceAll(allSpecialInText, referenceTo) : text;
}

/** The same for an attribute value between double quotes: `&`, `<`, `"`, tab, LF and CR become references. */
export function escapeAttribute(value: string): string {
  return specialInValue.test(value) ? value.replaceAll(allSpecialInValue, referenceTo) : value;
}

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: controls are what they look for
const specialInText = /[\0-\x08\x0b-\x1f&<>\ufffe\uffff]/;
const specialInValue = /[\0-\x1f&<"\ufffe\uffff]/;
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: controls are what they look for
const allSpecialInText = new RegExp(specialInText, "g");
const allSpecialInValue = new RegExp(specialInValue, "g");

function referenceTo(character: string): string {
  return references.get(character) ?? "\ufffd";
}

const references: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["\t", "&#x9;"],
  ["\n", "&#xA;"],
  ["\r", "&#xD;"],
]);
