// Room on the disk where an installation keeps its data.
import { statfs } from "node:fs/promises";
import { installationFacts } from "./catalogue.ts";
import { type Check, critical, ok, warning } from "./check.ts";

/** Blocks that are free for this user, and bytes of a block. */
export type AskDisk = (path: string) => Promise<{ readonly bavail: number; readonly bsize: number }>;

interface DiskParts {
  readonly home: string;
  /** Nothing of the service is kept there: its database is elsewhere. */
  readonly failSafe: boolean;
  readonly askDisk?: AskDisk | undefined;
}

const low = 2 ** 30;
const full = 2 ** 27;

/** WARNING below 1 GiB, CRITICAL below 128 MiB. */
export function diskCheck({ home, failSafe, askDisk = statfs }: DiskParts): Check {
  return {
    ...installationFacts.disk,
    failSafe,
    run: async () => {
      const disk = await askDisk(home).catch(() => undefined);
      if (disk === undefined) return critical("FOLDER_UNREADABLE", "the folder cannot be looked at");
      const free = disk.bavail * disk.bsize;
      const told = `${Math.floor(free / 2 ** 20)} MiB are free`;
      if (free < full) return critical("DISK_FULL", told);
      return free < low ? warning("DISK_LOW", told) : ok(told);
    },
  };
}
