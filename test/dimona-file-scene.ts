// A file channel on a register of its own: the social secretariat of the examples drops files, and a stranger could.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { loadDimonaCodes } from "../src/codes/dimona-codes.ts";
import { type Annex, parseAnnex } from "../src/crossroads/annex.ts";
import { type Annexes, indexAnnexes } from "../src/crossroads/annexes.ts";
import { createReader } from "../src/database/reader.ts";
import { createFileChannel, type FileChannel } from "../src/dimona/files/channel.ts";
import { type Environment, folders } from "../src/dimona/files/file-name.ts";
import { createDimonaReader } from "../src/dimona/register/reader.ts";
import { catalogueEntry } from "../src/dimona/service.ts";
import { mandatesHeldFor } from "../src/employer-mandate/mandates-held.ts";
import type { Clock } from "../src/kernel/clock.ts";
import { movableClock } from "../src/kernel/clock.ts";
import { certain } from "../src/kernel/outcome.ts";
import { createTrustStore } from "../src/soap/security/trust.ts";
import { employers } from "./dimona-declarations.ts";
import { drop } from "./dimona-file.ts";
import { type RegisterScene, registerScene, writerOn } from "./dimona-register.ts";
import { type Issued, issueCertificate, makeAuthority } from "./pki.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export const senderNumber = "900009";
const secretariatNumber = "1999000942";

export interface FileScene extends RegisterScene {
  readonly directory: string;
  readonly clock: ReturnType<typeof movableClock>;
  readonly channel: FileChannel;
  /** What the channel has logged so far. */
  readonly logged: readonly string[];
  readonly authority: string;
  readonly signer: Issued;
  readonly stranger: Issued;
  /** Whose annex has no files. */
  readonly other: Issued;
  folder(environment: Environment, which: "in" | "out"): string;
  drop(
    set: string,
    content: string | Uint8Array,
    special?: Parameters<typeof drop>[4] & { readonly environment?: Environment; readonly by?: Issued },
  ): void;
  /** Answers by their names, after one look through the folders. */
  answers(environment?: Environment): Promise<ReadonlyMap<string, string>>;
  /** What is left where files are dropped. */
  left(environment?: Environment): readonly string[];
}

/** `cafeToo`: the café exchanges files itself, beside its secretariat. */
export async function fileScene(
  t: TestContext,
  { cafeToo = false, ...options }: { readonly largest?: number; readonly cafeToo?: boolean } = {},
): Promise<FileScene> {
  const register = await registerScene(t);
  const directory = temporaryFolder(t);
  const authority = await makeAuthority();
  const [signer, stranger, other] = await Promise.all(
    ["secretariat", "stranger", "other"].map((name) =>
      issueCertificate({ issuer: authority, subject: subjectOf(name) }),
    ),
  );
  if (signer === undefined || stranger === undefined || other === undefined) throw new Error("no certificates");
  const clock = movableClock(Date.parse("2026-06-25T08:00:00Z"));
  const logged: string[] = [];
  const made = channelOn({
    ...options,
    annexes: cafeToo ? indexAnnexes([...all, cafe]) : usualAnnexes,
    log: (message) => void logged.push(message),
    connectionString: register.connectionString,
    directory,
    authority: authority.certificatePem,
    clock,
  });
  t.after(made.close);
  const folder = (environment: Environment, which: "in" | "out") =>
    join(directory, senderNumber, folders[environment][which]);
  await made.channel.scan();
  return {
    ...register,
    directory,
    clock,
    channel: made.channel,
    logged,
    authority: authority.certificatePem,
    signer,
    stranger,
    other,
    folder,
    drop: (set, content, { environment = "R", by = signer, ...special } = {}) =>
      drop(folder(environment, "in"), set, content, by, special),
    answers: async (environment = "R") => {
      await made.channel.scan();
      const out = folder(environment, "out");
      return new Map(readdirSync(out).map((name) => [name, readFileSync(join(out, name), "utf8")]));
    },
    left: (environment = "R") => readdirSync(folder(environment, "in")),
  };
}

export interface ChannelPlace {
  readonly connectionString: string;
  readonly directory: string;
  /** PEM. */
  readonly authority: string;
  readonly clock: Clock;
  readonly largest?: number;
  readonly annexes?: Annexes;
  readonly log?: (message: string) => void;
}

export function channelOn({
  connectionString,
  directory,
  authority,
  clock,
  largest = 1 << 28,
  annexes = usualAnnexes,
  log = () => {},
}: ChannelPlace) {
  const mandates = mandatesHeldFor(["DMFA_DIMONA"]);
  const writer = writerOn(connectionString, clock);
  const reader = createReader({ connectionString });
  const channel = createFileChannel({
    directory,
    connectionString,
    annexes,
    trust: createTrustStore({ authorities: [authority], clock }),
    writer,
    reader: createDimonaReader(reader, clock, mandates),
    codes,
    clock,
    mandates,
    largest,
    patience: 60_000,
    log,
  });
  return {
    channel,
    close: async () => {
      await channel.close();
      await writer.close();
      await reader.close();
    },
  };
}

const codes = loadDimonaCodes();

function subjectOf(name: string): string {
  return `C=BE,O=Kruispunt test,CN=${name}`;
}

const all: readonly Annex[] = [
  annex("secretariat", secretariatNumber, `files: { sender: "${senderNumber}", language: en }`),
  annex("stranger", "1999001041", `files: { sender: "900001" }`),
  annex("other", "1999001140", ""),
];

const usualAnnexes = indexAnnexes(all);

export const cafeSender = "900010";
const cafe = annex("cafe", employers.cafe.enterpriseNumber ?? "", `files: { sender: "${cafeSender}" }`);

function annex(customer: string, cbeNumber: string, files: string): Annex {
  const text = `
customer: ${customer}
name: ${customer}
identification: { cbeNumber: "${cbeNumber}" }
authentication: { certificates: ["${subjectOf(customer)}"] }
${files}
quota: { perMinute: 1000, perDay: 1000 }
services:
  Dimona/v2:
    - { legalContext: TEST, operations: [declare, consult], replacedSsin: follow }
`;
  return certain(parseAnnex(`${customer}.yaml`, text, new Map([["Dimona/v2", catalogueEntry]])));
}
