// What every contender is given: the same database, the same customer, and a question with its answer as samples.
import { readFileSync } from "node:fs";
import { z } from "zod";

export type Scene = z.infer<typeof shape>;

const shape = z.object({
  connectionString: z.string(),
  /** PEM files. */
  authority: z.string(),
  key: z.string(),
  certificate: z.string(),
  cbeNumber: z.string(),
  legalContext: z.string(),
  /** A signed message as it is sent, and the answer of median size. */
  question: z.string(),
  answer: z.string(),
});

/** Where a contender finds its scene. */
export const sceneVariable = "KRUISPUNT_BENCH_SCENE";

export function readScene(): Scene {
  return shape.parse(JSON.parse(readFileSync(process.env[sceneVariable] ?? "", "utf8")));
}
