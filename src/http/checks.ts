// The checks of the installation itself, with what each looks at.
import { join } from "node:path";
import type { Annexes } from "../crossroads/annexes.ts";
import type { AuditWriter } from "../crossroads/audit.ts";
import { ownMigrations, readMigrations } from "../database/migrate.ts";
import type { Reader } from "../database/reader.ts";
import { auditChecks } from "../health/audit-checks.ts";
import { installationFacts } from "../health/catalogue.ts";
import { certificateCheck } from "../health/certificate-check.ts";
import type { Check, CheckFacts } from "../health/check.ts";
import { databaseChecks } from "../health/database-checks.ts";
import { type AskDisk, diskCheck } from "../health/disk-check.ts";
import { type ForwardingState, forwardingCheck } from "../health/forwarding-check.ts";
import { passwordCheck } from "../health/password-check.ts";
import { revocationCheck } from "../health/revocation-check.ts";
import type { Clock } from "../kernel/clock.ts";
import { certificatesIn } from "../soap/security/authorities.ts";
import type { KeyInUse } from "./key-files.ts";
import type { Revocation } from "./revocation.ts";
import type { Settings } from "./settings.ts";

interface InstallationParts {
  readonly settings: Settings;
  readonly annexes: Annexes;
  readonly reader: Reader;
  readonly audit: AuditWriter;
  readonly clock: Clock;
  readonly signing: KeyInUse;
  /** Of HTTPS, where it is served. */
  readonly server: KeyInUse | undefined;
  readonly authorities: { readonly file: string; readonly text: string };
  readonly revocation: Pick<Revocation, "standing">;
  readonly askDisk: AskDisk | undefined;
  readonly forwarding: () => Promise<readonly ForwardingState[]>;
}

export async function installationChecks(parts: InstallationParts): Promise<readonly Check[]> {
  const { settings, annexes, reader, audit, clock, signing, server, authorities, revocation, askDisk, forwarding } =
    parts;
  const { clockSkew, home, databaseUrl } = settings;
  const keyCheck = (facts: CheckFacts, { key, certificate, files }: KeyInUse) =>
    certificateCheck(facts, { certificates: [certificate], key, files, clock });
  return [
    ...databaseChecks({ reader, migrations: await readMigrations(ownMigrations), clock, clockSkew }),
    ...auditChecks({ probe: audit.probe, pending: audit.pending, connected: reader.healthy }),
    keyCheck(installationFacts.signingKey, signing),
    certificateCheck(installationFacts.authorities, {
      certificates: certificatesIn(authorities.text),
      files: new Map([[authorities.file, authorities.text]]),
      clock,
    }),
    revocationCheck(revocation.standing, clock),
    passwordCheck(join(home, "credentials"), annexes),
    ...(server === undefined ? [] : [keyCheck(installationFacts.serverCertificate, server)]),
    forwardingCheck(forwarding, () => reader.healthy()),
    diskCheck({ home, failSafe: databaseUrl !== undefined, askDisk }),
  ];
}
