// A process that identifies workers on a register on and on, until it is killed: `node dimona-identifying-process.ts DATABASE`.
import { createAudit } from "../src/crossroads/audit.ts";
import { createReader } from "../src/database/reader.ts";
import { createIdentification } from "../src/dimona/identification/task.ts";
import { movableClock } from "../src/kernel/clock.ts";
import { writerOn } from "./dimona-register.ts";

const [connectionString = ""] = process.argv.slice(2);
// Minutes later each time it starts: what a process before it had taken is due again.
const clock = movableClock(Date.parse("2026-06-25T08:00:00Z") + Number(process.argv[3]) * 120_000);
const reader = createReader({ connectionString });
const audit = createAudit({ connectionString, log: () => {} });
const task = createIdentification({ reader, writer: writerOn(connectionString, clock), audit, clock, log: () => {} });
process.stdout.write("started\n");
task.start();
