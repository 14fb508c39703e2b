// Questions that the demo network answers as shown: for the reference, and held to the running service by a test.
import type { RestExample } from "../rest/operation.ts";

export const careerExamples: readonly RestExample[] = [];
export const contributionExamples: readonly RestExample[] = [];
