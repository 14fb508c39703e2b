// The reference for people: one page of HTML from the OpenAPI document, without scripts and without anything from elsewhere.
import { htmlText as text } from "./html-text.ts";
import type {
  MediaType,
  OpenApiDocument,
  OperationObject,
  Reference,
  ResponseObject,
  SchemaObject,
} from "./openapi.ts";
import { problemTable } from "./problem.ts";

/** The whole page, complete in itself: headings, tables and examples, readable without style and on paper. */
export function referencePage(document: OpenApiDocument): string {
  const { info, paths, components } = document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ call: `${method.toUpperCase()} ${path}`, operation })),
  );
  const schemas = Object.entries(components.schemas);
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<title>${text(info.title)}: REST reference</title><style>${style}</style></head><body>`,
    `<header><h1>${text(info.title)}: REST reference</h1><p>${text(info.description)}</p>`,
    `<p>For programs: <a href="/openapi.json">/openapi.json</a>.</p></header>`,
    `<nav aria-label="Contents"><ul>`,
    ...operations.map(({ operation }) => item(operation.operationId, operation.summary)),
    item("problems", "Problems"),
    item("schemas", "Schemas"),
    `</ul></nav><main>`,
    ...operations.map(({ call, operation }) => operationSection(call, operation, components.responses)),
    problemSection(),
    `<section id="schemas"><h2>Schemas</h2>`,
    ...schemas.map(([name, schema]) => schemaSection(name, schema)),
    `</section></main></body></html>\n`,
  ].join("\n");
}

function item(id: string, label: string): string {
  return `<li><a href="#${text(id)}">${text(label)}</a></li>`;
}

function operationSection(
  call: string,
  { operationId, summary, description, security, parameters = [], requestBody, responses }: OperationObject,
  shared: OpenApiDocument["components"]["responses"],
): string {
  const scopes = security.flatMap((scheme) => Object.values(scheme).flat());
  return [
    `<section id="${text(operationId)}"><h2>${text(summary)}</h2>`,
    `<p><code>${text(call)}</code></p><p>${text(description)}</p>`,
    scopes.length === 0 ? "" : `<p>Scope of the access token: <code>${text(scopes.join(" "))}</code></p>`,
    parameters.length + (requestBody === undefined ? 0 : 1) === 0 ? "" : `<h3>Request</h3>`,
    ...parameters.map(
      ({ name, in: place, schema, required, description: meaning }) =>
        `<p><code>${text(name)}</code> in the ${placeNames[place]} (${required ? "required" : "optional"}): ${typeOf(schema)}. ${text(meaning)}</p>`,
    ),
    ...Object.entries(requestBody?.content ?? {}).map(([type, media]) => mediaBlock(type, media)),
    ...Object.entries(responses).map(([status, response]) => {
      const { description, content } = resolved(response, shared);
      const title = status === "default" ? "Any other response" : `Response ${status}`;
      const blocks = Object.entries(content).map(([type, media]) => mediaBlock(type, media));
      return `<h3>${text(title)}</h3><p>${text(description)}</p>${blocks.join("\n")}`;
    }),
    `</section>`,
  ].join("\n");
}

const placeNames = { query: "query", path: "address", header: "headers" } as const;

function resolved(
  response: ResponseObject | Reference,
  shared: Readonly<Record<string, ResponseObject>>,
): ResponseObject {
  if (!("$ref" in response)) return response;
  const found = shared[lastPart(response.$ref)];
  if (found === undefined) throw new Error("A response refers to one that the document does not have");
  return found;
}

function mediaBlock(type: string, { schema, examples = {} }: MediaType): string {
  const shown = Object.values(examples).map(
    ({ summary, value }) =>
      `<details><summary>${text(summary)}</summary><pre tabindex="0">${text(JSON.stringify(value, undefined, 2))}</pre></details>`,
  );
  return `<p><code>${text(type)}</code>, ${schemaLink(schema.$ref)}</p>${shown.join("\n")}`;
}

function problemSection(): string {
  const rows = problemTable.map(
    ({ type, status, title }) =>
      `<tr><th scope="row"><code>${text(type)}</code></th><td>${status}</td><td>${text(title)}</td></tr>`,
  );
  return table("problems", "Problems", "The types of application/problem+json", ["Type", "Status", "Title"], rows);
}

function schemaSection(name: string, { description = "", properties = {}, required = [] }: SchemaObject): string {
  const rows = Object.entries(properties).map(([property, schema]) => {
    const need = required.includes(property) ? "required" : "optional";
    return `<tr><th scope="row"><code>${text(property)}</code></th><td>${typeOf(schema)}</td><td>${need}</td><td>${text(schema.description ?? "")}</td></tr>`;
  });
  const columns = ["Property", "Type", "", "Description"];
  return table(`schema-${name}`, name, `${description}.`, columns, rows, "h3");
}

function table(
  id: string,
  title: string,
  caption: string,
  columns: readonly string[],
  rows: readonly string[],
  heading: "h2" | "h3" = "h2",
): string {
  const head = columns.map((column) => (column === "" ? "<td></td>" : `<th scope="col">${text(column)}</th>`)).join("");
  return `<section id="${text(id)}"><${heading}>${text(title)}</${heading}><table><caption>${text(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></section>`;
}

/** A type in words; of an object within a property, its own properties. */
function typeOf(schema: SchemaObject): string {
  const [inherited] = schema.allOf ?? [];
  const reference = schema.$ref ?? inherited?.$ref;
  if (reference !== undefined) return schemaLink(reference);
  if (schema.items !== undefined) return `array of ${typeOf(schema.items)}`;
  if (schema.enum !== undefined) return schema.enum.map((value) => `<code>${text(String(value))}</code>`).join(" or ");
  if (schema.properties !== undefined) {
    const required = schema.required ?? [];
    const parts = Object.entries(schema.properties).map(
      ([name, part]) => `<code>${text(name)}</code>${required.includes(name) ? "" : " (optional)"}: ${typeOf(part)}`,
    );
    return `object of<ul>${parts.map((part) => `<li>${part}</li>`).join("")}</ul>`;
  }
  const form = schema.pattern === undefined ? schema.format : `<code>${text(schema.pattern)}</code>`;
  return form === undefined ? text(schema.type ?? "anything") : `${text(schema.type ?? "")}, ${form}`;
}

function schemaLink(reference: string): string {
  const name = lastPart(reference);
  return `<a href="#schema-${text(name)}">${text(name)}</a>`;
}

function lastPart(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}

const style = `
body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 60rem; margin: 0 auto; padding: 1rem }
a { color: #0b4f9e } h2 { border-top: 1px solid #767676; padding-top: 1rem; margin-top: 2rem }
code, pre { font-family: ui-monospace, monospace; font-size: .9rem } pre { background: #f4f4f4; padding: 1rem; overflow-x: auto }
table { border-collapse: collapse; width: 100% } caption { text-align: left; padding: .25rem 0 }
th, td { border: 1px solid #767676; padding: .25rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere }
summary { cursor: pointer }
`;
