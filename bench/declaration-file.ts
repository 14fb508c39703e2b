// A file of declarations, dropped as a social secretariat drops it, and the time until it is answered.
import { createPrivateKey } from "node:crypto";
import { existsSync, openSync, readFileSync, readSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { channelDirectory } from "../src/dimona/files/channel.ts";
import { folders } from "../src/dimona/files/file-name.ts";
import { addDays, type IsoDay } from "../src/kernel/day.ts";
import { signDetached } from "../src/soap/security/sign-detached.ts";
import type { Questioner } from "./messages.ts";

export interface DroppedFile {
  readonly seconds: number;
  /** The most megabytes that the process had resident meanwhile. */
  readonly memory: number;
}

export interface Dropping {
  readonly home: string;
  readonly sender: string;
  readonly signer: Pick<Questioner, "key" | "certificate">;
  readonly today: IsoDay;
  readonly memory: () => Promise<number>;
}

const longest = 1_200_000;

/**
 * Writes and signs a file of one IN for each subject (the number of an employer, a space, an SSIN), drops it, and waits for its
 * notification; the clock starts when the last part of the set is there. Throws where not every IN was accepted.
 */
export async function dropFile(subjects: readonly string[], number: number, dropping: Dropping): Promise<DroppedFile> {
  const { home, sender, signer, today, memory } = dropping;
  const place = join(channelDirectory(home), sender);
  const set = `${sender}.${today.replaceAll("-", "")}.${String(number).padStart(5, "0")}.R.1.1`;
  const content = Buffer.from(documentOf(subjects, today));
  const signature = signDetached(
    content,
    createPrivateKey(readFileSync(signer.key)),
    readFileSync(signer.certificate, "utf8"),
  );
  writeFileSync(join(place, folders.R.in, `FI.DMPI.${set}`), content);
  writeFileSync(join(place, folders.R.in, `FS.DMPI.${set}`), signature);
  const started = performance.now();
  writeFileSync(join(place, folders.R.in, `GO.DMPI.${set}`), "");
  const answer = join(place, folders.R.out, `FO.NOTI.${set}`);
  let most = 0;
  while (!existsSync(answer)) {
    if (performance.now() - started > longest) throw new Error("the file was not answered");
    most = Math.max(most, await memory());
    await sleep(200);
  }
  const seconds = (statSync(answer).mtimeMs - performance.timeOrigin - started) / 1000;
  const accepted = occurrences(answer, "<ResultCode>1</ResultCode>");
  if (accepted !== subjects.length) throw new Error(`${accepted} of ${subjects.length} declarations were accepted`);
  return { seconds, memory: most };
}

function documentOf(subjects: readonly string[], today: IsoDay): string {
  const begin = addDays(today, 1);
  const forms = subjects.map((subject, place) => {
    const [employer, ssin] = subject.split(" ");
    return `  <Form>
    <Identification>DIMONA</Identification>
    <FormCreationDate>${today}</FormCreationDate>
    <FormCreationHour>08:00:00.000</FormCreationHour>
    <AttestationStatus>0</AttestationStatus>
    <TypeForm>SU</TypeForm>
    <Reference>
      <ReferenceType>1</ReferenceType>
      <ReferenceOrigin>1</ReferenceOrigin>
      <ReferenceNbr>F${place}</ReferenceNbr>
    </Reference>
    <DimonaIn>
      <StartingDate>${begin}</StartingDate>
      <EmployerId>
        <NOSSRegistrationNbr>${employer}</NOSSRegistrationNbr>
      </EmployerId>
      <NaturalPerson>
        <INSS>${ssin}</INSS>
      </NaturalPerson>
      <DimonaFeatures>
        <JointCommissionNbr>XXX</JointCommissionNbr>
        <WorkerType>OTH</WorkerType>
      </DimonaFeatures>
    </DimonaIn>
  </Form>
`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Dimona>\n${forms.join("")}</Dimona>\n`;
}

/** In a file that is larger than a program should hold. */
function occurrences(file: string, text: string): number {
  const descriptor = openSync(file, "r");
  const piece = Buffer.alloc(1 << 20);
  let rest = "";
  let count = 0;
  for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece)) {
    const held = rest + piece.toString("latin1", 0, read);
    const parts = held.split(text);
    count += parts.length - 1;
    rest = (parts.at(-1) ?? "").slice(-text.length + 1);
  }
  return count;
}
