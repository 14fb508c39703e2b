// What keeps an installation from starting: settings that name what is not there, or not theirs.
import { existsSync } from "node:fs";
import { loadSelfEmployedCodes } from "../codes/self-employed-codes.ts";
import type { Annexes } from "../crossroads/annexes.ts";
import { faultsOfKeyFiles } from "../http/key-file-faults.ts";
import type { Settings } from "../http/settings.ts";
import { demoDirectory } from "../population/demo-files.ts";
import { Refusal } from "./refusal.ts";

/** Before anything is started. Throws a Refusal that says what to do. */
export function refuseWrongStart(settings: Settings, annexes: Annexes): void {
  refuseDemoParts(settings, annexes);
  refuseUnknownFunds(settings);
  // Those of a demo are its own, made and mended by the start itself.
  if (settings.mode === "production") refuseKeyFiles(settings);
}

/** Throws a Refusal with a line for each file. */
export function refuseKeyFiles(settings: Settings): void {
  const faults = faultsOfKeyFiles(settings);
  if (faults.length === 0) return;
  throw new Refusal(`the keys and certificates are not in order\n${faults.map((line) => `  ${line}`).join("\n")}`);
}

function refuseUnknownFunds({ funds }: Settings): void {
  if (funds.addresses.length === 0) return;
  const known = loadSelfEmployedCodes().socialInsuranceFund.rows.map(({ code }) => code);
  const unknown = funds.addresses.map(({ code }) => code).filter((code) => !known.includes(code));
  if (unknown.length === 0) return;
  throw new Refusal(`KRUISPUNT_FUNDS: there is no fund ${unknown.join(", ")}; there are ${known.join(", ")}`);
}

function refuseDemoParts({ mode, home, annexes: folder }: Settings, annexes: Annexes): void {
  if (mode !== "production") return;
  if (existsSync(demoDirectory(home))) {
    throw new Refusal(`${home} holds a demo network, with keys and passwords anybody may know: use another folder`);
  }
  const fromDemo = annexes.all.filter(({ authentication }) =>
    authentication.certificates.some((subject) => /\bCN=kruispunt:demo:/.test(subject)),
  );
  if (fromDemo.length === 0) return;
  throw new Refusal(
    `${folder} (KRUISPUNT_ANNEXES) holds annexes of the demo, for customers that there are not: ${fromDemo
      .map(({ customer }) => customer)
      .join(", ")}; name a folder with the annexes of this installation alone`,
  );
}
