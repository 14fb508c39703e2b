// As whom the embedded server runs: PostgreSQL refuses to run as root, so root lends it an unprivileged user.

import { execFile } from "node:child_process";
import { chmod, mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** Where root keeps what an unprivileged user must reach but cannot reach under a private home folder. */
export const systemFolder = "/var/lib/kruispunt";

/** Makes the system folder, open to all whatever the umask: what is in it closes itself. */
export async function makeSystemFolder(): Promise<void> {
  await mkdir(systemFolder, { recursive: true });
  await chmod(systemFolder, 0o755);
}

const run = promisify(execFile);

/**
 * The user to run as: undefined for ourselves, who are not root. For root: `postgres`, else `kruispunt`, which is made
 * where the system allows it, else `nobody`. "none" when the system has none of them.
 */
export async function unprivilegedUser(): Promise<SystemUser | undefined | "none"> {
  if (process.getuid?.() !== 0) return undefined;
  const existing = (await userNamed("postgres")) ?? (await userNamed("kruispunt"));
  if (existing !== undefined) return existing;
  const arguments_ = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "kruispunt"];
  await run("useradd", arguments_).catch(() => undefined);
  return (await userNamed("kruispunt")) ?? (await userNamed("nobody")) ?? "none";
}

async function userNamed(name: string): Promise<SystemUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/** Whether this user may enter a folder and every folder above it, going by their modes. */
export async function reaches(user: SystemUser | undefined, folder: string): Promise<boolean> {
  if (user === undefined) return true;
  for (let place = folder; ; place = dirname(place)) {
    const { mode, uid, gid } = await stat(place);
    const execute = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & execute) === 0) return false;
    if (place === dirname(place)) return true;
  }
}
