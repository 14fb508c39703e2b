// Figures for operators in the Prometheus format; with several workers, those of all of them together.
import cluster from "node:cluster";
import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export interface Metrics {
  answered(service: string, code: string, seconds: number): void;
  text(): Promise<string>;
  readonly contentType: string;
}

interface Sources {
  readonly waitingEntries: () => number;
  readonly databaseUp: () => boolean;
  /** How it stands with each institution that is told of mutations. */
  readonly forwarding: () => Promise<
    readonly { readonly customer: string; readonly waiting: number; readonly dead: number }[]
  >;
}

const question = "kruispunt:metrics?";
const reply = "kruispunt:metrics";

export function createMetrics({ waitingEntries, databaseUp, forwarding }: Sources): Metrics {
  // Its own registry, not that of the process: tests start several installations in one.
  const register = new Registry();
  const registers = [register];
  AggregatorRegistry.setRegistries(register);
  if (cluster.isWorker) new AggregatorRegistry();
  collectDefaultMetrics({ register });
  const answers = new Counter({
    name: "kruispunt_answers_total",
    help: "Messages answered, by service and status or fault code",
    labelNames: ["service", "code"],
    registers,
  });
  const durations = new Histogram({
    name: "kruispunt_answer_seconds",
    help: "Seconds from the whole request to the answer",
    labelNames: ["service"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  new Gauge({
    name: "kruispunt_audit_waiting",
    help: "Audit entries that wait to become durable",
    registers,
    collect() {
      this.set(waitingEntries());
    },
  });
  new Gauge({
    name: "kruispunt_database_up",
    help: "1 while the database connection is up, in every worker",
    aggregator: "min",
    registers,
    collect() {
      this.set(databaseUp() ? 1 : 0);
    },
  });
  for (const [name, help, figure] of [
    ["waiting", "Mutations that wait for an institution", "waiting"],
    ["dead", "Persons about whom an institution refused a mutation for good", "dead"],
  ] as const) {
    new Gauge({
      name: `kruispunt_forwarding_${name}`,
      help,
      labelNames: ["institution"],
      // Every worker tells the same.
      aggregator: "max",
      registers,
      async collect() {
        this.reset();
        // While the database is away there is nothing to tell; that it is away is told above.
        const standings = await forwarding().catch(() => []);
        for (const standing of standings) this.set({ institution: standing.customer }, standing[figure]);
      },
    });
  }
  // The library puts labels in order and hashes them at each call; these few do not change.
  const counters = new Map<string, Counter.Internal>();
  const timers = new Map<string, Histogram.Internal<"service">>();
  return {
    answered: (service, code, seconds) => {
      const name = `${service} ${code}`;
      const counter = counters.get(name) ?? answers.labels({ service, code });
      const timer = timers.get(service) ?? durations.labels({ service });
      counters.set(name, counter);
      timers.set(service, timer);
      counter.inc();
      timer.observe(seconds);
    },
    text: () => (cluster.isWorker ? askPrimary() : register.metrics()),
    contentType: register.contentType,
  };
}

/** In the primary process: answers its workers' questions for the figures of all. */
export function answerMetrics(): void {
  const all = new AggregatorRegistry();
  cluster.on("message", (worker, message: unknown) => {
    if (message !== question) return;
    // A worker may have ended while the others were asked: without a callback its error would end this process too.
    const tell = (text: string) => worker.send({ [reply]: text }, () => {});
    all.clusterMetrics().then(tell, () => tell(""));
  });
}

const patience = 10_000;

function askPrimary(): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      process.off("message", take);
      reject(new Error("The primary process gave no metrics in time"));
    }, patience);
    const take = (message: unknown): void => {
      if (typeof message !== "object" || message === null || !(reply in message)) return;
      clearTimeout(timer);
      process.off("message", take);
      resolve(String(message[reply]));
    };
    process.on("message", take);
    process.send?.(question);
  });
}
