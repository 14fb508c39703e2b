// Texts near the edge of what a simple type takes: a little too long, the day that a year does not have, another alphabet's digits.

import type { SimpleType } from "../src/schema/compiler/model.ts";
import { familyOf } from "../src/schema/compiler/simple-types.ts";
import { pick, type Random } from "./schema-documents.ts";

/** A text near the edge of what its type takes. */
export function strangeText(type: SimpleType | undefined, text: string, random: Random): string {
  if (type === undefined) return pick(["", "x", " "], random);
  const characters = [...text];
  const near = [
    ` ${text} `,
    `\n${text}`,
    `${text}\t${text}`,
    `${text}x`,
    `x${text}`,
    `${text}0`,
    `0${text}`,
    `-${text}`,
    `+${text}`,
    characters.slice(1).join(""),
    characters.slice(0, -1).join(""),
    text.toUpperCase(),
    text.toLowerCase(),
    `${text}.`,
    `${text}.0`,
    text.replace(/[0-9]/, "٣"),
    text.replace(/[0-9]/, "９"),
    text.replace(/[a-z]/i, "é"),
    `${text}\u00a0`,
    `${text}\u{1d11e}`,
    "",
  ];
  return random(2) === 0 ? pick(near, random) : pick(edgesOf(type), random);
}

function edgesOf({ facets, builtIn }: SimpleType): readonly string[] {
  const family = familyOf(builtIn);
  if (family === "moment") return momentEdges;
  if (family === "octets") return octetEdges;
  if (family === "boolean") return ["true", "false", "1", "0", "TRUE", " true ", "yes", "01", ""];
  const edges: string[] = [...(facets.enumeration ?? [])];
  for (const length of [facets.length, facets.minLength, facets.maxLength]) {
    if (length === undefined) continue;
    for (const size of [length - 1, length, length + 1]) {
      if (size >= 0) edges.push("1".repeat(size), "é".repeat(size), "\u{1d11e}".repeat(size));
    }
  }
  if (family === "text")
    return [...edges, "", "a", "a b", " a", "a  b", "٣", "A-1", "1a", "a:b", "a\nb", "nl-BE", "toolongsubtag"];
  for (const bound of [facets.minInclusive, facets.minExclusive, facets.maxInclusive, facets.maxExclusive]) {
    if (bound === undefined) continue;
    const whole = BigInt(bound.split(".")[0] ?? "0");
    edges.push(bound, `${whole - 1n}`, `${whole}`, `${whole + 1n}`, `+${bound}`.replace("+-", "-"));
    if (family === "decimal") edges.push(`${bound}1`, `${bound}.01`.replace(/(\..*)\./, "$1"), `${bound}0`);
  }
  if (facets.totalDigits !== undefined) {
    const digits = "9".repeat(facets.totalDigits);
    edges.push(digits, `${digits}9`, `-${digits}`, `000${digits}`, `${digits}0`);
  }
  return [...edges, ...numberEdges];
}

const numberEdges = [
  "0",
  "-0",
  "+0",
  "00",
  "007",
  "-1",
  "1.0",
  "1.",
  ".5",
  "-.5",
  ".",
  "+",
  "-",
  "",
  "1e3",
  "1 0",
  "٣",
  "9007199254740993",
  "99999999999999999999999999",
  "18446744073709551616",
  "9223372036854775808",
  "-9223372036854775809",
  "0.50",
  "1.10",
  "NaN",
];

const momentEdges = [
  "2024-02-29",
  "2023-02-29",
  "1900-02-29",
  "2000-02-29",
  "2024-02-30",
  "2024-04-31",
  "2024-12-31",
  "2024-13-01",
  "2024-00-10",
  "2024-01-00",
  "2024-1-01",
  "24-01-01",
  "10000-01-01",
  "02024-01-01",
  "-0044-03-15",
  "2024-01-01Z",
  "2024-01-01z",
  "2024-01-01+14:00",
  "2024-01-01+14:01",
  "2024-01-01-13:59",
  "2024-01-01+00:00",
  "2024-01-01+0000",
  "2024-01-01+1:00",
  " 2024-01-01 ",
  "2024-01-01T00:00:00",
  "2024-01-01T24:00:00",
  "2024-01-01T24:00:01",
  "2024-01-01T24:00:00.0",
  "2024-01-01T23:59:60",
  "2024-01-01T12:60:00",
  "2024-01-01T25:00:00",
  "2024-01-01T12:00",
  "2024-01-01T12:00:00.",
  "2024-01-01T12:00:00.123456789",
  "2024-01-01T12:00:00Z",
  "2024-01-01t12:00:00",
  "12:00:00",
  "24:00:00",
  "23:59:59.999",
  "12:00:00+02:00",
  "12:00",
  "1:00:00",
  "2024",
  "2024Z",
  "-2024",
  "2024-01",
  "2024-13",
  "2024-1",
  "2024-01Z",
  "1995-03-01",
  "1995-02-28",
  "2009-12-31",
  "2010-01-01",
  "1995-03-01Z",
  "1995-02-28Z",
  "1995-03-02Z",
  "1995-02-28-13:00",
  "1995-03-02+14:00",
  "2010-01-02Z",
  "٢٠٢٤-01-01",
  "",
];

const octetEdges = [
  "",
  "AA==",
  "AB==",
  "AAA=",
  "AAB=",
  "AAAA",
  "AAA",
  "AA=A",
  "A===",
  "AA ==",
  " AAAA ",
  "AA AA",
  "AA\nAA",
  "AA  AA",
  "AAAAAAA=",
  "0aFf",
  "0aF",
  "0g",
  "00000000",
  "0000000000",
  " 0aFf ",
  "AAAAAA==",
  "AAAAAAAA",
];
