// Small documents of everything that may stand in one, and their bytes in chunks of any sizes.
import fc from "fast-check";

/** The sizes follow each other, and begin again at their end. */
export async function* chunked(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const end = at + (sizes[turn % sizes.length] ?? 1);
    yield bytes.subarray(at, end);
    at = end;
  }
}

const name = fc.constantFrom("a", "b", "r", "Form", "é", "p:q");
const text = fc.constantFrom("", " ", "\n", "x", "&amp;", "&lt;", "é", "日本", ">", "]]", "'", '"');
const comment = fc.constantFrom("", " <a> ", "</r>", " - ", "'", '"').map((inside) => `<!--${inside}-->`);
const instruction = fc.constantFrom("?p?", "?p <a>?", "?p </r>'?", '?p "?').map((inside) => `<${inside}>`);
const section = fc.constantFrom("", "<a>", "</r>", "]]", "]", ">", "'").map((inside) => `<![CDATA[${inside}]]>`);
const value = fc.constantFrom(`"1"`, `'1'`, `">"`, `'/>'`, `"'"`, `'"'`, `"</r>"`, `"&#62;"`);
const attributes = fc
  .constantFrom("", " ", " x=", "\n\tx = ")
  .chain((start) => (start.includes("=") ? value.map((one) => `${start}${one}`) : fc.constant(start)));

const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  element: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.tuple(name, attributes).map(([own, some]) => `<${own}${some}/>`),
    fc
      .tuple(name, attributes, fc.array(tie("content"), { maxLength: 4 }))
      .map(([own, some, inside]) => `<${own}${some}>${inside.join("")}</${own}>`),
  ),
  content: fc.oneof(text, comment, instruction, section, tie("element")),
}));

const around = fc
  .array(fc.oneof(fc.constantFrom(" ", "\n"), comment, instruction), { maxLength: 3 })
  .map((parts) => parts.join(""));

/** Well-formed but for a prefix that some use and not all declare. */
export const anyDocument = fc
  .record({
    start: fc.constantFrom("", "\ufeff", "<?xml version='1.0'?>", `\ufeff<?xml version="1.0" encoding="utf-8" ?>`),
    before: around,
    root: fc.constantFrom("r", "p:r", "é"),
    declared: fc.constantFrom("", " xmlns:p='urn:p'", ` xmlns:p="urn:p" xmlns='urn:>'`),
    inside: fc.array(fc.oneof(text, comment, instruction, section, element), { maxLength: 8 }),
    after: around,
  })
  .map(
    ({ start, before, root, declared, inside, after }) =>
      `${start}${before}<${root}${declared}>${inside.join("")}</${root}>${after}`,
  );
