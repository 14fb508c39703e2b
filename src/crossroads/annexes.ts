// All annexes of an installation: found by the certificate, user name or client id that speaks for a customer.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { accepted, certain, type Outcome, refused } from "../kernel/outcome.ts";
import { parseSubject, relativeNames } from "../soap/security/subject.ts";
import { type Annex, type AnnexFault, lineOfKey, parseAnnex, type ServiceCatalogue } from "./annex.ts";
import { organizationKey } from "./organization.ts";

export interface Annexes {
  readonly all: readonly Annex[];
  /** The subject as one line, most specific part first and without spaces after the commas (RFC 4514). */
  byCertificateSubject(subject: string): Annex | undefined;
  byUsername(username: string): Annex | undefined;
  byClientId(clientId: string): Annex | undefined;
}

/** Reads every `.yaml` file of a folder. One faulty annex refuses them all: half a set of rights is not a set of rights. */
export function loadAnnexes(directory: string, catalogue: ServiceCatalogue): Outcome<Annexes, readonly AnnexFault[]> {
  const files = readOr(() => readdirSync(directory));
  if (files === undefined) return refused([unreadable(directory)]);
  if (!files.some((file) => file.endsWith(".yaml"))) return refused([without(directory)]);
  const read = files
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .map((file) => {
      const text = readOr(() => readFileSync(join(directory, file), "utf8"));
      const outcome = text === undefined ? refused([unreadable(file)]) : parseAnnex(file, text, catalogue);
      return { file, text: text ?? "", outcome };
    });
  const annexes = read.flatMap(({ file, text, outcome }) => (outcome.ok ? [{ file, text, annex: outcome.value }] : []));
  const faults = [...read.flatMap(({ outcome }) => (outcome.ok ? [] : outcome.reason)), ...clashesIn(annexes)];
  return faults.length > 0 ? refused(faults) : accepted(indexAnnexes(annexes.map(({ annex }) => annex)));
}

interface AnnexFile {
  readonly file: string;
  readonly text: string;
  readonly annex: Annex;
}

/** What two annexes share by which a customer must be known from all others, told of the later one. */
export function clashesIn(annexes: readonly AnnexFile[]): readonly AnnexFault[] {
  return [
    ...doubles(annexes, "customer", ({ customer }) => [customer]),
    ...doubles(annexes, "identification", ({ identification }) => [organizationKey(identification)]),
    ...doubles(annexes, "authentication.certificates", ({ authentication }) =>
      authentication.certificates.flatMap((subject) => formsOf(subject).toSorted().slice(0, 1)),
    ),
    ...doubles(annexes, "authentication.basic.username", ({ authentication }) =>
      authentication.basic === undefined ? [] : [authentication.basic.username],
    ),
    ...doubles(annexes, "files.sender", ({ files: dropped }) => (dropped === undefined ? [] : [dropped.sender])),
    ...doubles(annexes, "authentication.oauth.clientId", ({ authentication }) =>
      authentication.oauth === undefined ? [] : [authentication.oauth.clientId],
    ),
  ];
}

/** Annexes that do not clash, by the values by which a customer is known. */
export function indexAnnexes(all: readonly Annex[]): Annexes {
  const bySubject = new Map(
    all.flatMap((annex) =>
      annex.authentication.certificates.flatMap((subject) => formsOf(subject).map((form) => [form, annex] as const)),
    ),
  );
  const byUsername = new Map(
    all.flatMap((annex) =>
      annex.authentication.basic === undefined ? [] : [[annex.authentication.basic.username, annex] as const],
    ),
  );
  const byClientId = new Map(
    all.flatMap((annex) =>
      annex.authentication.oauth === undefined ? [] : [[annex.authentication.oauth.clientId, annex] as const],
    ),
  );
  return {
    all,
    byCertificateSubject: (subject) => bySubject.get(subject),
    byUsername: (username) => byUsername.get(username),
    byClientId: (clientId) => byClientId.get(clientId),
  };
}

/** A subject in its own order and in the other one, without spaces after the commas: one name, however it is written. */
function formsOf(subject: string): readonly [string, string] {
  const names = relativeNames(certain(parseSubject(subject)));
  return [names.join(","), names.toReversed().join(",")];
}

function readOr<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function unreadable(file: string): AnnexFault {
  return { file, line: 1, at: "", message: "cannot be read" };
}

/** Nobody could ask anything. */
function without(directory: string): AnnexFault {
  const message =
    "there is no annex in this folder: expected a file that ends in .yaml for each customer; name another with KRUISPUNT_ANNEXES";
  return { file: directory, line: 1, at: "", message };
}

function doubles(
  annexes: readonly AnnexFile[],
  at: string,
  namesOf: (annex: Annex) => readonly string[],
): readonly AnnexFault[] {
  const firstFile = new Map<string, string>();
  return annexes.flatMap(({ file, text, annex }) =>
    namesOf(annex).flatMap((name) => {
      const other = firstFile.get(name);
      if (other === undefined) {
        firstFile.set(name, file);
        return [];
      }
      const line = lineOfKey(text, at.split("."));
      return [{ file, line, at, message: `already used by ${other}; expected a value of its own` }];
    }),
  );
}
