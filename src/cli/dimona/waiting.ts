// `kruispunt dimona waiting` and `identify`: declarations without a number of the worker, resolved by somebody's judgement.
import { loadDimonaCodes } from "../../codes/dimona-codes.ts";
import { identifyByHand, type NotIdentified } from "../../dimona/administration/identify.ts";
import { listWaiting, type WaitingDeclaration } from "../../dimona/administration/waiting.ts";
import type { FoundWorker } from "../../dimona/register/identified.ts";
import type { Settings } from "../../http/settings.ts";
import { systemClock } from "../../kernel/clock.ts";
import { accepted } from "../../kernel/outcome.ts";
import { inOffice } from "../administration/office.ts";
import { writeJson, writeLines } from "../administration/text.ts";
import { ssinGiven } from "../administration/values.ts";
import { inColumns } from "../columns.ts";
import { Refusal } from "../refusal.ts";
import { dimonaNumberGiven } from "./numbers.ts";
import { type ChangeOptions, changeByHand, mandatesOfDimona } from "./office.ts";

/** Without what was declared of the workers, and without who they may be: `kruispunt dimona candidates` tells that of one. */
export async function showWaiting(
  settings: Settings,
  { limit, json }: { readonly limit: number; readonly json?: boolean },
): Promise<void> {
  await inOffice(settings, {}, async ({ client }) => {
    const waiting = await listWaiting(client, limit);
    if (json === true) writeJson(waiting);
    else if (waiting.length === 0) writeLines(["no declaration waits"]);
    else writeLines(inColumns(waiting.map((one) => [one.number, one.since, one.employer, reasonText(one)])));
    if (waiting.some(({ candidates }) => candidates > 0)) {
      process.stderr.write("`kruispunt dimona candidates NUMBER` shows who these persons are, and what differs\n");
    }
  });
}

function reasonText({ reason, candidates, tried }: WaitingDeclaration): string {
  const times = `searched ${tried} time${tried === 1 ? "" : "s"}`;
  switch (reason) {
    case null:
      return "not searched yet";
    case "several":
      return `${candidates} persons are just like this, ${times}`;
    case "near":
      return `${candidates} person${candidates === 1 ? " is" : "s are"} much like this, ${times}`;
    case "none":
      return `nobody is like this, ${times}`;
  }
}

export async function identify(
  settings: Settings,
  text: string,
  options: ChangeOptions & { readonly ssin?: string; readonly nobody?: boolean },
): Promise<void> {
  const number = dimonaNumberGiven(text);
  const worker = await workerGiven(options);
  const ports = { clock: systemClock, codes: loadDimonaCodes(), mandates: mandatesOfDimona };
  await changeByHand(settings, options, {
    operation: "dimona identify",
    refusals,
    subject: () => `declaration:${number}`,
    work: async ({ client }) => {
      const decided = await identifyByHand(client, number, worker, ports);
      return decided.ok ? accepted(decided.value) : decided;
    },
    tell: ({ result, anomalies }) => [number, "is", result, ...anomalies.map(({ code }) => code)].join(" "),
  });
}

async function workerGiven({
  ssin,
  nobody,
}: {
  readonly ssin?: string;
  readonly nobody?: boolean;
}): Promise<FoundWorker> {
  if (nobody === true) return "nobody";
  if (ssin === undefined)
    throw new Refusal(
      "say who it is with --ssin, or that nobody is with --nobody; `kruispunt dimona candidates` shows who it may be",
    );
  return await ssinGiven(ssin);
}

export const notWaiting =
  "no declaration with this number waits: it is decided on, or there is none. See `kruispunt dimona show`.";

const refusals: Readonly<Record<NotIdentified, string>> = {
  "not-waiting": notWaiting,
  "unknown-person":
    "the number of the person is nobody's, or was cancelled. Look at it; the register of persons must know it first.",
};
