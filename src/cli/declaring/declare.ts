// A declaration on its way to the crossroads and back: sent with a token, then looked up until it is decided on.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import { restBase } from "../../dimona/names.ts";
import { declarationAnswerSchema, takenSchema } from "../../dimona/rest/declaration-schemas.ts";
import type { Settings } from "../../http/settings.ts";
import { problemSchema } from "../../rest/problem.ts";
import type { Language } from "../answer-text.ts";
import { readNetwork } from "../network.ts";
import { get, type Posted, post } from "../post.ts";
import { Refusal } from "../refusal.ts";
import { askToken, originOf } from "../token.ts";
import { resultText } from "./result-text.ts";

export interface DeclareOptions {
  readonly as: string;
  readonly key?: string;
  readonly url?: string;
  readonly language: Language;
  readonly json?: boolean;
}

/** Writes the result to standard output; gives the exit code: 0 where it was accepted or waits, 2 where it was refused. */
export async function declare(settings: Settings, options: DeclareOptions, body: object): Promise<0 | 2> {
  const { language, key } = options;
  const { ca, origin, headers } = await callerOf(settings, options);
  const sent = await post(new URL(`${origin}${restBase}/declarations`), JSON.stringify(body), {
    ca,
    headers: {
      ...headers,
      "Content-Type": "application/json",
      // A retry by hand is safe with a key of one's own; without one each call is a declaration of its own.
      ...(key === undefined ? {} : { "Idempotency-Key": key }),
    },
  });
  if (sent.status !== 201) throw new Refusal(problemText(sent));
  const { declarationId } = read(takenSchema, sent.text);
  return await show({ ca, origin, headers, language, json: options.json === true }, declarationId, patience);
}

/** The same for a declaration that was made before. */
export async function showDeclaration(settings: Settings, options: DeclareOptions, number: number): Promise<0 | 2> {
  const caller = await callerOf(settings, options);
  return await show({ ...caller, language: options.language, json: options.json === true }, number, 0);
}

/** Throws a Refusal where there is no such file, or no JSON in it. */
export function readDeclaration(file: string): object {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file === "-" ? 0 : file, "utf8"));
    if (typeof parsed === "object" && parsed !== null) return parsed;
  } catch (error) {
    throw new Refusal(`${file} is not readable as JSON: ${error instanceof Error ? error.message : error}`);
  }
  throw new Refusal(`${file} holds no declaration: expected an object`);
}

interface Caller {
  readonly ca: string;
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function callerOf(settings: Settings, { as, url, language }: DeclareOptions): Promise<Caller> {
  const network = readNetwork(settings.home);
  const { token } = await askToken(settings, { as, ...(url === undefined ? {} : { url }) });
  return {
    ca: readFileSync(join(network.directory, network.ca), "utf8"),
    origin: originOf(settings, url),
    headers: { Authorization: `Bearer ${token}`, "Accept-Language": language },
  };
}

const firstPause = 250;
const longestPause = 2000;
const patience = 30_000;

/** A number is a receipt: it may take a moment until there is something to see (404 until then), and so long somebody waits. */
async function show(
  { ca, origin, headers, language, json }: Caller & { readonly language: Language; readonly json: boolean },
  number: number,
  wait: number,
): Promise<0 | 2> {
  const address = new URL(`${origin}${restBase}/declarations/${number}`);
  let found = await get(address, { ca, headers });
  for (let pause = firstPause, waited = 0; found.status === 404 && waited < wait; waited += pause) {
    await sleep(pause);
    pause = Math.min(longestPause, pause * 2);
    found = await get(address, { ca, headers });
  }
  if (found.status !== 200) throw new Refusal(problemText(found));
  const answer = read(declarationAnswerSchema, found.text);
  process.stdout.write(json ? `${found.text}\n` : resultText(answer, language));
  return answer.declarationStatus.result === "B" ? 2 : 0;
}

function read<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> {
  const read = schema.safeParse(parse(text));
  if (!read.success) throw new Refusal("the answer is not one of Dimona");
  return read.data;
}

function problemText({ status, text }: Posted): string {
  const problem = problemSchema.safeParse(parse(text));
  if (!problem.success) return `the crossroads answered ${status}`;
  const { title, detail, remedy, issues = [] } = problem.data;
  const told = issues.map(({ name, detail: what }) => `  ${[name, what].filter(Boolean).join(": ")}`);
  return [
    `${title}${detail === undefined ? "" : `: ${detail}`}`,
    ...told,
    ...(remedy === undefined ? [] : [remedy]),
  ].join("\n");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
