// Who holds a data directory: ourselves, another process, or a server that its dead owner left behind.

import { randomBytes } from "node:crypto";
import { chown, link, readFile, readlink, realpath, rename, rm, stat, unlink, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

export interface Holder {
  /** The server's process; undefined when it answers but its process is not to be seen from here. */
  readonly pid: number | undefined;
}

/** The server that runs on a data directory, if one does. Lock files that a crash left behind are taken away. */
export async function holderOf(data: string, socket: string | undefined): Promise<Holder | undefined> {
  const lock = await readFile(lockFile(data), "utf8").catch(() => undefined);
  if (lock !== undefined) {
    const pid = numberIn(lock);
    if (await worksIn(pid, data)) return { pid };
    // Another container may share the folder and not the process numbers.
    if (socket !== undefined && (await answers(socket))) return { pid: undefined };
  }
  await takeAwayLeft(lockFile(data), data);
  if (socket !== undefined) await takeAwayLeft(`${socket}.lock`, data);
  return undefined;
}

/**
 * PostgreSQL would take for a server any process of its own user that got this number since, and a dead one of which its parent has
 * not taken leave yet.
 */
async function takeAwayLeft(file: string, data: string): Promise<void> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined || (await worksIn(numberIn(text), data))) return;
  if ((await readFile(file, "utf8").catch(() => undefined)) === text) await unlink(file);
}

function numberIn(lock: string): number {
  return Number(lock.split("\n")[0]);
}

/** Stops a server whose owner died. False when it does not stop. */
export async function stopOrphan(pid: number): Promise<boolean> {
  return (await endsAfter(pid, "SIGINT", 30_000)) || (await endsAfter(pid, "SIGQUIT", 10_000));
}

/**
 * Claims a data directory for this process, before anything is started on it. Gives the release of the claim, or the
 * living process that has it. The claim of a dead process is void.
 */
export async function claim(data: string): Promise<(() => Promise<void>) | { readonly owner: number }> {
  const file = join(data, "kruispunt.owner");
  const note = JSON.stringify({ pid: process.pid, birth: await birthOf(process.pid) });
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, note, { mode: 0o600 });
  if (process.getuid?.() === 0) {
    // A later run, as the data's owner, must be able to read it.
    const { uid, gid } = await stat(data);
    await chown(draft, uid, gid);
  }
  try {
    for (;;) {
      const existing = await contentOf(file);
      const owner = existing === undefined ? undefined : await livingOwner(existing);
      if (owner !== undefined) return { owner };
      if (existing !== undefined) await takeAway(file, existing);
      // A link, unlike a write, appears with its content, and fails where a name is taken.
      if (await linked(draft, file)) return () => takeAway(file, note);
    }
  } finally {
    await rm(draft, { force: true });
  }
}

// Moved first and looked at then: somebody else may have put a claim of his own there since we read it.
async function takeAway(file: string, text: string): Promise<void> {
  const aside = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, "utf8")) !== text) await linked(aside, file);
  await rm(aside, { force: true });
}

async function contentOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function linked(from: string, to: string): Promise<boolean> {
  return link(from, to).then(
    () => true,
    () => false,
  );
}

const ownerNote = z.object({ pid: z.number(), birth: z.string() });

async function livingOwner(text: string): Promise<number | undefined> {
  try {
    const { pid, birth } = ownerNote.parse(JSON.parse(text));
    return (await birthOf(pid)) === birth ? pid : undefined;
  } catch {
    return undefined;
  }
}

function lockFile(data: string): string {
  return join(data, "postmaster.pid");
}

// A server's working directory is its data directory; without /proc any living process of that number will do.
async function worksIn(pid: number, data: string): Promise<boolean> {
  if ((await birthOf(pid)) === undefined) return false;
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(data));
  } catch {
    return (await birthOf(pid)) !== undefined;
  }
}

/** Tells a process from a later one with the same number: the moment of its start where /proc gives it. */
async function birthOf(pid: number): Promise<string | undefined> {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (process.platform === "linux") {
    const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
    // After the name in brackets, which may hold spaces: the state is field 3, the start is field 22. Z: dead, not yet
    // taken leave of.
    const fields = status?.slice(status.lastIndexOf(")") + 2).split(" ");
    return fields?.[0] === "Z" ? undefined : fields?.[19];
  }
  try {
    process.kill(pid, 0);
    return "alive";
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM" ? "alive" : undefined;
  }
}

async function endsAfter(pid: number, signal: "SIGINT" | "SIGQUIT", patience: number): Promise<boolean> {
  try {
    process.kill(pid, signal);
  } catch {
    return (await birthOf(pid)) === undefined;
  }
  for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(20)) {
    if ((await birthOf(pid)) === undefined) return true;
  }
  return false;
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
