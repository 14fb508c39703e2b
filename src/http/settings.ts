// The settings of an installation, read once from the environment.
import { resolve } from "node:path";
import { z } from "zod";
import { type Environment, environments } from "../health/place.ts";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import { defaultLimits } from "../xml/parse.ts";
import { isLoopback } from "./loopback.ts";

export interface Settings {
  /** Where data, keys and logs are kept. */
  readonly home: string;
  readonly host: string;
  /** Where HTTP without TLS listens: in production on this machine alone, since answers hold personal data. */
  readonly plainHost: string;
  readonly port: number;
  readonly tlsPort: number;
  readonly workers: number;
  /** A PostgreSQL to use; without one an embedded server runs under `home`. */
  readonly databaseUrl: string | undefined;
  /** Milliseconds in which the database answers a look-up or takes an audit entry. */
  readonly databaseTimeout: number;
  readonly annexes: string;
  readonly mode: "demo" | "production";
  /** Milliseconds by which a customer's clock may differ from ours. */
  readonly clockSkew: number;
  /** Milliseconds that the timestamp of a signed message may live. */
  readonly timestampLife: number;
  /** Bytes of the largest message. */
  readonly largestMessage: number;
  /** Where callers find this installation, without a slash at the end: what clients name as audience. */
  readonly publicUrl: string | undefined;
  readonly logLevel: string;
  readonly tls: KeyFiles | undefined;
  /** A folder with revocation lists of the authorities, or one file; without it certificates are believed until they expire. */
  readonly revocationLists: string | undefined;
  readonly funds: FundSettings;
  /** Which of its lives the installation is in, told in answers about its health and in errors. */
  readonly environment: Environment;
  /** What this machine goes by in answers about health, instead of its host name. */
  readonly node: string;
}

/** How the social insurance funds are reached. */
export interface FundSettings {
  /** Funds that are not in this process. */
  readonly addresses: readonly { readonly code: string; readonly address: string }[];
  /** Milliseconds in which a fund answers a question. */
  readonly timeout: number;
  /** Shown to funds, and asked for by a fund that runs alone. */
  readonly token: string | undefined;
}

/** PEM files of a production installation; a demo makes its own. */
export interface KeyFiles {
  readonly authorities: string;
  readonly serverKey: string;
  readonly serverCertificate: string;
  readonly signingKey: string;
  readonly signingCertificate: string;
}

/** What each variable means, for `--help` and the documentation. */
export const variables = {
  KRUISPUNT_HOME: "folder for data, keys and logs (var)",
  KRUISPUNT_HOST: "address to listen on; in production for HTTPS alone, HTTP stays on 127.0.0.1 (127.0.0.1)",
  KRUISPUNT_PORT: "port for HTTP (8080)",
  KRUISPUNT_TLS_PORT: "port for HTTPS, where Basic and mutual TLS are taken (8443; 0 for none)",
  KRUISPUNT_WORKERS: "processes that answer questions (1)",
  KRUISPUNT_DATABASE_TIMEOUT: "milliseconds in which the database answers, or a question is refused (2000)",
  KRUISPUNT_ANNEXES: "folder with the customers' annexes; a demo has its own (annexes)",
  KRUISPUNT_MODE: "demo (synthetic people only) or production (refuses synthetic people) (demo)",
  KRUISPUNT_CLOCK_SKEW: "seconds by which a customer's clock may differ (60)",
  KRUISPUNT_TIMESTAMP_LIFE: "seconds that a signed message's timestamp may live (300)",
  KRUISPUNT_LARGEST_MESSAGE: "bytes of the largest message taken, at most 1048576 (1048576)",
  KRUISPUNT_FUNDS:
    "funds at other addresses, as 003=http://127.0.0.1:9003,010=https://fund.example; the others run here",
  KRUISPUNT_FUND_TIMEOUT: "milliseconds in which a fund answers (1000)",
  KRUISPUNT_FUND_TOKEN: "bearer token that funds at other addresses are shown, and that `kruispunt fund` asks for",
  KRUISPUNT_PUBLIC_URL:
    "address by which callers know this installation, such as https://services.example.be; needed for access tokens, in a demo only when it is not called by a loopback address",
  KRUISPUNT_ENVIRONMENT:
    "what answers about health call this installation: PRD, SIM, ACC, INT, TST, DEV, SIC, LOCAL or OTHER (SIM; in production PRD)",
  KRUISPUNT_NODE: "what they call this machine instead of its host name (kruispunt)",
  KRUISPUNT_LOG: "log level: debug, info, warn, error, silent (info)",
  DATABASE_URL: "PostgreSQL 16 or later to use instead of the embedded server",
  KRUISPUNT_AUTHORITIES: "production: PEM file with the authorities that issue customers' certificates",
  KRUISPUNT_SERVER_KEY: "production: PEM file with the key of the HTTPS server",
  KRUISPUNT_SERVER_CERTIFICATE: "production: PEM file with the certificate of the HTTPS server",
  KRUISPUNT_SIGNING_KEY: "production: PEM file with the key that signs answers",
  KRUISPUNT_SIGNING_CERTIFICATE: "production: PEM file with the certificate of that key",
  KRUISPUNT_REVOCATION_LISTS:
    "folder with the revocation lists (CRLs) of the authorities, or one such file; without it certificates are believed until they expire",
} as const;

type Variables = Readonly<Partial<Record<string, string>>>;

/** Refuses a value that is not what a variable means, with a line for each. */
export function readSettings(environment: Variables): Outcome<Settings, readonly string[]> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name in variables && value !== ""),
  );
  const read = shape.safeParse(given);
  if (!read.success) {
    return refused(read.error.issues.map(({ path, message }) => `${path.map(String).join(".")}: ${message}`));
  }
  const value = read.data;
  return accepted({
    home: resolve(value.KRUISPUNT_HOME),
    host: value.KRUISPUNT_HOST,
    plainHost: value.KRUISPUNT_MODE === "production" ? "127.0.0.1" : value.KRUISPUNT_HOST,
    port: value.KRUISPUNT_PORT,
    tlsPort: value.KRUISPUNT_TLS_PORT,
    workers: value.KRUISPUNT_WORKERS,
    databaseUrl: value.DATABASE_URL,
    databaseTimeout: value.KRUISPUNT_DATABASE_TIMEOUT,
    annexes: resolve(value.KRUISPUNT_ANNEXES ?? "annexes"),
    mode: value.KRUISPUNT_MODE,
    clockSkew: value.KRUISPUNT_CLOCK_SKEW * 1000,
    timestampLife: value.KRUISPUNT_TIMESTAMP_LIFE * 1000,
    largestMessage: value.KRUISPUNT_LARGEST_MESSAGE,
    publicUrl: value.KRUISPUNT_PUBLIC_URL?.replace(/\/$/, ""),
    logLevel: value.KRUISPUNT_LOG,
    funds: {
      addresses: value.KRUISPUNT_FUNDS,
      timeout: value.KRUISPUNT_FUND_TIMEOUT,
      token: value.KRUISPUNT_FUND_TOKEN,
    },
    revocationLists: value.KRUISPUNT_REVOCATION_LISTS,
    environment: value.KRUISPUNT_ENVIRONMENT ?? (value.KRUISPUNT_MODE === "production" ? "PRD" : "SIM"),
    node: value.KRUISPUNT_NODE,
    tls:
      value.KRUISPUNT_MODE === "demo"
        ? undefined
        : {
            authorities: value.KRUISPUNT_AUTHORITIES ?? "",
            serverKey: value.KRUISPUNT_SERVER_KEY ?? "",
            serverCertificate: value.KRUISPUNT_SERVER_CERTIFICATE ?? "",
            signingKey: value.KRUISPUNT_SIGNING_KEY ?? "",
            signingCertificate: value.KRUISPUNT_SIGNING_CERTIFICATE ?? "",
          },
  });
}

const port = z.coerce.number().int().min(0).max(65_535);

/** `003=http://127.0.0.1:9003,010=https://fund.example`: each fund once. */
const fundAddresses = z
  .string()
  .transform((text) => text.split(",").map((entry) => entry.trim().split("=")))
  .refine((entries) => entries.every(([code, address, more]) => isFundAddress(code, address) && more === undefined), {
    error: "expected CODE=URL,CODE=URL with codes of three digits and addresses of http or https",
  })
  .transform((entries) => entries.map(([code = "", address = ""]) => ({ code, address })))
  .refine((entries) => new Set(entries.map(({ code }) => code)).size === entries.length, {
    error: "expected each fund once",
  });

function isFundAddress(code: string | undefined, address: string | undefined): boolean {
  const url = address === undefined ? null : URL.parse(address);
  if (url === null || code === undefined || !/^\d{3}$/.test(code)) return false;
  return (url.protocol === "http:" || url.protocol === "https:") && url.search === "" && url.hash === "";
}

/** Numbers of people and a token may go unencrypted to this machine alone. */
function goesInTheClear(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === "http:" && !isLoopback(hostname);
}

/** A database on another machine, reached without TLS. */
function isReadableOnTheWay(address: string): boolean {
  const url = URL.parse(address);
  if (url === null) return true;
  const local = url.hostname === "" || isLoopback(url.hostname) || url.searchParams.has("host");
  return !local && !["require", "verify-ca", "verify-full"].includes(url.searchParams.get("sslmode") ?? "");
}

const shape = z
  .object({
    KRUISPUNT_HOME: z.string().default("var"),
    KRUISPUNT_HOST: z.string().default("127.0.0.1"),
    KRUISPUNT_PORT: port.default(8080),
    KRUISPUNT_TLS_PORT: port.default(8443),
    KRUISPUNT_WORKERS: z.coerce.number().int().min(1).max(256).default(1),
    KRUISPUNT_DATABASE_TIMEOUT: z.coerce.number().int().min(100).max(60_000).default(2000),
    KRUISPUNT_ANNEXES: z.string().optional(),
    KRUISPUNT_MODE: z.enum(["demo", "production"]).default("demo"),
    KRUISPUNT_CLOCK_SKEW: z.coerce.number().min(0).max(3600).default(60),
    KRUISPUNT_TIMESTAMP_LIFE: z.coerce.number().min(1).max(86_400).default(300),
    KRUISPUNT_LARGEST_MESSAGE: z.coerce.number().int().min(1024).max(defaultLimits.bytes).default(defaultLimits.bytes),
    KRUISPUNT_FUNDS: fundAddresses.default([]),
    KRUISPUNT_FUND_TIMEOUT: z.coerce.number().int().min(10).max(60_000).default(1000),
    KRUISPUNT_FUND_TOKEN: z
      .string()
      .regex(/^[\x21-\x7e]{16,512}$/, { error: "expected 16 to 512 printable characters without spaces" })
      .optional(),
    KRUISPUNT_PUBLIC_URL: z.url({ protocol: /^https?$/, error: "expected https://..." }).optional(),
    KRUISPUNT_ENVIRONMENT: z.enum(environments).optional(),
    KRUISPUNT_NODE: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, { error: "expected letters, digits, hyphens: a name, not an address" })
      .default("kruispunt"),
    KRUISPUNT_LOG: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, { error: "expected postgres://..." })
      .optional(),
    KRUISPUNT_AUTHORITIES: z.string().optional(),
    KRUISPUNT_SERVER_KEY: z.string().optional(),
    KRUISPUNT_SERVER_CERTIFICATE: z.string().optional(),
    KRUISPUNT_SIGNING_KEY: z.string().optional(),
    KRUISPUNT_SIGNING_CERTIFICATE: z.string().optional(),
    KRUISPUNT_REVOCATION_LISTS: z
      .string()
      .transform((place) => resolve(place))
      .optional(),
  })
  .superRefine((value, context) => {
    if (value.KRUISPUNT_MODE !== "production") return;
    if (value.KRUISPUNT_FUNDS.some(({ address }) => goesInTheClear(address))) {
      context.addIssue({ code: "custom", path: ["KRUISPUNT_FUNDS"], message: "expected https for another machine" });
    }
    if (value.DATABASE_URL !== undefined && isReadableOnTheWay(value.DATABASE_URL)) {
      const message = "expected sslmode=verify-full (or require, verify-ca) for a database on another machine";
      context.addIssue({ code: "custom", path: ["DATABASE_URL"], message });
    }
    if (value.KRUISPUNT_PUBLIC_URL?.startsWith("https:") === false) {
      const message = "expected https://...: callers in production come over TLS";
      context.addIssue({ code: "custom", path: ["KRUISPUNT_PUBLIC_URL"], message });
    }
    if (value.KRUISPUNT_ANNEXES === undefined) {
      const message = "expected a folder: the annexes of the demo are not for real people";
      context.addIssue({ code: "custom", path: ["KRUISPUNT_ANNEXES"], message });
    }
    for (const name of [
      "KRUISPUNT_AUTHORITIES",
      "KRUISPUNT_SERVER_KEY",
      "KRUISPUNT_SERVER_CERTIFICATE",
      "KRUISPUNT_SIGNING_KEY",
      "KRUISPUNT_SIGNING_CERTIFICATE",
    ] as const) {
      if (value[name] === undefined)
        context.addIssue({ code: "custom", path: [name], message: `expected a file: ${variables[name]}` });
    }
  });
