// How the forms of a file are decided on, by the environment in which it was dropped.
import { hash } from "node:crypto";
import type { ClientBase } from "pg";
import type { Annex } from "../../crossroads/annex.ts";
import { failureOf } from "../../database/failure.ts";
import { DatabaseUnavailable } from "../../database/unavailable.ts";
import type { Declaration } from "../declaration.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import type { BatchPorts } from "../register/batch.ts";
import type { DimonaReader } from "../register/reader.ts";
import { rehearse } from "../register/rehearse.ts";
import type { Submission } from "../register/submission.ts";
import type { DeclarationWriter } from "../register/writer.ts";
import { identifierOf } from "../rest/caller.ts";
import type { Environment } from "./file-name.ts";
import type { FileRow } from "./ledger.ts";
import type { FormResult, NotifiedForm } from "./notify.ts";
import type { ReadForm } from "./read-form.ts";

export interface FormInFile {
  /** From 1. */
  readonly ordinal: number;
  readonly read: ReadForm;
}

/** Decides on forms that follow each other; rejects with DatabaseUnavailable, and may then be asked again. */
export type DecideForms = (forms: readonly FormInFile[]) => Promise<readonly NotifiedForm[]>;

export interface DecideParts {
  readonly writer: DeclarationWriter;
  readonly reader: DimonaReader;
  /** For what is decided and not kept. */
  readonly client: ClientBase;
  readonly ports: BatchPorts;
  readonly log: (message: string) => void;
}

/**
 * R: the register takes them, each once, however often it is asked. T: it decides on them as they come together, and takes none. S: a
 * form that can be read is in order.
 */
export function decideFormsOf(environment: Environment, file: FileRow, annex: Annex, parts: DecideParts): DecideForms {
  const decide = decisions[environment];
  return async (forms) => {
    const submissions = forms.flatMap(({ ordinal, read }) =>
      read.content.ok ? [submissionOf(read.content.value, ordinal, file, annex)] : [],
    );
    const results = [...(await decide(submissions, parts))];
    return forms.map(({ ordinal, read }): NotifiedForm => {
      const { head, content } = read;
      if (!content.ok) return { ordinal, head, result: { kind: "refused", anomalies: content.reason } };
      const result = results.shift();
      if (result === undefined) throw new Error("fewer decisions than declarations");
      return { ordinal, head, result };
    });
  };
}

const decisions: {
  readonly [Of in Environment]: (
    submissions: readonly Submission[],
    parts: DecideParts,
  ) => Promise<readonly FormResult[]>;
} = {
  R: async (submissions, { writer, reader, log }) => {
    const together = await Promise.allSettled(submissions.map((submission) => declared(submission, writer)));
    const numbers: (DimonaNumber | undefined)[] = [];
    for (const [index, submission] of submissions.entries()) {
      const first = together[index];
      if (first?.status === "fulfilled") numbers.push(first.value);
      else numbers.push(await alone(() => declared(submission, writer), first?.reason, log));
    }
    return await Promise.all(
      numbers.map(async (number): Promise<FormResult> => {
        if (number === undefined) return undecided;
        const kept = await reader.declaration(number);
        if (kept === undefined) throw new Error(`declaration ${number} was taken and is not there`);
        return { kind: "decided", kept };
      }),
    );
  },
  T: async (submissions, { client, ports, log }) => {
    const rehearsed = async (some: readonly Submission[]): Promise<readonly FormResult[]> =>
      (await rehearse(client, some, ports)).map((kept) => ({ kind: "decided", kept }));
    try {
      return await rehearsed(submissions);
    } catch (error) {
      const results: FormResult[] = [];
      for (const submission of submissions) {
        // On a connection that is gone nothing can be decided.
        await client.query("select");
        results.push((await alone(async () => (await rehearsed([submission]))[0], error, log)) ?? undecided);
      }
      return results;
    }
  },
  S: async (submissions) => submissions.map(() => ({ kind: "in-order" })),
};

async function declared(submission: Submission, writer: DeclarationWriter): Promise<DimonaNumber> {
  const receipt = await writer.declare(submission);
  if (receipt.kind === "turned-away") throw new Error("a declaration of a file was turned away");
  // The key is that of the form: where the program read it otherwise before it was updated, what was decided then counts.
  return receipt.number;
}

/**
 * What could not be decided on together with others, for which reason ever, is tried by itself. Undefined where it cannot be done: begun
 * again it would fail again, and keep all others of its file from their answers. Rejects where waiting may help.
 */
async function alone<Result>(
  decide: () => Promise<Result>,
  before: unknown,
  log: DecideParts["log"],
): Promise<Result | undefined> {
  if (mayPass(before)) throw before;
  try {
    return await decide();
  } catch (error) {
    if (mayPass(error)) throw error;
    log(`a form of a file cannot be decided on: ${failureOf(error).name}`);
    return undefined;
  }
}

function mayPass(error: unknown): boolean {
  return failureOf(error) instanceof DatabaseUnavailable;
}

const undecided: FormResult = {
  kind: "refused",
  anomalies: [{ code: "90059-255", severity: "B", when: "a form that cannot be decided on" }],
};

function submissionOf(declaration: Declaration, ordinal: number, file: FileRow, annex: Annex): Submission {
  return {
    declaration,
    // A file is taken as a whole: a declaration without a mandate is one that is refused.
    sender: { customer: annex.customer, identifier: identifierOf(annex), secured: true, unmandated: "refused" },
    channel: "XML",
    receivedAt: file.receivedAt,
    ticket: file.ticket,
    // With a space in it, which no key of REST has.
    idempotency: { key: `file ${file.id} ${ordinal}`, digest: hash("sha256", JSON.stringify(declaration)) },
  };
}
