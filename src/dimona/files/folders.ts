// The folders of a sender: where it drops files, where it finds answers, and where both are kept. Nothing half written has its final name.
import { constants, copyFile, lstat, mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Environment, environments, folders, partOfSet } from "./file-name.ts";

export interface SenderFolders {
  readonly sender: string;
  /** The sets in a drop folder, by what their names have in common. */
  dropped(environment: Environment): Promise<readonly DroppedSet[]>;
  /** Where a dropped file lies. */
  place(environment: Environment, file: string): string;
  /** Whether a set is still as it was seen. */
  isThere(set: DroppedSet, environment: Environment): Promise<boolean>;
  /** A place for the program alone, of that name. */
  work(name: string): string;
  /** Keeps an answer, which is at the place of work, and lays it into the folder of answers. */
  publish(from: string, name: string, environment: Environment): Promise<void>;
  /** The same for an answer that is at hand. */
  publishText(text: string, name: string, environment: Environment): Promise<void>;
  /** Lays an answer that was kept into the folder of answers again; false where there is none. */
  publishAgain(name: string, environment: Environment): Promise<boolean>;
  /** Writes an answer that is not kept. */
  write(text: string, name: string, environment: Environment): Promise<void>;
  /** Removes what processes that were killed left at the place of work. */
  tidy(now: number): Promise<void>;
  /** Takes a set away from where it was dropped. */
  moveAway(set: DroppedSet, environment: Environment, to: "done" | "refused"): Promise<void>;
}

export interface DroppedSet {
  readonly name: string;
  /** As they are called in the folder. */
  readonly FI: readonly string[];
  readonly FS: readonly string[];
  readonly GO: readonly string[];
  /** When the last of them changed, in milliseconds since the epoch. */
  readonly changedAt: number;
}

/** Makes the folders that are not there yet. */
export async function openFolders(directory: string, sender: string): Promise<SenderFolders> {
  const home = join(directory, sender);
  const dropFolder = (environment: Environment) => join(home, folders[environment].in);
  const kept = (environment: Environment) => join(home, "done", environment);
  const own = environments.flatMap((environment) => [
    dropFolder(environment),
    join(home, folders[environment].out),
    kept(environment),
    join(home, "refused", environment),
  ]);
  for (const folder of [...own, join(home, ".work")]) await mkdir(folder, { recursive: true });
  const work = (name: string) => join(home, ".work", name);
  const layOut = async (from: string, name: string, environment: Environment): Promise<void> => {
    const hidden = work(`out-${name}-${process.pid}`);
    await copyFile(from, hidden, constants.COPYFILE_FICLONE);
    await rename(hidden, join(home, folders[environment].out, name));
  };

  const publish = async (from: string, name: string, environment: Environment): Promise<void> => {
    const file = join(kept(environment), name);
    await rename(from, file);
    await layOut(file, name, environment);
  };

  return {
    sender,
    place: (environment, file) => join(dropFolder(environment), file),
    isThere: async ({ FI, FS, GO }, environment) => {
      const files = [...FI, ...FS, ...GO].map((file) => stat(join(dropFolder(environment), file)).catch(gone));
      return !(await Promise.all(files)).includes(undefined);
    },
    work,
    dropped: async (environment) => {
      const sets = new Map<string, { FI: string[]; FS: string[]; GO: string[]; changedAt: number }>();
      for (const file of await readdir(dropFolder(environment))) {
        const part = partOfSet(file);
        const found = part === undefined ? undefined : await lstat(join(dropFolder(environment), file)).catch(gone);
        // A link could lead to what the sender may not read.
        if (part === undefined || found === undefined || !found.isFile()) continue;
        const set = sets.get(part.set) ?? { FI: [], FS: [], GO: [], changedAt: 0 };
        set[part.prefix].push(file);
        set.changedAt = Math.max(set.changedAt, found.mtimeMs);
        sets.set(part.set, set);
      }
      return [...sets].map(([name, set]) => ({ name, ...set }));
    },
    publish,
    publishText: async (text, name, environment) => {
      const hidden = work(`text-${name}-${process.pid}`);
      await writeFile(hidden, text, { mode: 0o640, flush: true });
      await publish(hidden, name, environment);
    },
    publishAgain: async (name, environment) => {
      const file = join(kept(environment), name);
      if ((await stat(file).catch(gone)) === undefined) return false;
      await layOut(file, name, environment);
      return true;
    },
    write: async (text, name, environment) => {
      const hidden = work(`out-${name}-${process.pid}`);
      await writeFile(hidden, text, { mode: 0o640 });
      await rename(hidden, join(home, folders[environment].out, name));
    },
    tidy: async (now) => {
      for (const file of await readdir(join(home, ".work"))) {
        const left = await stat(work(file)).catch(gone);
        // Content and answers of files under way are called by their numbers.
        if (left === undefined || /^\d+(?:\.|$)/.test(file) || now - left.mtimeMs < longestUse) continue;
        await rm(work(file), { force: true });
      }
    },
    moveAway: async ({ FI, FS, GO }, environment, to) => {
      const target = to === "done" ? kept(environment) : join(home, "refused", environment);
      // GO first: what is left of a move that was interrupted is then no whole set.
      for (const file of [...GO, ...FS, ...FI]) {
        await rename(join(dropFolder(environment), file), join(target, file)).catch(gone);
      }
    },
  };
}

/** Milliseconds for which a file stays at the place of work at most while somebody writes it. */
const longestUse = 3_600_000;

function gone(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
  throw error;
}
