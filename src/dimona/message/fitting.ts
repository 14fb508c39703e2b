// Writes what the register has kept even where a part of it does not fit the schema: what was kept under looser rules can still be told.
import { accepted, type Outcome, refused } from "../../kernel/outcome.ts";
import type { StructureFault } from "../../schema/runtime.ts";

export interface Fitted {
  readonly text: string;
  /** What was shortened or left out, by its place in the message; never a value. */
  readonly leftOut: readonly string[];
}

/**
 * Text that is too long is shortened at its facet; what does not fit otherwise is left out, with the innermost block around it that
 * the message can do without. Refuses where no such block is around it.
 */
export function writeFitting<Value extends object>(
  encode: (value: Value) => Outcome<string, readonly StructureFault[]>,
  value: Value,
): Outcome<Fitted, readonly StructureFault[]> {
  const leftOut = new Set<string>();
  let fitting = value;
  for (;;) {
    const written = encode(fitting);
    if (written.ok) return accepted({ text: written.value, leftOut: [...leftOut] });
    const mendings = written.reason.map(mendingOf).filter((mending) => mending !== undefined);
    const fresh = mendings.filter(({ place }) => !leftOut.has(place));
    if (fresh.length === 0) return refused(written.reason);
    for (const { place, steps, mend } of fresh) {
      fitting = mended(fitting, steps, mend) as Value; // the same but for what the schema makes optional
      leftOut.add(place);
    }
  }
}

/** No longer than a field may be. */
export function shortened(text: string, longest: number): string {
  return [...text].slice(0, longest).join("").trimEnd();
}

/** Those of NOTIFICATION and of the period in an answer about a personnel file that are optional wherever they may stand. */
const optionalBlocks: ReadonlySet<string> = new Set([
  "Address",
  "AnomalyComplInformation",
  "ConstructionControlCards",
  "DimonaFeatures",
  "EmployerId",
  "EmploymentMeasureInfo",
  "HandledOriginalForm",
  "ImpactReport",
  "NaturalPerson",
  "QuotaFeatures",
  "Reference",
  "SmallStatutesInformation",
  "StudentPlaceOfWork",
  "UsingEmployer",
]);

interface Mending {
  readonly place: string;
  /** From the message down to what is mended. */
  readonly steps: readonly string[];
  readonly mend: (value: unknown) => unknown;
}

function mendingOf({ path, expected, found }: StructureFault): Mending | undefined {
  // The first is the message itself.
  const steps = path.split("/").slice(1);
  const most = numberIn(/at most (\d+) characters/, expected);
  const length = numberIn(/^text of (\d+) character/, found);
  if (most !== undefined && length !== undefined && length > most) {
    return { place: `${path} (shortened)`, steps, mend: (value) => shorter(value, most) };
  }
  const block = steps.findLastIndex((step) => optionalBlocks.has(step));
  if (block === -1) return undefined;
  return { place: path.split("/", block + 2).join("/"), steps: steps.slice(0, block + 1), mend: () => undefined };
}

/** Elements that occur several times are mended in each of them: a path does not say in which the fault was. */
function mended(value: unknown, [name, ...rest]: readonly string[], mend: Mending["mend"]): unknown {
  if (name === undefined) return mend(value);
  if (Array.isArray(value)) return value.map((each) => mended(each, [name, ...rest], mend));
  if (typeof value !== "object" || value === null) return value;
  const parts = Object.entries(value).map(([key, part]) => [key, key === name ? mended(part, rest, mend) : part]);
  return Object.fromEntries(parts.filter(([, part]) => part !== undefined));
}

function shorter(value: unknown, longest: number): unknown {
  if (Array.isArray(value)) return value.map((each) => shorter(each, longest));
  return typeof value === "string" ? shortened(value, longest) : value;
}

function numberIn(pattern: RegExp, text: string): number | undefined {
  const [, digits] = pattern.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
