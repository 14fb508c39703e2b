// Decides on all forms of a file and writes the notification: a reading in pieces, with some of them on their way at a time.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { dayOf, localNow } from "../../kernel/local-time.ts";
import { cutXml } from "../../xml/cut.ts";
import type { DecideForms, FormInFile } from "./decide-forms.ts";
import { pieceSize } from "./examine.ts";
import type { Answered, FileRow } from "./ledger.ts";
import { type NotifiedForm, notificationEnd, notificationStart, notifiedForm, type Telling } from "./notify.ts";
import { readForm } from "./read-form.ts";

/** As many as the register takes in one transaction. */
const groupSize = 256;
/** The register is kept busy while the answers of the group before are written and the next group is read. */
const groupsOnTheWay = 3;

/**
 * From a file that was examined to a file of answers, in the order of its forms. Rejects with DatabaseUnavailable, or as
 * the signal says when it is aborted; begun again, it gives the same answers.
 */
export async function answerDeclarations(
  from: string,
  to: string,
  file: FileRow,
  decide: DecideForms,
  telling: Telling,
  signal: AbortSignal,
): Promise<Answered> {
  const results: Record<string, number> = {};
  const digest = createHash("sha256");
  const target = await open(to, "w", 0o640);
  const write = async (text: string): Promise<void> => {
    digest.update(text);
    await target.write(text);
  };
  const onTheWay: Promise<readonly NotifiedForm[]>[] = [];
  const writeFirst = async (): Promise<void> => {
    const notified = (await onTheWay.shift()) ?? [];
    for (const one of notified) {
      const code = resultOf(one);
      results[code] = (results[code] ?? 0) + 1;
    }
    await write(notified.map((one) => notifiedForm(one, file, telling)).join(""));
  };
  try {
    await write(notificationStart);
    for await (const group of groupsIn(from, file)) {
      signal.throwIfAborted();
      const decided = decide(group);
      // It is awaited in its turn; that one before it fails must not leave it without a listener.
      decided.catch(() => {});
      onTheWay.push(decided);
      if (onTheWay.length >= groupsOnTheWay) await writeFirst();
    }
    while (onTheWay.length > 0) await writeFirst();
    await write(notificationEnd);
    await target.sync();
  } finally {
    await Promise.allSettled(onTheWay);
    await target.close();
  }
  return { results, digest: digest.digest("hex") };
}

async function* groupsIn(from: string, file: FileRow): AsyncGenerator<readonly FormInFile[]> {
  const receivedOn = dayOf(localNow({ now: () => file.receivedAt }));
  let group: FormInFile[] = [];
  let ordinal = 0;
  for await (const cut of cutXml(createReadStream(from, { highWaterMark: pieceSize }))) {
    if (!cut.ok) throw new Error("a file that was examined is broken");
    if (cut.value.kind !== "child") continue;
    ordinal += 1;
    group.push({ ordinal, read: readForm(cut.value.element, receivedOn) });
    if (group.length < groupSize) continue;
    yield group;
    group = [];
  }
  if (ordinal !== file.forms) throw new Error("a file that was examined has another number of forms");
  if (group.length > 0) yield group;
}

function resultOf({ result }: NotifiedForm): string {
  if (result.kind === "decided") return result.kept.result;
  return result.kind === "refused" ? "B" : "A";
}
