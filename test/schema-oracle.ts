// What libxml2 makes of a document by a schema: the outside judge of the contract compiler.

import { readFileSync } from "node:fs";
import { ParseOption, XmlDocument, XmlParseError, XmlValidateError, XsdValidator } from "libxml2-wasm";
import { xmlRegisterFsInputProviders } from "libxml2-wasm/lib/nodejs.mjs";

export interface SchemaJudge extends Disposable {
  /** Undefined for a valid document, otherwise what libxml2 says about it. */
  complaint(document: string): string | undefined;
}

/** The judge by an XSD file, or by the schema inside a WSDL file. */
export function judgeBy(file: string): SchemaJudge {
  xmlRegisterFsInputProviders();
  const text = readFileSync(file, "utf8");
  const schema = file.endsWith(".wsdl") ? schemaInside(text) : text;
  using document = XmlDocument.fromString(schema, { url: file });
  const validator = XsdValidator.fromDoc(document);
  return {
    complaint: (xml) => complaintAbout(xml, validator),
    [Symbol.dispose]: () => validator.dispose(),
  };
}

/** Our own WSDL files declare on the schema element whatever prefixes the schema uses. */
function schemaInside(wsdl: string): string {
  const start = wsdl.indexOf("<xs:schema");
  const end = wsdl.indexOf("</xs:schema>") + "</xs:schema>".length;
  return wsdl.slice(start, end);
}

function complaintAbout(xml: string, validator: XsdValidator): string | undefined {
  try {
    using document = XmlDocument.fromString(xml, { option: ParseOption.XML_PARSE_NO_XXE });
    validator.validate(document);
    return undefined;
  } catch (caught) {
    if (caught instanceof XmlValidateError || caught instanceof XmlParseError) return caught.message;
    throw caught;
  }
}
