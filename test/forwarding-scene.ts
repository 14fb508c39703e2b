// Institutions that are told of mutations, the register in which these happen, and the processes that forward them.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Carriage, Forwarding } from "../src/crossroads/annex-forwarding.ts";
import type { ForwardingProcess } from "../src/forwarding/forwarding.ts";
import type { Receiver } from "../src/forwarding/receiver.ts";
import { createReceiving } from "../src/forwarding/receiving/receive.ts";
import { type ReceivingServer, startReceiver } from "../src/forwarding/receiving/server.ts";
import type { MutationType } from "../src/schema/generated/dimona-mutation-v1.ts";
import { type RegisterScene, registerScene } from "./dimona-register.ts";
import { type ForwardingConfiguration, forwardOn, summerClock } from "./forwarding-process.ts";
import { freePort } from "./free-port.ts";
import { issueCertificate, makeAuthority, partySubject } from "./pki.ts";

export interface Institution {
  readonly name: string;
  /** What it kept, in the order in which it came. */
  readonly got: readonly MutationType[];
  /** Messages that came, whatever became of them. */
  messages(): number;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** From now on it refuses what this gives a code for. */
  refuse(judge: (mutation: MutationType) => string | undefined): void;
}

export interface ForwardingScene extends RegisterScene {
  readonly folder: string;
  institution(
    name: string,
    special?: Partial<Omit<Forwarding, "carriage">>,
    kind?: Carriage["kind"],
  ): Promise<Institution>;
  /** One that gets files. */
  fileReceiver(name: string, limits: { readonly mutations: number; readonly seconds: number }): void;
  inscribe(ssin: string, special?: Partial<Inscribed>): Promise<void>;
  /** Forwards in this process, to the institutions that there are by now. */
  forward(): ForwardingProcess;
  /** Forwards in a process of its own. */
  forwardApart(): Promise<ChildProcess>;
  /** Until nothing is on its way any more but dead letters and what is behind them. */
  settled(): Promise<void>;
}

interface Inscribed {
  readonly holder: string;
  readonly quality: number;
  readonly from: string;
  readonly to: string | null;
}

/** Sector 11 and quality 1, as every institution demands unless told. */
const demanded = { holder: "sector:11", qualityCodes: [1] } as const;

export async function forwardingScene(t: TestContext): Promise<ForwardingScene> {
  const register = await registerScene(t);
  const authority = await makeAuthority();
  const crossroads = await issueCertificate({ issuer: authority, subject: partySubject("crossroads", "0123456749") });
  const folder = await mkdtemp(join(tmpdir(), "kruispunt-forwarding-"));
  t.after(() => rm(folder, { recursive: true }));
  const receivers: Receiver[] = [];
  const add = (customer: string, carriage: Carriage, special: Partial<Forwarding> = {}): void => {
    const identification = { cbeNumber: `19999${String(receivers.length).padStart(5, "0")}` };
    const ordinary = { legalContext: "TEST:FORWARDING", inscription: demanded, filter: [], attempts: 4 };
    receivers.push({ customer, identification, forwarding: { ...ordinary, ...special, carriage } });
  };
  const configuration = (): ForwardingConfiguration => ({
    connectionString: register.connectionString,
    receivers: [...receivers],
    folder,
    key: crossroads.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    certificate: crossroads.certificatePem,
    authority: authority.certificatePem,
  });

  return {
    ...register,
    folder,
    institution: async (name, special, kind = "soap") => {
      const port = await freePort();
      if (kind === "soap" || kind === "json")
        add(name, { kind, address: `http://127.0.0.1:${port}/mutations` }, special);
      else if (kind === "pull") add(name, { kind }, special);
      return await openInstitution(t, name, port, {
        authority: authority.certificatePem,
        crossroads: crossroads.certificatePem,
      });
    },
    fileReceiver: (name, limits) => add(name, { kind: "files", ...limits }),
    inscribe: async (ssin, special = {}) => {
      const { holder, quality, from, to } = {
        holder: "sector:11",
        quality: 1,
        from: "2020-01-01",
        to: null,
        ...special,
      };
      await register.rows(
        `insert into crossroads.inscription (ssin, holder, quality_code, begin_date, end_date, known_from)
         values ($1, $2, $3, $4, $5, '2020-01-01')`,
        [ssin, holder, quality, from, to],
      );
    },
    forward: () => {
      const process = forwardOn(configuration());
      let stopped: Promise<void> | undefined;
      const stop = (): Promise<void> => {
        stopped ??= process.stop();
        return stopped;
      };
      t.after(stop);
      return { stop };
    },
    forwardApart: async () => {
      const file = join(folder, "configuration.json");
      await writeFile(file, JSON.stringify(configuration()));
      const program = join(import.meta.dirname, "forwarding-process.ts");
      const child = spawn(process.execPath, [program, file], { stdio: ["ignore", "inherit", "inherit"] });
      t.after(async () => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        child.kill("SIGKILL");
        await once(child, "exit");
      });
      return child;
    },
    settled: () =>
      eventually(async () => {
        const [row] = await register.rows<{ left: number }>(`
          select (select count(*)::int from forwarding.outbox) + (
            select count(*)::int from forwarding.delivery d where delivered_at is null and not exists (
              select from forwarding.trouble t
              where t.receiver = d.receiver and t.person = d.person and dead_since is not null)) as left`);
        assert.equal(row?.left, 0);
      }),
  };
}

/** Tries again for 20 seconds, as long as it throws. */
export async function eventually(check: () => Promise<void>): Promise<void> {
  for (const deadline = Date.now() + 20_000; ; await sleep(25)) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

async function openInstitution(
  t: TestContext,
  name: string,
  port: number,
  certificates: { readonly authority: string; readonly crossroads: string },
): Promise<Institution> {
  const got: MutationType[] = [];
  let judge: (mutation: MutationType) => string | undefined = () => undefined;
  let messages = 0;
  const receive = createReceiving({
    ...certificates,
    clock: summerClock,
    has: (number) => got.some((one) => one.number === number),
    keep: async (mutation) => {
      const reason = judge(mutation);
      if (reason === undefined) got.push(mutation);
      return reason;
    },
  });
  let server: ReceivingServer | undefined;
  const start = async (): Promise<void> => {
    server = await startReceiver(port, (arrived) => {
      messages += 1;
      return receive(arrived);
    });
  };
  const stop = async (): Promise<void> => {
    await server?.stop();
    server = undefined;
  };
  t.after(stop);
  await start();
  return {
    name,
    got,
    messages: () => messages,
    start,
    stop,
    refuse: (next) => {
      judge = next;
    },
  };
}
