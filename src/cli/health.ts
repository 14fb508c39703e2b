// `kruispunt health`: how an installation is, as a table for people and an exit code for programs.
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { rootCertificates } from "node:tls";
import { type HealthStatus, healthStatusSchema } from "../health/belgif.ts";
import type { Level } from "../health/check.ts";
import { keyFilesOf } from "../http/key-files.ts";
import { isLoopback } from "../http/loopback.ts";
import { signOperatorToken } from "../http/operator.ts";
import type { Settings } from "../http/settings.ts";
import { systemClock } from "../kernel/clock.ts";
import { certificatesIn } from "../soap/security/authorities.ts";
import { addressGiven } from "./address.ts";
import { inColumns } from "./columns.ts";
import { get, NoAnswer, type Posted, Untrusted } from "./post.ts";
import { Refusal } from "./refusal.ts";

export interface HealthOptions {
  readonly level: Level;
  readonly url?: string;
  /** A PEM file. */
  readonly ca?: string;
  readonly json?: boolean;
}

type ExitCode = 0 | 1 | 2 | 3;

/**
 * Writes to standard output; gives the exit code: 0 UP, 1 DEGRADED, 2 DOWN, which is also what nobody there is, and 3
 * when it cannot be told. Who may read the installation's signing key is told what was found; others get the status
 * alone, and not at level DEEP.
 */
export async function showHealth(settings: Settings, options: HealthOptions): Promise<ExitCode> {
  const { level, json } = options;
  const url = new URL(addressGiven(options.url ?? `http://127.0.0.1:${settings.port}`));
  url.pathname = `${url.pathname.replace(/\/$/, "")}/health`;
  url.search = `level=${level}`;
  try {
    const text = (await ask(url, settings, level, trustedBy(settings, options.ca))).text;
    const status = readStatus(text);
    process.stdout.write(json === true ? `${text}\n` : tableOf(status));
    return exitCodes[status.status];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const isDown = error instanceof NoAnswer;
    const remedy = error instanceof Untrusted ? "; name the authority of its certificate with --ca FILE" : "";
    process.stderr.write(`kruispunt: ${isDown ? "DOWN: " : ""}${error.message}${remedy}\n`);
    return isDown ? 2 : 3;
  }
}

const exitCodes: Readonly<Record<HealthStatus["status"], ExitCode>> = { UP: 0, DEGRADED: 1, DOWN: 2 };

/**
 * What the server's certificate is judged by, beside the authorities that Node knows: those of --ca; otherwise a demo's
 * authority, or the very certificate of this installation. The authorities of customers have no say in who a server is.
 */
function trustedBy(settings: Settings, file: string | undefined): readonly string[] {
  const { authorities, serverCertificate } = keyFilesOf(settings);
  if (file !== undefined) {
    const given = readIfAllowed(file);
    if (given?.includes("-----BEGIN CERTIFICATE-----") === true) return [...rootCertificates, ...certificatesIn(given)];
    throw new Refusal(`--ca: ${file} cannot be read, or holds no certificate in PEM`);
  }
  const own = readIfAllowed(settings.mode === "demo" ? authorities : serverCertificate);
  return own === undefined ? rootCertificates : [...rootCertificates, ...certificatesIn(own).slice(0, 1)];
}

async function ask(url: URL, settings: Settings, level: Level, ca: readonly string[]): Promise<Posted> {
  const token = await operatorToken(settings);
  // Whoever reads it on the way could use it: it leaves this machine over TLS alone.
  const unread = url.protocol === "https:" || isLoopback(url.hostname);
  if (token !== undefined && unread) {
    const answer = await get(url, { ca, headers: { Authorization: `Bearer ${token}` } });
    // An installation with another key does not know who asks, which is no reason to tell nothing.
    if (answer.status !== 401) return answer;
  }
  if (level === "DEEP") {
    throw new Refusal(
      "level DEEP is for who may read the signing key of that installation, over https or on its machine",
    );
  }
  return await get(url, { ca, headers: {} });
}

async function operatorToken(settings: Settings): Promise<string | undefined> {
  const { signingKey } = keyFilesOf(settings);
  const text = readIfAllowed(signingKey);
  if (text === undefined) return undefined;
  try {
    return await signOperatorToken(createPrivateKey(text), systemClock);
  } catch {
    throw new Refusal(`${signingKey} holds no key that signs`);
  }
}

function readIfAllowed(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function readStatus(text: string): HealthStatus {
  try {
    return healthStatusSchema.parse(JSON.parse(text));
  } catch {
    throw new Refusal("the answer is not about health: is there a Kruispunt at this address?");
  }
}

/** The status, then a line for each check, the worst first. */
function tableOf({ status, details }: HealthStatus): string {
  if (details === undefined) return `${status}\n`;
  const { level, verdict, version, environment, node, at, checks } = details;
  const head = `${status} at level ${level} (${verdict}): Kruispunt ${version} on ${node}, ${environment}, as of ${at}\n`;
  if (checks.length === 0) return head;
  const ranked = checks.toSorted((a, b) => ranks.indexOf(a.verdict) - ranks.indexOf(b.verdict));
  const rows = ranked.map((check) => [
    check.verdict,
    check.id,
    check.level,
    `${check.milliseconds} ms`,
    `${Math.round(check.age / 1000)} s ago`,
    [check.code, check.message].filter((part) => part !== undefined).join(": ") || check.description,
  ]);
  return `${head}\n${inColumns([["state", "check", "level", "took", "found", "what was found"], ...rows]).join("\n")}\n`;
}

const ranks = ["CRITICAL", "WARNING", "OK"];
