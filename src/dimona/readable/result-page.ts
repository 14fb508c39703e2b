// The result of a declaration as a page: complete in itself, without scripts and without anything from elsewhere.
import { hash } from "node:crypto";
import type { DimonaCodes } from "../../codes/dimona-codes.ts";
import { htmlText as text } from "../../rest/html-text.ts";
import type { Language } from "../../rest/language.ts";
import type { KeptDeclaration } from "../register/kept.ts";
import { type ReadableAnomaly, type ReadableChange, readableResult } from "./result.ts";
import { type Words, words } from "./words.ts";

/** Readable without style and on paper; everything that was declared is escaped. */
export function resultPage(kept: KeptDeclaration, codes: DimonaCodes, language: Language): string {
  const say = words[language];
  const { facts, change, anomalies } = readableResult(kept, codes, language);
  const title = `${say.title} ${kept.number}`;
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width"><title>${text(title)}</title><style>${style}</style></head>`,
    `<body><main><h1>${text(title)}</h1>`,
    `<p class="result ${kept.result}"><strong>${text(say.results[kept.result])}</strong></p>`,
    `<h2>${text(say.declaration)}</h2><dl>`,
    ...facts.map(([name, value]) => `<dt>${text(name)}</dt><dd>${text(value)}</dd>`),
    `</dl>`,
    ...(change === undefined ? [] : changeTable(change, say)),
    `<h2>${text(say.anomalies)}</h2>`,
    ...(anomalies.length === 0 ? [`<p>${text(say.noAnomalies)}</p>`] : anomalyTable(anomalies, language, say)),
    `</main></body></html>\n`,
  ].join("\n");
}

/** Nothing may run on the page, be loaded into it, or hold it in a frame; nobody keeps it: it is about a person. */
export const resultPageHeaders = (language: Language): Readonly<Record<string, string>> => ({
  "Content-Language": language,
  "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${hash("sha256", style, "base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
});

function changeTable({ caption, rows }: ReadableChange, say: Words): readonly string[] {
  return [
    `<h2>${text(say.period)}</h2>`,
    ...table(
      caption,
      [say.what, say.before, say.after],
      rows.map(([name, ...cells]) => row(name, cells.map(text))),
    ),
  ];
}

function anomalyTable(anomalies: readonly ReadableAnomaly[], language: Language, say: Words): readonly string[] {
  const columns = [say.code, say.severity, say.meaning, say.situation, say.remedy];
  const rows = anomalies.map(({ code, element, severity, meaning, situation, remedy, evidence }) => {
    const english = language === "en" ? text(situation) : `<span lang="en">${text(situation)}</span>`;
    const proof = evidence.map((one) => `<br>${text(one)}`).join("");
    return row(code, [
      text(severity),
      `${text(meaning)} (<code>${text(element)}</code>)`,
      english + proof,
      text(remedy),
    ]);
  });
  return table(say.anomalies, columns, rows);
}

function table(caption: string, columns: readonly string[], rows: readonly string[]): readonly string[] {
  const heads = columns.map((column) => `<th scope="col">${text(column)}</th>`).join("");
  return [
    `<table><caption>${text(caption)}</caption><thead><tr>${heads}</tr></thead><tbody>`,
    ...rows,
    `</tbody></table>`,
  ];
}

/** Cells are HTML already. */
function row(name: string, cells: readonly string[]): string {
  return `<tr><th scope="row">${text(name)}</th>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}

const style = `
body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 60rem; margin: 0 auto; padding: 1rem }
.result { border-left: .5rem solid #767676; padding: .5rem 1rem; background: #f4f4f4 }
.A { border-color: #1b6e2f } .W { border-color: #8a5a00 } .B { border-color: #a31515 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem } dt { font-weight: 600 } dd { margin: 0 }
table { border-collapse: collapse; width: 100% } caption { text-align: left; padding: .25rem 0; font-weight: 600 }
th, td { border: 1px solid #767676; padding: .25rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere }
`;
