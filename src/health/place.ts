// What an installation says of itself in its answers about health: never a host name or an address.
import type { ErrorTypeEnvironment } from "../schema/generated/social-security-errors-v1.ts";

/** Environment of monitoring v1: which of its lives an installation is in. */
export const environments = ["PRD", "SIM", "ACC", "INT", "TST", "DEV", "SIC", "LOCAL", "OTHER"] as const;
export type Environment = (typeof environments)[number];

export interface Place {
  readonly environment: Environment;
  /** What this machine goes by, instead of its host name. */
  readonly node: string;
  /** Of the program, as X.Y.Z. */
  readonly version: string;
}

/** The same life as errors of the Smals kind call it; undefined for those that they do not know. */
export function inErrors(environment: Environment): ErrorTypeEnvironment | undefined {
  return namesInErrors[environment];
}

const namesInErrors: Readonly<Partial<Record<Environment, ErrorTypeEnvironment>>> = {
  PRD: "Production",
  SIM: "Simulation",
  ACC: "Acceptation",
  INT: "Integration",
  TST: "Test",
  DEV: "Development",
};
