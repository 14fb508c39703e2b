// In which of the forms that an operation has a caller wants its answer (RFC 9110, Accept).

/** Media types in lower case, the first of them where the caller does not mind; undefined where it takes none of them. */
export function mediaTypeFor(accept: string | undefined, offered: readonly string[]): string | undefined {
  const ranges = (accept ?? "*/*").slice(0, longest).split(",").flatMap(rangeIn);
  if (ranges.length === 0) return offered[0];
  const weighed = offered.map((type) => ({ type, weight: weightOf(type, ranges) })).filter(({ weight }) => weight > 0);
  return weighed.reduce<(typeof weighed)[number] | undefined>(
    (best, one) => (best === undefined || one.weight > best.weight ? one : best),
    undefined,
  )?.type;
}

interface Range {
  readonly range: string;
  readonly weight: number;
}

const longest = 500;

/** What is no range is left out; parameters other than the weight make no difference to what is offered here. */
function rangeIn(text: string): readonly Range[] {
  const [range = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  if (!/^(?:\*\/\*|[\w!#$&^.+-]+\/(?:\*|[\w!#$&^.+-]+))$/.test(range)) return [];
  const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? "1";
  return /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(weight) ? [{ range, weight: Number(weight) }] : [];
}

/** The range that says most about a type decides. */
function weightOf(type: string, ranges: readonly Range[]): number {
  for (const range of [type, `${type.slice(0, type.indexOf("/"))}/*`, "*/*"]) {
    const found = ranges.find((one) => one.range === range);
    if (found !== undefined) return found.weight;
  }
  return 0;
}
