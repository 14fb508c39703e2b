// How the forms of a file are decided on, by the environment in which it was dropped.
import { hash } from "node:crypto";
import type { ClientBase } from "pg";
import type { Annex } from "../../crossroads/annex.ts";
import type { Declaration } from "../declaration.ts";
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
  R: async (submissions, { writer, reader }) => {
    const receipts = await Promise.all(submissions.map((submission) => writer.declare(submission)));
    return await Promise.all(
      receipts.map(async (receipt): Promise<FormResult> => {
        const kept = receipt.kind === "taken" ? await reader.declaration(receipt.number) : undefined;
        if (kept === undefined) throw new Error(`a declaration of a file was not taken: ${receipt.kind}`);
        return { kind: "decided", kept };
      }),
    );
  },
  T: async (submissions, { client, ports }) =>
    (await rehearse(client, submissions, ports)).map((kept) => ({ kind: "decided", kept })),
  S: async (submissions) => submissions.map(() => ({ kind: "in-order" })),
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
