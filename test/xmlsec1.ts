// What the xmlsec1 program makes of a document: it checks the bare signature and knows nothing of WS-Security's rules.

import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Why tests that need xmlsec1 are skipped; false where it is installed. */
export const withoutXmlsec1: string | false =
  spawnSync("xmlsec1", ["--version"]).status === 0
    ? false
    : "NOT CHECKED AGAINST xmlsec1: the program is missing; install the Debian package xmlsec1";

export interface BareOptions {
  /** Of the key that the signature should be by. */
  readonly certificatePem: string;
  /** The key of an HMAC, instead of the certificate's. */
  readonly hmacKey?: Uint8Array;
  /** Elements besides Body and Timestamp whose `Id` counts as an id. */
  readonly idElements?: readonly string[];
}

/** "unprocessable": it could not find a part, or read a value, or refuses an algorithm outright. */
export type Bare = "good" | "bad" | "unprocessable";

export async function bareSignature(text: string, options: BareOptions): Promise<Bare> {
  return inFolder(async (folder) => {
    const { certificatePem, hmacKey, idElements = [] } = options;
    await writeFile(join(folder, "message.xml"), text);
    await writeFile(join(folder, "key"), hmacKey ?? certificatePem);
    const { output, code } = await run([
      "--verify",
      ...idArguments(["Body", "Timestamp", ...idElements]),
      ...[hmacKey === undefined ? "--pubkey-cert-pem" : "--hmackey", join(folder, "key")],
      // The key is the one given here, not one that the message brings.
      ...["--enabled-key-data", "key-name"],
      join(folder, "message.xml"),
    ]);
    if (code === 0) return "good";
    return /^FAIL$/m.test(output) ? "bad" : "unprocessable";
  });
}

/** The template with its digests and its signature value filled in. */
export async function signTemplate(template: string, keyPem: string): Promise<string> {
  return inFolder(async (folder) => {
    await writeFile(join(folder, "template.xml"), template);
    await writeFile(join(folder, "key.pem"), keyPem);
    const { output, code } = await run([
      "--sign",
      ...idArguments(["Body", "Timestamp", "BinarySecurityToken"]),
      ...["--privkey-pem", join(folder, "key.pem")],
      ...["--enabled-key-data", "key-name"],
      join(folder, "template.xml"),
    ]);
    if (code !== 0) throw new Error(`xmlsec1 did not sign: ${output}`);
    return output;
  });
}

function idArguments(elements: readonly string[]): readonly string[] {
  return elements.flatMap((element) => ["--id-attr:Id", element]);
}

function run(parameters: readonly string[]): Promise<{ readonly output: string; readonly code: number }> {
  return new Promise((resolve) => {
    execFile("xmlsec1", parameters, { encoding: "utf8", timeout: 10_000 }, (error, stdout, stderr) => {
      resolve({ output: stdout + stderr, code: error === null ? 0 : 1 });
    });
  });
}

async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "xmlsec1-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
