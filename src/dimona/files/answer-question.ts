// The periods of an employer as the RSZ's XML message (PFANS): written as they are read, on one view of the register.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { open, readFile } from "node:fs/promises";
import type { ClientBase } from "pg";
import type { Annex } from "../../crossroads/annex.ts";
import { withTextualClient } from "../../database/client.ts";
import type { EntityId } from "../../employers/entity.ts";
import { localStamp } from "../../kernel/local-time.ts";
import { accepted, certain, type Outcome, refused } from "../../kernel/outcome.ts";
import { type IdentityRow, identityIn } from "../../persons/identity.ts";
import {
  encodeDimonaPeriod,
  encodePersonnelFileConsultationAnswer,
} from "../../schema/generated/personnel-file-consultation-answer-20223.ts";
import { isFileOpen } from "../closed-file.ts";
import type { Employer } from "../employer.ts";
import { writeFitting } from "../message/fitting.ts";
import { answeredPeriod, type FiledPeriod } from "../message/personnel-file.ts";
import { identifiersOf } from "../register/parties.ts";
import type { DimonaReader } from "../register/reader.ts";
import { type Known, type PeriodRow, toPeriod } from "../register/rows.ts";
import { identifierOf } from "../rest/caller.ts";
import type { Answered, FileRow } from "./ledger.ts";
import { type PersonnelFileQuestion, readQuestion } from "./question.ts";

export interface QuestionParts {
  readonly reader: DimonaReader;
  readonly connectionString: string;
  readonly log: (message: string) => void;
}

/**
 * What keeps a question from being answered; whose file it may not see and who does not exist are one and the same. 174, an action that
 * is not permitted, stands for a file that is not open yet: the RSZ's glossary of the request has nothing for it.
 */
export async function questionErrors(
  from: string,
  annex: Annex,
  { reader }: Pick<QuestionParts, "reader">,
): Promise<readonly string[]> {
  const question = readQuestion(await readFile(from));
  if (!question.ok) return question.reason;
  const employer = await employerOf(question.value, annex, reader);
  if (employer === undefined) return ["90256-155"];
  return isFileOpen(employer) ? [] : ["90256-174"];
}

/**
 * Of a question that was found in order. Without an answer in environment S, where only the form was looked at. What of a period does not
 * fit the message is left out of it, and logged without any value; refuses, naming its place, what the message cannot do without.
 */
export async function answerQuestion(
  from: string,
  to: string,
  file: FileRow,
  annex: Annex,
  { reader, connectionString, log }: QuestionParts,
): Promise<Outcome<Answered | undefined, string>> {
  if (file.environment === "S") return accepted(undefined);
  const question = certain(readQuestion(await readFile(from)));
  const employer = await employerOf(question, annex, reader);
  const target = await open(to, "w", 0o640);
  const digest = createHash("sha256");
  const write = async (text: string): Promise<void> => {
    digest.update(text);
    await target.write(text);
  };
  const leftOut = new Map<string, number>();
  const persons = new Set<string>();
  try {
    const unwritable = await withTextualClient(connectionString, async (client) => {
      await client.query("begin isolation level repeatable read read only");
      const { key } = employer ?? {};
      const count = key === undefined ? 0 : await countPeriods(client, key, question);
      const result = count === 0 ? 1 : count > mostPeriods ? 5 : 0;
      const [start, end] = frame(question, employer, file, result);
      await write(start);
      if (key !== undefined && result === 0) {
        for await (const periods of periodsOf(client, key, question)) {
          const blocks = periods.map((one) => writeFitting(encodeDimonaPeriod, answeredPeriod(one, question)));
          for (const block of blocks) {
            if (!block.ok) return block.reason[0]?.path ?? "";
            for (const place of block.value.leftOut) leftOut.set(place, (leftOut.get(place) ?? 0) + 1);
          }
          for (const { period } of periods) persons.add(period.ssin);
          await write(blocks.map((block) => `${certain(block).text}\n`).join(""));
        }
      }
      await write(end);
      await client.query("commit");
      return undefined;
    });
    if (unwritable !== undefined) return refused(unwritable);
    await target.sync();
  } finally {
    await target.close();
  }
  for (const [place, count] of leftOut)
    log(`question ${file.id} is answered without what does not fit: ${place}, ${count}`);
  const looked = { asked: { employer: identifiersOf(question.employer).join(" ") }, persons: [...persons] };
  return accepted({ results: {}, digest: digest.digest("hex"), looked });
}

/** Beyond it an answer says that there are too many (ResultCodeResearch 5), and none of them. */
const mostPeriods = 100_000;
const pageSize = 1000;

async function employerOf(
  question: PersonnelFileQuestion,
  annex: Annex,
  reader: DimonaReader,
): Promise<Employer | undefined> {
  const employer = await reader.employer(question.employer);
  if (employer === undefined) return undefined;
  return (await reader.maySee(identifierOf(annex), employer.key)) ? employer : undefined;
}

async function countPeriods(
  client: ClientBase,
  employer: EntityId,
  { from, to }: PersonnelFileQuestion,
): Promise<number> {
  const { rows } = await client.query<{ count: number }>(statements.count, [
    employer,
    from ?? null,
    to ?? null,
    mostPeriods + 1,
  ]);
  return rows[0]?.count ?? 0;
}

async function* periodsOf(
  client: ClientBase,
  employer: EntityId,
  { from, to }: PersonnelFileQuestion,
): AsyncGenerator<readonly FiledPeriod[]> {
  for (let last = "0"; ; ) {
    const { rows } = await client.query<PeriodRow & Known & IdentityRow>(statements.page, [
      employer,
      from ?? null,
      to ?? null,
      last,
      pageSize,
    ]);
    if (rows.length > 0) yield rows.map((row) => ({ period: toPeriod(row), worker: identityIn(row) }));
    if (rows.length < pageSize) return;
    last = rows.at(-1)?.number ?? last;
  }
}

/** What stands before the periods, and behind them. */
function frame(
  { form, from, to }: PersonnelFileQuestion,
  employer: Employer | undefined,
  file: FileRow,
  result: 0 | 1 | 5,
): readonly [string, string] {
  const { day, hour } = localStamp(file.receivedAt);
  const written = encodePersonnelFileConsultationAnswer({
    Form: {
      Identification: "PFANS",
      FormCreationDate: day,
      FormCreationHour: hour,
      AttestationStatus: 0,
      TypeForm: "FA",
      FileReference: { FileName: `FI.${file.name}`, ReferenceOrigin: 2, ReferenceNbr: file.id },
      HandledOriginalForm: {
        Identification: form.Identification,
        FormCreationDate: form.FormCreationDate,
        FormCreationHour: form.FormCreationHour,
        AttestationStatus: form.AttestationStatus,
        TypeForm: form.TypeForm,
      },
      ...(form.Reference === undefined ? {} : { Reference: form.Reference }),
      HandledReference: { ReferenceType: 1, ReferenceOrigin: 2, ReferenceNbr: file.id },
      PersonnelFileConsult: {
        ...numbersOf(employer),
        CompanyID: Number(employer?.enterpriseNumber ?? 0),
        ...(from === undefined ? {} : { RefStartingDate: from }),
        ...(to === undefined ? {} : { RefEndingDate: to }),
        ResultCodeResearch: result,
      },
    },
  });
  const text = certain(written);
  const end = text.lastIndexOf("</PersonnelFileConsult>");
  return [`<?xml version="1.0" encoding="UTF-8"?>\n${text.slice(0, end)}`, `${text.slice(end)}\n`];
}

function numbersOf(employer: Employer | undefined) {
  if (employer?.nssoNumber === undefined && employer?.provisionalNumber !== undefined) {
    return { ProvisionalNSSONbr: Number(employer.provisionalNumber) };
  }
  const number = Number(employer?.nssoNumber ?? 0);
  // The register may have numbers beyond those of the message: they are told as one that is not known.
  return { NOSSRegistrationNbr: number > 199_999_934 ? 0 : number };
}

const statements = {
  page: readFileSync(new URL("periods-of-employer.sql", import.meta.url), "utf8"),
  count: readFileSync(new URL("count-periods.sql", import.meta.url), "utf8"),
} as const;
