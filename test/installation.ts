// A whole installation in the test's own process: database, demo network and one answering process, on a clock that stands still.
import { rm } from "node:fs/promises";
import { pino } from "pino";
import { prepareDemo } from "../src/cli/demo.ts";
import { type Network, readNetwork } from "../src/cli/network.ts";
import type { AuditEntry } from "../src/crossroads/audit.ts";
import { openRevocation } from "../src/http/revocation.ts";
import { readSettings, type Settings } from "../src/http/settings.ts";
import { readAnnexes, startWorker, type Worker, type WorkerParts } from "../src/http/worker.ts";
import { type MovableClock, movableClock } from "../src/kernel/clock.ts";
import type { IsoDay } from "../src/kernel/day.ts";
import { certain } from "../src/kernel/outcome.ts";
import { designedPersons } from "../src/population/designs.ts";
import { populationOf } from "../src/population/load.ts";
import { type SyntheticPerson, synthesizePerson } from "../src/population/persons.ts";
import { type Customer, customerOf } from "./customer.ts";
import { onServer, temporaryHome } from "./database-server.ts";
import { freePort } from "./free-port.ts";

export interface Installation {
  readonly clock: MovableClock;
  readonly today: IsoDay;
  readonly settings: Settings;
  readonly connectionString: string;
  readonly network: Network;
  readonly worker: Worker;
  /** The persons who are there by design, as they were made: every trait is among them. */
  readonly people: readonly SyntheticPerson[];
  /** What was logged so far, as it stands on standard error. */
  readonly log: readonly string[];
  customer(name: string): Customer;
  /** Another answering process on the same database, in this process too; stopped with the others, or before. */
  another(changes?: Partial<Settings>, parts?: OwnParts): Promise<Worker>;
  /** The audit entries of a ticket, as they are kept. */
  entriesOf(ticket: string): Promise<readonly AuditEntry[]>;
  stop(): Promise<void>;
}

type OwnParts = Partial<Pick<WorkerParts, "askDisk" | "revocation">>;

export async function install(
  connectionString: string,
  environment: Readonly<Record<string, string>> = {},
  // The day of the machine, because TLS clients judge certificates by it; from then on only a test moves it.
  clock: MovableClock = movableClock(Date.now()),
): Promise<Installation> {
  const home = await temporaryHome();
  const settings = certain(
    readSettings({
      KRUISPUNT_HOME: home,
      KRUISPUNT_PORT: "0",
      KRUISPUNT_TLS_PORT: String(await freePort()),
      KRUISPUNT_LOG: "debug",
      // A machine that runs many tests stands still now and then; those of a database that is away say how long they wait.
      KRUISPUNT_DATABASE_TIMEOUT: "15000",
      ...environment,
    }),
  );
  const annexes = certain(readAnnexes(settings));
  const log: string[] = [];
  process.once("exit", (code) => code !== 0 && process.stderr.write(log.filter(isWarning).join("")));
  const logger = pino({ level: settings.logLevel }, { write: (line) => void log.push(line) });
  await prepareDemo(settings, connectionString, annexes, logger);
  const population = await populationOf(connectionString);
  if (population === undefined) throw new Error("A demonstration remembers which population it holds");
  const { seed, today } = population;
  const workers = new Set<Worker>();
  const start = async (own: Settings, parts: OwnParts = {}): Promise<Worker> => {
    const revocation = parts.revocation ?? certain(await openRevocation({ settings: own, clock, log: logger }));
    const worker = await startWorker({
      settings: own,
      connectionString,
      annexes,
      log: logger,
      revocation,
      clock,
      ...parts,
    });
    workers.add(worker);
    const stop = async (): Promise<void> => {
      revocation.close();
      workers.delete(worker);
      await worker.stop();
    };
    return { ...worker, stop };
  };
  const worker = await start(settings);
  const network = readNetwork(home);

  return {
    clock,
    today,
    settings,
    connectionString,
    network,
    worker,
    people: Array.from({ length: designedPersons }, (_, index) => synthesizePerson(seed, index, today)),
    log,
    customer: (name) => customerOf(network, name, worker, clock),
    another: (changes, parts) => start({ ...settings, tlsPort: 0, ...changes }, parts),
    entriesOf: (ticket) => onServer(connectionString, (client) => entriesOf(client, ticket)),
    stop: async () => {
      await Promise.all([...workers].map((one) => one.stop()));
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** What an operator would look at first when a test has failed: it says why a question was not answered. */
function isWarning(line: string): boolean {
  return JSON.parse(line).level >= 40;
}

/** The entries of a ticket in the order in which they were written. */
export async function entriesOf(
  client: { query(text: string, values: string[]): Promise<{ rows: { entry: AuditEntry }[] }> },
  ticket: string,
): Promise<readonly AuditEntry[]> {
  const { rows } = await client.query("select entry from crossroads.audit where ticket = $1 order by chain, sequence", [
    ticket,
  ]);
  return rows.map(({ entry }) => entry);
}
