// A process that works through the drop folders, until somebody kills it or nothing is left: `node FILE URL DIRECTORY AUTHORITY NOW`.
import { readFileSync } from "node:fs";
import { channelOn } from "./dimona-file-scene.ts";

const [, , connectionString = "", directory = "", authority = "", now = "0"] = process.argv;
const made = channelOn({
  connectionString,
  directory,
  authority: readFileSync(authority, "utf8"),
  clock: { now: () => Number(now) },
});
process.stdout.write("begun\n");
await made.channel.scan();
await made.close();
