// The composition root: everything that one answering process is made of, put together once.
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadSelfEmployedCodes } from "../codes/self-employed-codes.ts";
import type { AnnexFault, ServiceCatalogue } from "../crossroads/annex.ts";
import { type Annexes, loadAnnexes } from "../crossroads/annexes.ts";
import { createAudit, forgetExpiredMessages } from "../crossroads/audit.ts";
import { createAuthentication } from "../crossroads/authentication.ts";
import { createBasicCheck } from "../crossroads/basic.ts";
import { createDesk, largestQuestion } from "../crossroads/explain/desk.ts";
import { createKnownPersons } from "../crossroads/known-persons.ts";
import { createQuotaLedger, forgetOldQuotas } from "../crossroads/quota.ts";
import { type Crossroads, receive } from "../crossroads/reception.ts";
import { createReader, type Reader } from "../database/reader.ts";
import { type Clock, systemClock } from "../kernel/clock.ts";
import type { Outcome } from "../kernel/outcome.ts";
import { createAccessTokens } from "../rest/access-token.ts";
import { createArza } from "../self-employed/arza.ts";
import { serviceName } from "../self-employed/names.ts";
import { catalogueEntry, createSelfEmployedService } from "../self-employed/service.ts";
import { createReplayMemory } from "../soap/security/replay.ts";
import { createSigner } from "../soap/security/sign.ts";
import { createTrustStore } from "../soap/security/trust.ts";
import { createVerifier } from "../soap/security/verify.ts";
import { createTestConnectionService } from "../test-connection/service.ts";
import { connectFunds } from "./funds.ts";
import { inTurns } from "./in-turns.ts";
import { keyFilesOf } from "./key-files.ts";
import type { Log } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { createRestSide } from "./rest.ts";
import { createHttpServer, createHttpsServer, type HttpOptions, type HttpServer } from "./server.ts";
import type { Settings } from "./settings.ts";

/** What annexes may speak of: every service of this installation. */
export const serviceCatalogue: ServiceCatalogue = new Map([[serviceName, catalogueEntry]]);

export function readAnnexes(settings: Settings): Outcome<Annexes, readonly AnnexFault[]> {
  return loadAnnexes(settings.annexes, serviceCatalogue);
}

export interface Worker {
  readonly port: number;
  readonly tlsPort: number | undefined;
  /** Finishes the answers under way, then lets go of ports and connections. */
  stop(): Promise<void>;
}

interface WorkerParts {
  readonly settings: Settings;
  readonly connectionString: string;
  readonly annexes: Annexes;
  readonly log: Log;
  readonly clock?: Clock;
}

const seenCapacity = 3_000_000; // two generations of five minutes at 5,000 signed messages a second
const housekeeping = 60_000;
const queryTimeout = 4000; // quotas are counted on the way of a question: with reading and audit, under 10 s
const restOfMetrics = 100; // milliseconds between two renderings, of which one takes 4
const patienceAtTheEnd = 10_000; // for clients that are still sending; our own waits for a database end before

/** Starts one answering process; resolves once it listens. */
export async function startWorker({
  settings,
  connectionString,
  annexes,
  log,
  clock = systemClock,
}: WorkerParts): Promise<Worker> {
  const files = keyFilesOf(settings);
  const read = (file: string) => readFileSync(file, "utf8");
  const authorities = [read(files.authorities)];
  const reader = createReader({ connectionString, queryTimeout, log: (message) => log.warn({}, message) });
  const audit = createAudit({ connectionString, log: (message) => log.warn({}, message) });
  const trust = createTrustStore({ authorities, clock });
  const replay = createReplayMemory({ clock, capacity: seenCapacity });
  const { clockSkew: skew, timestampLife } = settings;
  const verifier = createVerifier({ trust, clock, replay, skew, timestampLife });
  const basic = createBasicCheck({ directory: join(settings.home, "credentials"), clock });
  const privateKey = createPrivateKey(read(files.signingKey));
  const signer = createSigner({
    privateKey,
    certificatePem: read(files.signingCertificate),
  });
  const authentication = createAuthentication({ annexes, verifier, trust, basic });
  const crossroads: Crossroads = {
    clock,
    authentication,
    persons: createKnownPersons(reader, clock),
    quotas: createQuotaLedger(reader, clock),
    audit,
    population: settings.mode === "demo" ? "synthetic" : "real",
    environment: settings.mode === "demo" ? "Simulation" : "Production",
    sign: (body) => signer.sign({ body, created: clock.now(), lifeMs: timestampLife }),
    log,
  };
  const metrics = createMetrics({ waitingEntries: () => audit.pending(), databaseUp: () => reader.healthy() });
  const codes = loadSelfEmployedCodes();
  const funds = connectFunds({ settings: settings.funds, codes, reader, clock, log });
  const selfEmployed = createSelfEmployedService({ careers: createArza(reader, clock), funds: funds.source, codes });
  const services = [selfEmployed, createTestConnectionService({ subjectOf: trust.subjectOf })];
  const tokens = createAccessTokens({ privateKey, clock });
  const demo = settings.mode === "demo";
  const apis = [selfEmployed.api];
  const rest = await createRestSide({
    crossroads: { ...crossroads, annexes, tokens, encryptedOnly: !demo },
    tokens: {
      trust,
      annexes,
      clock,
      skew,
      audit,
      tokens,
      operations: apis.flatMap(({ operations }) => operations),
      encryptedOnly: !demo,
      log,
    },
    apis,
    publicUrl: settings.publicUrl,
    loopback: demo,
    answered: metrics.answered,
  });
  const onError = (error: unknown): void =>
    log.error({ error: error instanceof Error ? error.name : "unknown" }, "a request ended in an unexpected error");
  const desk = createDesk({ clock, authentication, audit, query: reader.query, onError });
  const options: HttpOptions = {
    largestBody: settings.largestMessage,
    onError,
    addresses: services.map(({ path, endpoint, publication }) => ({
      path,
      publication,
      answer: async (body, channel) => {
        const started = performance.now();
        const reply = await receive(crossroads, endpoint, body, channel);
        metrics.answered(endpoint.service, reply.code, (performance.now() - started) / 1000);
        return reply;
      },
    })),
    rest,
    posts: [{ path: "/explain", largestBody: largestQuestion, answer: desk.answer }],
    // Anybody may ask for these, and each costs as much as several questions.
    pages: [
      { path: "/health", render: inTurns(async () => healthPage(await answers(reader)), 0) },
      {
        path: "/metrics",
        render: inTurns(
          async () => ({ status: 200, contentType: metrics.contentType, body: await metrics.text() }),
          restOfMetrics,
        ),
      },
    ],
  };
  const plain = createHttpServer(options);
  const encrypted =
    settings.tlsPort === 0
      ? undefined
      : createHttpsServer(options, {
          key: read(files.serverKey),
          cert: read(files.serverCertificate),
          ca: authorities,
        });
  const letGo = async (): Promise<void> => {
    await Promise.all([plain.stop(patienceAtTheEnd), encrypted?.stop(patienceAtTheEnd)]);
    await rest.close();
    funds.close();
    await audit.close();
    await reader.close();
  };
  const { port, tlsPort } = await listen(plain, encrypted, settings).catch(async (error: unknown) => {
    await letGo();
    throw error;
  });

  const timer = setInterval(() => {
    Promise.all([forgetExpiredMessages(reader, clock, skew), forgetOldQuotas(reader, clock)]).catch(() =>
      log.warn({}, "expired message marks and old quotas could not be forgotten now"),
    );
  }, housekeeping);
  timer.unref();

  return {
    port,
    tlsPort,
    stop: async () => {
      clearInterval(timer);
      await letGo();
    },
  };
}

/** Asks rather than believes: a connection that stands may lead to a server that cannot answer. */
async function answers({ healthy, query }: Reader): Promise<boolean> {
  return (
    healthy() &&
    (await query("select exists (select from persons.person)").then(
      () => true,
      () => false,
    ))
  );
}

/** Belgif: UP and DEGRADED answer 200, DOWN answers 503. */
function healthPage(databaseUp: boolean) {
  const status = databaseUp ? "UP" : "DOWN";
  return { status: databaseUp ? 200 : 503, contentType: "application/json", body: JSON.stringify({ status }) };
}

async function listen(plain: HttpServer, encrypted: HttpServer | undefined, settings: Settings) {
  const { host, plainHost, port, tlsPort } = settings;
  return { port: await plain.listen(port, plainHost), tlsPort: await encrypted?.listen(tlsPort, host) };
}
