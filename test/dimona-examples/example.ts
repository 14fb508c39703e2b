// An example of an anomaly: a situation in words, and the declaration that meets it.
import type { AnomalyCode } from "../../src/dimona/anomaly.ts";
import type { Decision } from "../../src/dimona/decision.ts";
import { type Scene, scene } from "../dimona-scene.ts";

export interface Example {
  readonly code: AnomalyCode;
  readonly situation: string;
  /** In a file of its own. */
  readonly decide: () => Decision;
  /** What the same mistake raises beside it. */
  readonly also: readonly AnomalyCode[];
}

export function example(
  code: AnomalyCode,
  situation: string,
  declare: (file: Scene) => Decision,
  also: readonly AnomalyCode[] = [],
): Example {
  return { code, situation, decide: () => declare(scene()), also };
}
