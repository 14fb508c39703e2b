// The folder of the embedded server's data: where it is, and how a new one is made.

import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { chown, mkdir, mkdtemp, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import type { Binaries } from "./embedded-binaries.ts";
import { makeSystemFolder, reaches, type SystemUser, systemFolder } from "./embedded-user.ts";

export const superuser = "kruispunt";
export const database = "kruispunt";

export interface DataFolder {
  /** Holds `data` and the server's socket; open to the server's user alone. */
  readonly folder: string;
  /** PostgreSQL's data directory. */
  readonly data: string;
  readonly exists: boolean;
  /** Whom existing data belongs to: only this user can run a server on it. */
  readonly owner: SystemUser | undefined;
}

/** `home/postgres`, or a folder in the system where `user` cannot reach `home`. Data made before is found where it is. */
export async function placeData(home: string, user: SystemUser | undefined): Promise<DataFolder> {
  await mkdir(home, { recursive: true });
  const place = await realpath(home);
  const near = await inspect(join(place, "postgres"));
  const hash = createHash("sha256").update(place).digest("hex").slice(0, 16);
  const far = await inspect(join(systemFolder, hash));
  if (near.exists || far.exists) return near.exists ? near : far;
  return (await reaches(user, place)) ? near : far;
}

async function inspect(folder: string): Promise<DataFolder> {
  const data = join(folder, "data");
  // Data of another user are not to be seen, and exist all the same.
  const found = await stat(data).catch((error: unknown) => (codeOf(error) === "EACCES" ? stat(folder) : undefined));
  return { folder, data, exists: found !== undefined, owner: found && { uid: found.uid, gid: found.gid } };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

/**
 * Makes a new data directory: UTF-8, sorted by code point, checksums, SCRAM for everybody, a random password beside the
 * data. It appears complete or not at all, so several processes may try at once; the first one's is kept.
 */
export async function initialise(
  { folder, data }: DataFolder,
  binaries: Binaries,
  user: SystemUser | undefined,
  durable: boolean,
): Promise<Outcome<void, string>> {
  if (folder.startsWith(systemFolder)) await makeSystemFolder();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = await mkdtemp(join(folder, "making-"));
  const password = join(draft, "password");
  const draftData = join(draft, "data");
  try {
    await writeFile(password, randomBytes(32).toString("base64url"), { mode: 0o600 });
    if (user !== undefined) for (const path of [folder, draft, password]) await chown(path, user.uid, user.gid);
    const made = await run(binaries.initdb, user, draft, "", [
      `--pgdata=${draftData}`,
      `--username=${superuser}`,
      `--pwfile=${password}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-instructions",
      ...(durable ? [] : ["--no-sync"]),
    ]);
    if (!made.ok) return made;
    const single = ["--single", "-D", draftData, "-c", `fsync=${durable ? "on" : "off"}`, "postgres"];
    const named = await run(binaries.postgres, user, draft, `create database ${database};\n`, single);
    if (!named.ok) return named;
    await rename(password, passwordFile(draftData));
    await rename(draftData, data).catch((error: unknown) => {
      if (codeOf(error) !== "ENOTEMPTY" && codeOf(error) !== "EEXIST") throw error;
    });
    return accepted(undefined);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

export function readPassword(data: string): Promise<string> {
  return readFile(passwordFile(data), "utf8");
}

function passwordFile(data: string): string {
  return join(data, "kruispunt.password");
}

function run(
  program: string,
  user: SystemUser | undefined,
  cwd: string,
  input: string,
  flags: readonly string[],
): Promise<Outcome<void, string>> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };
    const child = spawn(program, flags, { ...user, cwd, env, stdio: ["pipe", "ignore", "pipe"] });
    let complaint = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      complaint = (complaint + text).slice(-2000);
    });
    child.once("error", (error) => resolve(refused(error.message)));
    child.once("close", (code) => resolve(code === 0 ? accepted(undefined) : refused(complaint.trim())));
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}
