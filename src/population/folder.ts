// Reading and replacing a small folder of text files as a whole.
import {
  closeSync,
  cpSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

export interface FileContent {
  readonly content: string;
  /** Readable by the owner alone. */
  readonly secret: boolean;
}

/** The files of a folder by name; none when there is no such folder. Brings back a folder whose replacement was cut short. */
export function readFolder(directory: string): ReadonlyMap<string, string> {
  if (!existsSync(directory) && existsSync(aside(directory))) renameSync(aside(directory), directory);
  if (!existsSync(directory)) return new Map();
  return new Map(
    readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [name, readFileSync(join(directory, name), "utf8")]),
  );
}

/**
 * Makes the folder hold these files, beside whatever else is in it: written beside it, then swapped in, so that it is
 * never seen half written. Gives false, and touches nothing, when it holds them already.
 */
export function replaceFolder(directory: string, files: ReadonlyMap<string, FileContent>): boolean {
  const present = readFolder(directory);
  if ([...files].every(([name, { content }]) => present.get(name) === content)) return false;
  const fresh = hidden(directory, "new");
  rmSync(fresh, { recursive: true, force: true });
  rmSync(aside(directory), { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  for (const [name, { content, secret }] of files) writeDurably(join(fresh, name), content, secret);
  for (const name of existsSync(directory) ? readdirSync(directory) : []) {
    if (!files.has(name)) cpSync(join(directory, name), join(fresh, name), { recursive: true, verbatimSymlinks: true });
  }
  // A folder cannot be renamed over another, so the old one steps aside first; readFolder knows this moment.
  if (existsSync(directory)) renameSync(directory, aside(directory));
  renameSync(fresh, directory);
  rmSync(aside(directory), { recursive: true, force: true });
  return true;
}

/** Writes one file that only its owner may read, in a folder that only its owner may list; never seen half written. */
export function writeSecret(directory: string, name: string, content: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const fresh = join(directory, `.${name}.new`);
  rmSync(fresh, { force: true });
  writeDurably(fresh, content, true);
  renameSync(fresh, join(directory, name));
}

function aside(directory: string): string {
  return hidden(directory, "old");
}

/** Beside the folder, under a name that nobody gives a copy of it. */
function hidden(directory: string, mark: "new" | "old"): string {
  return join(dirname(directory), `.${basename(directory)}.${mark}`);
}

function writeDurably(file: string, content: string, secret: boolean): void {
  const handle = openSync(file, "wx", secret ? 0o600 : 0o644);
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
