// A question about a personnel file (PFREQ): what it asks, or the codes of everything that is wrong with it.
import { type IsoDay, parseDay } from "../../kernel/day.ts";
import { accepted, certain, type Outcome, refused } from "../../kernel/outcome.ts";
import {
  decodePersonnelFileConsultationRequest,
  type Form,
} from "../../schema/generated/personnel-file-consultation-request-20231.ts";
import type { StructureFault } from "../../schema/runtime.ts";
import { parseXml } from "../../xml/parse.ts";
import type { EmployerNumbers } from "../declaration.ts";

export interface PersonnelFileQuestion {
  readonly form: Form;
  readonly employer: EmployerNumbers;
  /** Days that the periods must share one of; one of them may be absent. */
  readonly from: IsoDay | undefined;
  readonly to: IsoDay | undefined;
  readonly withQuotas: boolean;
}

/** Of a whole file. The codes are those of the RSZ's glossary of the request. */
export function readQuestion(text: Uint8Array): Outcome<PersonnelFileQuestion, readonly string[]> {
  const parsed = parseXml(text);
  if (!parsed.ok) return refused(["163"]);
  const decoded = decodePersonnelFileConsultationRequest(parsed.value.root);
  if (!decoded.ok) return refused([...new Set(decoded.reason.map(codeOf))]);
  const { Form: form } = decoded.value;
  const { NOSSRegistrationNbr: nsso = 0, CompanyID: enterprise } = form.EmployerId;
  const { RefStartingDate, RefEndingDate } = form.ReferencePeriod ?? {};
  const [from, to] = [RefStartingDate, RefEndingDate].map((day) =>
    day === undefined ? undefined : certain(parseDay(day)),
  );
  const employer: EmployerNumbers = {
    ...(nsso === 0 ? {} : { nssoNumber: String(nsso) }),
    // 0 stands for a number that is not known.
    ...(enterprise === 0 ? {} : { enterpriseNumber: String(enterprise).padStart(10, "0") }),
  };
  const wrong = [
    ...(Object.keys(employer).length === 0 ? ["90256-001"] : []),
    ...(from === undefined && to === undefined ? ["90077-360"] : []),
    ...(from !== undefined && to !== undefined && to < from ? ["00075-014"] : []),
  ];
  if (wrong.length > 0) return refused(wrong);
  return accepted({ form, employer, from, to, withQuotas: form.DataOption !== undefined });
}

function codeOf({ path, expected, found }: StructureFault): string {
  const steps = path.split("/");
  const last = steps.at(-1) ?? "";
  if (found.startsWith("text of ")) return `${valueCodes.get(last) ?? "90059"}-${valueCodes.has(last) ? "003" : "255"}`;
  // Of several that may stand there, the last one must.
  const due = expected.split(/, | or /).at(-1) ?? "";
  const block = blockCodes.find(([name]) => steps.includes(name) || due === name)?.[1] ?? "90059";
  if (due === "Location") return "00295-001";
  if (found === "the end of the content" || due === "EmployerId") return `${block}-001`;
  return found.startsWith("element ") ? `${block}-091` : "90059-255";
}

/** Fields of which a wrong value has a code of its own. */
const valueCodes: ReadonlyMap<string, string> = new Map([
  ["Identification", "00296"],
  ["TypeForm", "00297"],
  ["Location", "00295"],
]);

const blockCodes: readonly (readonly [string, string])[] = [
  ["EmployerId", "90256"],
  ["Reference", "90082"],
];
