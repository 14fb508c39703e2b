// The composition root: everything that one answering process is made of, put together once.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadSelfEmployedCodes } from "../codes/self-employed-codes.ts";
import type { AccessService, AnnexFault, QuestionService, ServiceCatalogue } from "../crossroads/annex.ts";
import { type Annexes, loadAnnexes } from "../crossroads/annexes.ts";
import { createAudit, forgetExpiredMessages } from "../crossroads/audit.ts";
import { createAuthentication } from "../crossroads/authentication.ts";
import { createBasicCheck } from "../crossroads/basic.ts";
import { createDesk, largestQuestion } from "../crossroads/explain/desk.ts";
import { createKnownPersons } from "../crossroads/known-persons.ts";
import { createQuotaLedger, forgetOldQuotas } from "../crossroads/quota.ts";
import { type Crossroads, receive } from "../crossroads/reception.ts";
import { createReader } from "../database/reader.ts";
import { serviceName as dimonaServiceName, mandateGroups } from "../dimona/names.ts";
import { createDimona, catalogueEntry as dimonaCatalogueEntry } from "../dimona/service.ts";
import { employerMandateChecks } from "../employer-mandate/checks.ts";
import { codesInForce } from "../employer-mandate/codes-in-force.ts";
import { mandatesHeldFor } from "../employer-mandate/mandates-held.ts";
import { serviceName as mandateServiceName } from "../employer-mandate/names.ts";
import { createAccessRegisters } from "../employer-mandate/registers.ts";
import { createEmployerMandateService, catalogueEntry as mandateCatalogueEntry } from "../employer-mandate/service.ts";
import { mutationReceiver } from "../forwarding/contract.ts";
import { startForwarding } from "../forwarding/forwarding.ts";
import { receiversIn } from "../forwarding/receiver.ts";
import { forgetDelivered, latenessOf, readStandings, readUnrouted } from "../forwarding/standing.ts";
import { createDeepLimit } from "../health/deep-limit.ts";
import type { AskDisk } from "../health/disk-check.ts";
import { createHealth } from "../health/health.ts";
import { withHealthCheck } from "../health/health-check.ts";
import { inErrors } from "../health/place.ts";
import { type Clock, systemClock } from "../kernel/clock.ts";
import type { Outcome } from "../kernel/outcome.ts";
import { createAccessTokens } from "../rest/access-token.ts";
import type { RestApi } from "../rest/operation.ts";
import { createArza } from "../self-employed/arza.ts";
import { selfEmployedChecks } from "../self-employed/checks.ts";
import { serviceName } from "../self-employed/names.ts";
import { catalogueEntry, createSelfEmployedService } from "../self-employed/service.ts";
import { createReplayMemory } from "../soap/security/replay.ts";
import { createSigner } from "../soap/security/sign.ts";
import { createTrustStore } from "../soap/security/trust.ts";
import { createVerifier } from "../soap/security/verify.ts";
import { testConnectionChecks } from "../test-connection/checks.ts";
import { createTestConnectionService } from "../test-connection/service.ts";
import { installationChecks } from "./checks.ts";
import { connectFunds } from "./funds.ts";
import { healthReference } from "./health-openapi.ts";
import { createHealthPage } from "./health-page.ts";
import { inTurns } from "./in-turns.ts";
import { keyFilesOf, readKey } from "./key-files.ts";
import type { Log } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { placeOf } from "./place.ts";
import { createRestSide } from "./rest.ts";
import type { Revocation } from "./revocation.ts";
import {
  createHttpServer,
  createHttpsServer,
  type HttpOptions,
  type HttpServer,
  type Page,
  type SoapAddress,
} from "./server.ts";
import type { Settings } from "./settings.ts";

/** What annexes may speak of: every service of this installation. */
export const serviceCatalogue: ServiceCatalogue = new Map<string, QuestionService | AccessService>([
  [serviceName, catalogueEntry],
  [mandateServiceName, mandateCatalogueEntry],
  [dimonaServiceName, dimonaCatalogueEntry],
]);

export function readAnnexes(settings: Settings): Outcome<Annexes, readonly AnnexFault[]> {
  return loadAnnexes(settings.annexes, serviceCatalogue);
}

export interface Worker {
  readonly port: number;
  readonly tlsPort: number | undefined;
  /** Finishes the answers under way, then lets go of ports and connections. */
  stop(): Promise<void>;
}

export interface WorkerParts {
  readonly settings: Settings;
  readonly connectionString: string;
  readonly annexes: Annexes;
  readonly log: Log;
  /** Opened with the same settings, and closed by who opened it. */
  readonly revocation: Revocation;
  readonly clock?: Clock;
  /** Says how much room is left; the file system itself unless told. */
  readonly askDisk?: AskDisk;
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
  revocation,
  clock = systemClock,
  askDisk,
}: WorkerParts): Promise<Worker> {
  const files = keyFilesOf(settings);
  const signing = readKey(files.signingKey, files.signingCertificate);
  const server = settings.tlsPort === 0 ? undefined : readKey(files.serverKey, files.serverCertificate);
  const authorities = readFileSync(files.authorities, "utf8");
  const warn = (message: string): void => log.warn({}, message);
  const { databaseTimeout: timeout } = settings;
  const reader = createReader({ connectionString, timeout, queryTimeout, log: warn });
  const audit = createAudit({ connectionString, timeout, log: warn });
  const trust = createTrustStore({ authorities: [authorities], clock, isRevoked: revocation.isRevoked });
  const replay = createReplayMemory({ clock, capacity: seenCapacity });
  const { clockSkew: skew, timestampLife } = settings;
  const verifier = createVerifier({ trust, clock, replay, skew, timestampLife });
  const basic = createBasicCheck({ directory: join(settings.home, "credentials"), clock });
  const { key: privateKey } = signing;
  const signer = createSigner({ privateKey, certificatePem: signing.certificate });
  const authentication = createAuthentication({ annexes, verifier, trust, basic });
  const environment = inErrors(settings.environment);
  const crossroads: Crossroads = {
    clock,
    authentication,
    persons: createKnownPersons(reader, clock),
    quotas: createQuotaLedger(reader, clock),
    audit,
    population: settings.mode === "demo" ? "synthetic" : "real",
    sign: (body) => signer.sign({ body, created: clock.now(), lifeMs: timestampLife }),
    log,
    ...(environment === undefined ? {} : { environment }),
  };
  const standings = () => readStandings(reader.query, clock);
  const receivers = receiversIn(annexes, dimonaServiceName);
  const metrics = createMetrics({
    waitingEntries: () => audit.pending(),
    databaseUp: () => reader.healthy(),
    forwarding: standings,
  });
  const codes = loadSelfEmployedCodes();
  const funds = connectFunds({ settings: settings.funds, codes, reader, clock, log });
  const selfEmployed = createSelfEmployedService({ careers: createArza(reader, clock), funds: funds.source, codes });
  const accessCodes = codesInForce({ clock, log });
  const mandates = createEmployerMandateService({
    registers: createAccessRegisters(reader, clock),
    codes: accessCodes,
  });
  const dimona = createDimona({
    connectionString,
    reader,
    audit,
    clock,
    mandates: mandatesHeldFor(mandateGroups),
    log: warn,
  });
  const testConnection = createTestConnectionService({ subjectOf: trust.subjectOf });
  const services = [
    {
      ...selfEmployed,
      checks: selfEmployedChecks({ codes, funds: funds.source, contract: selfEmployed.publication.files, clock }),
    },
    {
      ...mandates,
      checks: employerMandateChecks({ codes: accessCodes, contract: mandates.publication.files, clock }),
    },
    dimona.soap,
    { ...testConnection, checks: testConnectionChecks({ contract: testConnection.publication.files }) },
  ];
  const health = createHealth({
    common: await installationChecks({
      settings,
      annexes,
      reader,
      audit,
      clock,
      signing,
      server,
      authorities: { file: files.authorities, text: authorities },
      revocation,
      askDisk,
      forwarding: async () => latenessOf(await standings(), await readUnrouted(reader.query, clock), receivers),
    }),
    services: new Map(services.map(({ endpoint, checks }) => [endpoint.service, checks])),
    clock,
    onError: ({ id }, error) =>
      log.error({ check: id, error: error instanceof Error ? error.name : "unknown" }, "a health check went wrong"),
  });
  const place = placeOf(settings);
  const deepLimit = createDeepLimit();
  const tokens = createAccessTokens({ privateKey, clock });
  const demo = settings.mode === "demo";
  const apis: readonly RestApi[] = [selfEmployed.api, mandates.api, dimona.api];
  const bearers = { annexes, tokens, encryptedOnly: !demo };
  const rest = await createRestSide({
    crossroads: { ...crossroads, ...bearers },
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
    others: healthReference,
    publicUrl: settings.publicUrl,
    loopback: demo,
    answered: metrics.answered,
  });
  const onError = (error: unknown): void =>
    log.error({ error: error instanceof Error ? error.name : "unknown" }, "a request ended in an unexpected error");
  const desk = createDesk({ clock, authentication, audit, query: reader.query, onError });
  const options: HttpOptions = {
    largestBody: settings.largestMessage,
    publicUrl: settings.publicUrl,
    onError,
    addresses: [
      mutationReceiver(),
      ...services.map(({ path, endpoint: own, publication }): SoapAddress => {
        const endpoint = withHealthCheck(own, { health, place, deepLimit });
        return {
          path,
          publication,
          answer: async (body, channel) => {
            const started = performance.now();
            const reply = await receive(crossroads, endpoint, body, channel);
            metrics.answered(endpoint.service, reply.code, (performance.now() - started) / 1000);
            return reply;
          },
        };
      }),
    ],
    rest,
    posts: [{ path: "/explain", largestBody: largestQuestion, answer: desk.answer }],
    pages: [{ path: "/health", render: createHealthPage({ health, place, clock, bearers, deepLimit }) }],
  };
  // They name institutions, so they are for this machine alone in production; and cost as much as several questions.
  const figures: Page = {
    path: "/metrics",
    render: inTurns(
      async () => ({ status: 200, contentType: metrics.contentType, body: await metrics.text() }),
      restOfMetrics,
    ),
  };
  const plain = createHttpServer({ ...options, pages: [...options.pages, figures] });
  const encrypted =
    server === undefined
      ? undefined
      : createHttpsServer(options, {
          key: server.keyText,
          cert: server.certificate,
          ca: [authorities],
        });
  const forwarding = startForwarding({
    connectionString,
    service: dimonaServiceName,
    receivers,
    persons: crossroads.persons,
    clock,
    sign: crossroads.sign,
    signing: { privateKey, certificatePem: signing.certificate },
    tls: { key: signing.keyText, cert: signing.certificate, ca: authorities, isRevoked: revocation.isRevoked },
    folder: join(settings.home, "forwarding"),
    log: warn,
  });
  const letGo = async (): Promise<void> => {
    await forwarding.stop();
    await Promise.all([plain.stop(patienceAtTheEnd), encrypted?.stop(patienceAtTheEnd)]);
    await rest.close();
    funds.close();
    await dimona.close();
    await audit.close();
    await reader.close();
  };
  const { port, tlsPort } = await listen(plain, encrypted, settings).catch(async (error: unknown) => {
    await letGo();
    throw error;
  });

  const timer = setInterval(() => {
    Promise.all([
      forgetExpiredMessages(reader, clock, skew),
      forgetOldQuotas(reader, clock),
      dimona.forget(),
      forgetDelivered(reader, clock),
    ]).catch(() => log.warn({}, "what is kept for a while alone could not be forgotten now"));
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

async function listen(plain: HttpServer, encrypted: HttpServer | undefined, settings: Settings) {
  const { host, plainHost, port, tlsPort } = settings;
  return { port: await plain.listen(port, plainHost), tlsPort: await encrypted?.listen(tlsPort, host) };
}
