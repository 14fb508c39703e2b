// A process that declares as fast as it can and says which numbers it got, until somebody kills it: `node FILE URL FROM`.
import { systemClock } from "../src/kernel/clock.ts";
import { numberedIn } from "./dimona-numbered.ts";
import { cafe, writerOn } from "./dimona-register.ts";

const [, , connectionString = "", from = "0"] = process.argv;
const writer = writerOn(connectionString, systemClock);
let next = Number(from);

async function declareOnAndOn(): Promise<void> {
  for (;;) {
    const index = next;
    next += 1;
    const receipt = await writer.declare(numberedIn(index, cafe));
    process.stdout.write(`${index} ${receipt.kind === "taken" ? receipt.number : receipt.kind}\n`);
  }
}

await Promise.all(Array.from({ length: 20 }, declareOnAndOn));
