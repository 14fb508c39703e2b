// Programs that others wrote and that call the crossroads: found, started, and what they say.

import { execFile, spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { customerNamed } from "../src/cli/network.ts";
import { servicePath } from "../src/self-employed/names.ts";
import { servicePath as testConnectionPath } from "../src/test-connection/names.ts";
import type { RunningServer } from "./server.ts";

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Ends a program that has not ended within 30 seconds. */
export function run(program: string, parameters: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { cwd: root, encoding: "utf8", timeout: 30_000, maxBuffer: 16 * 1024 * 1024 } as const;
    execFile(program, parameters, options, (error, stdout, stderr) => {
      // A program that was killed, or is not there, has no code of its own.
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });
}

const root = fileURLToPath(new URL("..", import.meta.url));

/** The Python that has zeep: the first in the path need not be the system's. */
export const python =
  ["python3", "/usr/bin/python3"].find((program) => succeeds(program, ["-c", "import zeep, xmlsec"])) ?? "python3";

// Why tests are skipped where a program is missing; false where it is installed.
export const withoutZeep = missing(
  [python, ["-c", "import zeep, xmlsec"]],
  "zeep",
  "Debian packages python3-zeep and python3-xmlsec",
);
export const withoutPhp = missing(
  ["php", ["-r", "exit(extension_loaded('soap') ? 0 : 1);"]],
  "PHP",
  "Debian packages php-cli and php-soap",
);
export const withoutCurl = missing(["curl", ["--version"]], "curl", "Debian package curl");
export const withoutOpenssl = missing(["openssl", ["version"]], "OpenSSL", "Debian package openssl");
export const withoutXmllint = missing(["xmllint", ["--version"]], "xmllint", "Debian package libxml2-utils");

function missing([program, parameters]: [string, readonly string[]], name: string, packages: string): string | false {
  return succeeds(program, parameters) ? false : `NOT CHECKED WITH ${name}: it is not installed here (${packages})`;
}

function succeeds(program: string, parameters: readonly string[]): boolean {
  return spawnSync(program, parameters, { stdio: "ignore", timeout: 30_000 }).status === 0;
}

/** What else the zeep example is told; what is left out is the customer's own. */
export interface ZeepWish {
  readonly ssin: string;
  /** Where the WSDL is; the server's http address unless told. */
  readonly at?: string;
  readonly key?: string;
  readonly more?: readonly string[];
}

/** Runs examples/python-zeep as a customer of the demo network. */
export function consultWithZeep(
  { url, home, network }: RunningServer,
  name: string,
  { ssin, at = url, key, more = [] }: ZeepWish,
): Promise<Ran> {
  const { cbeNumber, sector, institution, legalContexts, ...files } = customerNamed(network, name);
  const demo = (file = ""): string => join(home, "demo", file);
  const who =
    cbeNumber === undefined
      ? ["--sector", `${sector}`, "--institution", `${institution}`]
      : ["--cbe-number", cbeNumber];
  return run(python, [
    "examples/python-zeep/consult_career.py",
    ...["--wsdl", `${at}${servicePath}?wsdl`],
    ...["--key", key ?? demo(files.key), "--cert", demo(files.cert)],
    ...[...who, "--legal-context", legalContexts[0] ?? "", "--ssin", ssin],
    ...more,
  ]);
}

/** Runs examples/python-zeep's test of the connection; what is said in `more` wins. */
export function testConnectionWithZeep(
  { url, home, network }: RunningServer,
  name: string,
  more: readonly string[],
): Promise<Ran> {
  const { key = "", cert = "" } = customerNamed(network, name);
  return run(python, [
    "examples/python-zeep/test_connection.py",
    ...["--wsdl", `${url}${testConnectionPath}?wsdl`],
    ...["--key", join(home, "demo", key), "--cert", join(home, "demo", cert)],
    ...more,
  ]);
}

/** Runs examples/php-soap as the customer that has a password, as the network file has it. */
export function consultWithPhp(
  { tlsUrl, home }: RunningServer,
  ssin: string,
  network = join(home, "demo", "network.json"),
): Promise<Ran> {
  return run("php", [
    "examples/php-soap/consult_career.php",
    ...["--wsdl", `${tlsUrl}${servicePath}?wsdl`, "--network", network],
    ...["--customer", "family-allowance-fund", "--ssin", ssin],
  ]);
}
