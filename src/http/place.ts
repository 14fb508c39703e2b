// What this program and this installation are called.
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Place } from "../health/place.ts";
import type { Settings } from "./settings.ts";

const packageFile = new URL("../../package.json", import.meta.url);

/** X.Y.Z, as package.json has it. */
export const version = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(packageFile, "utf8"))).version;

export function placeOf({ environment, node }: Settings): Place {
  return { environment, node, version };
}
