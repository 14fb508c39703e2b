// The processes that a server started, as Linux shows them.
import { readdir, readFile } from "node:fs/promises";

/** Living children whose command line has a word in it. */
export async function childrenOf(parent: number, word: string): Promise<readonly number[]> {
  const found: number[] = [];
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    // The name of the program stands in brackets before these, and may hold spaces itself.
    const [state, parentOfThis] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (Number(parentOfThis) !== parent || state === "Z") continue;
    const command = await readFile(`/proc/${name}/cmdline`, "utf8").catch(() => "");
    if (command.includes(word)) found.push(Number(name));
  }
  return found;
}

/** Bytes of memory that are a process's own: what it shares with others, such as the program itself, is left out. */
export async function ownBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^RssAnon:\s*(\d+) kB$/m.exec(status)?.[1]) * 1024;
}
