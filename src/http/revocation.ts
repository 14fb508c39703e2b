// What an installation knows to be revoked: the lists of its folder, read again as they are replaced, without a new start.
import { readFileSync } from "node:fs";
import type { RevocationStanding } from "../health/revocation-check.ts";
import type { Clock } from "../kernel/clock.ts";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import { type IssuedCertificate, readAuthorities } from "../soap/security/authorities.ts";
import { type RevocationList, readRevocationList, revokedBy } from "../soap/security/revocation.ts";
import { keyFilesOf } from "./key-files.ts";
import { type ListFile, listFilesAt } from "./list-files.ts";
import type { Log } from "./log.ts";
import type { Settings } from "./settings.ts";

export interface Revocation {
  isRevoked(certificate: IssuedCertificate): boolean;
  /** Undefined where no lists are given. */
  standing(): RevocationStanding | undefined;
  /** Reads what changed, at once instead of within a minute. Never rejects. */
  look(): Promise<void>;
  /** Looks no more. */
  close(): void;
}

interface RevocationParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Pick<Log, "info" | "warn">;
}

const betweenLooks = 60_000;

/** Refused with a line for each file that is not a list to be believed, with its path and what to do. */
export async function openRevocation({
  settings,
  clock,
  log,
}: RevocationParts): Promise<Outcome<Revocation, readonly string[]>> {
  const { revocationLists: place, clockSkew: skew } = settings;
  if (place === undefined) return accepted(withoutLists);
  const authorities = readAuthorities([readFileSync(keyFilesOf(settings).authorities, "utf8")]);
  const lookAtFiles = listFilesAt(place, (der) => readRevocationList(der, { authorities, now: clock.now(), skew }));
  const first = foundIn(await lookAtFiles(), new Map());
  const faults = first.files.flatMap(faultOf);
  if (faults.length > 0) return refused(faults);

  let found = first;
  const tell = createTelling(log, clock);
  tell(found);
  for (const { subject } of authorities) {
    if ([...found.inForce.values()].some(({ issuer }) => issuer === subject)) continue;
    log.warn({ authority: subject }, "an authority without a list: its certificates are believed until they expire");
  }
  let looking: Promise<void> | undefined;
  const look = (): Promise<void> => {
    looking ??= lookAtFiles()
      .then((files) => {
        found = foundIn(files, found.inForce);
        tell(found);
      })
      .finally(() => {
        looking = undefined;
      });
    return looking;
  };
  const timer = setInterval(look, betweenLooks);
  timer.unref();
  return accepted({
    isRevoked: (certificate) => found.isRevoked(certificate),
    standing: () => standingOf(found),
    look,
    close: () => clearInterval(timer),
  });
}

const withoutLists: Revocation = {
  isRevoked: () => false,
  standing: () => undefined,
  look: async () => {},
  close: () => {},
};

interface Found {
  readonly files: readonly ListFile[];
  /** By their series. */
  readonly inForce: ReadonlyMap<string, RevocationList>;
  /** Of those in force, the ones that are in no file any more. */
  readonly missing: readonly RevocationList[];
  readonly isRevoked: Revocation["isRevoked"];
}

/**
 * A list stays in force until a newer one of its series comes: whoever can take a file away, or put an older one in its
 * place, as on the way of a download, does not bring back a certificate by it.
 */
function foundIn(files: readonly ListFile[], before: Found["inForce"]): Found {
  const lists = files.flatMap(listsOf);
  const inForce = new Map(before);
  for (const list of lists) {
    const known = inForce.get(list.series);
    if (known === undefined || known.thisUpdate <= list.thisUpdate) inForce.set(list.series, list);
  }
  const missing = [...inForce.values()].filter((list) => !lists.includes(list));
  return { files, inForce, missing, isRevoked: revokedBy(inForce.values()) };
}

function standingOf({ files, inForce, missing }: Found): RevocationStanding {
  return {
    nextUpdates: [...inForce.values()].map(({ nextUpdate }) => nextUpdate),
    unusable: files.flatMap(faultOf).length,
    missing: missing.length,
  };
}

function listsOf({ read }: ListFile): readonly RevocationList[] {
  return read.ok ? read.value : [];
}

function faultOf({ path, read }: ListFile): readonly string[] {
  return read.ok ? [] : [`${path}: ${read.reason}`];
}

/** Writes each list and each trouble to the log once, for as long as it is there. */
function createTelling(log: RevocationParts["log"], clock: Clock): (found: Found) => void {
  let lists: ReadonlySet<RevocationList> = new Set();
  let troubles: ReadonlySet<string> = new Set();
  return (found) => {
    const { files, inForce } = found;
    for (const file of files) {
      for (const list of listsOf(file)) {
        const told = { file: file.path, ...described(list), inForce: inForce.get(list.series) === list };
        if (!lists.has(list)) log.info(told, "a revocation list was read");
      }
    }
    lists = new Set(files.flatMap(listsOf));
    const now = troublesOf(found, clock.now());
    for (const trouble of now) if (!troubles.has(trouble)) log.warn({}, trouble);
    troubles = new Set(now);
  };
}

function troublesOf({ files, inForce, missing }: Found, now: number): readonly string[] {
  const nameOf = ({ issuer, thisUpdate }: RevocationList) =>
    `the revocation list of ${issuer} of ${written(thisUpdate)}`;
  const overdue = [...inForce.values()].filter(({ nextUpdate }) => nextUpdate < now);
  return [
    ...files.flatMap(faultOf).map((fault) => `${fault}; the lists before stay in force`),
    ...missing.map(
      (list) => `${nameOf(list)} is in no file any more, or only an older one; it stays in force until the next start`,
    ),
    ...overdue.map(
      (list) => `${nameOf(list)} should have had a successor by ${written(list.nextUpdate)}: see that it is fetched`,
    ),
  ];
}

function described({ issuer, thisUpdate, nextUpdate, serialNumbers }: RevocationList) {
  const dates = { thisUpdate: written(thisUpdate), nextUpdate: written(nextUpdate) };
  return { authority: issuer, ...dates, certificates: serialNumbers.size };
}

function written(moment: number): string {
  return new Date(moment).toISOString();
}
