// The revocation lists of this installation, for a command that judges certificates.
import { faultsOfAuthorities } from "../http/key-file-faults.ts";
import type { Log } from "../http/log.ts";
import { openRevocation, type Revocation } from "../http/revocation.ts";
import type { Settings } from "../http/settings.ts";
import { systemClock } from "../kernel/clock.ts";
import { Refusal } from "./refusal.ts";

/** To be closed by the caller. */
export async function revocationOf(settings: Settings, log: Pick<Log, "info" | "warn">): Promise<Revocation> {
  const [fault] = faultsOfAuthorities(settings);
  if (fault !== undefined) throw new Refusal(fault);
  const revocation = await openRevocation({ settings, clock: systemClock, log });
  if (revocation.ok) return revocation.value;
  const lines = revocation.reason.map((line) => `  ${line}`);
  throw new Refusal(`the revocation lists (KRUISPUNT_REVOCATION_LISTS) are not in order\n${lines.join("\n")}`);
}
