// A service's WSDL and schemas, as stock clients load them over HTTP: `?wsdl`, then `?xsd=NAME` for each import.
import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { escapeAttribute } from "../xml/write.ts";

export interface Publication {
  /** The WSDL, telling clients to call `address` and to load its schemas from there. */
  wsdl(address: string): string;
  /** A schema that the WSDL imports, directly or not; undefined for any other name. */
  schema(name: string, address: string): string | undefined;
}

export interface PublishedContract extends Publication {
  /** The texts of all these files as they are in use, by path. */
  readonly files: ReadonlyMap<string, string>;
}

const location = /schemaLocation="([^"]+)"/g;
const soapAddress = /(<soap:address location=")[^"]*(")/;

/** Reads a WSDL and all it imports, once. Throws when a file is missing: a service without its contract does not start. */
export function publish(wsdlFile: string): PublishedContract {
  const wsdl = readFileSync(wsdlFile, "utf8");
  const schemas = new Map<string, string>();
  const files = new Map([[wsdlFile, wsdl]]);
  collect(wsdlFile, wsdl);
  return {
    wsdl: (address) =>
      served(wsdl, address).replace(
        soapAddress,
        (_, before: string, after: string) => before + escapeAttribute(address) + after,
      ),
    schema: (name, address) => {
      const text = schemas.get(name);
      return text === undefined ? undefined : served(text, address);
    },
    files,
  };

  function collect(file: string, text: string): void {
    for (const [, relative = ""] of text.matchAll(location)) {
      const imported = resolve(dirname(file), relative);
      const name = basename(imported);
      if (schemas.has(name)) continue;
      const schema = readFileSync(imported, "utf8");
      schemas.set(name, schema);
      files.set(imported, schema);
      collect(imported, schema);
    }
  }
}

function served(text: string, address: string): string {
  return text.replace(
    location,
    (_, relative: string) => `schemaLocation="${escapeAttribute(`${address}?xsd=${basename(relative)}`)}"`,
  );
}
