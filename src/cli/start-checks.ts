// What keeps a production installation from starting: parts of a demonstration, which anybody may know.
import { existsSync } from "node:fs";
import type { Annexes } from "../crossroads/annexes.ts";
import type { Settings } from "../http/settings.ts";
import { demoDirectory } from "../population/demo-files.ts";
import { Refusal } from "./refusal.ts";

/** Throws a Refusal that says what to do. */
export function refuseDemoParts({ mode, home, annexes: folder }: Settings, annexes: Annexes): void {
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
