// A customer's side of the wire: questions as it writes them, signed or over TLS, and what comes back read strictly.
import assert from "node:assert/strict";
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { Agent, type IncomingHttpHeaders, request as plainRequest } from "node:http";
import { Agent as TlsAgent, request as tlsRequest } from "node:https";
import { join } from "node:path";
import { customerNamed, type Network } from "../src/cli/network.ts";
import { type Clock, systemClock } from "../src/kernel/clock.ts";
import { certain } from "../src/kernel/outcome.ts";
import type { CBSSFaultType } from "../src/schema/generated/common-v3.ts";
import { decodeConsultPeriodsFault } from "../src/schema/generated/dimona-service-v1.ts";
import {
  type ConsultCareerRequest,
  type ConsultCareerResponse,
  type ConsultContributionsResponse,
  decodeConsultCareerFault,
  decodeConsultCareerResponse,
  decodeConsultContributionsFault,
  decodeConsultContributionsResponse,
  encodeConsultCareerRequest,
  encodeConsultContributionsRequest,
} from "../src/schema/generated/self-employed-v2.ts";
import { servicePath } from "../src/self-employed/names.ts";
import { readEnvelope, writeEnvelope } from "../src/soap/envelope.ts";
import { createReplayMemory } from "../src/soap/security/replay.ts";
import { createSigner, type Signer } from "../src/soap/security/sign.ts";
import { createTrustStore } from "../src/soap/security/trust.ts";
import { createVerifier } from "../src/soap/security/verify.ts";
import { decodeSendTestMessageFault } from "../src/test-connection/fault.ts";
import { parseXml } from "../src/xml/parse.ts";
import { childElement, childElements, textOf } from "../src/xml/query.ts";
import type { XmlElement } from "../src/xml/tree.ts";

export interface Addresses {
  readonly port: number;
  readonly tlsPort?: number | undefined;
}

/** What to ask; what is left out is as the customer's annex has it. */
export interface Wish {
  readonly ssin: string;
  readonly period?: { readonly beginDate: string; readonly endDate?: string };
  /** Makes it a question about contributions. */
  readonly quarters?: { readonly beginQuarter: string; readonly endQuarter?: string };
  readonly legalContext?: string;
  readonly identification?: ConsultCareerRequest["informationCustomer"]["customerIdentification"];
  readonly ticket?: string;
}

export interface Customer {
  readonly name: string;
  /** The content of the Body, canonical. */
  write(wish: Wish): string;
  /** A whole message: signed where the customer has a key, bare where it signs in with a password. */
  seal(content: string): string;
  /** Sends a whole message, with the password where the customer has one. */
  send(message: string | Uint8Array, options?: SendOptions): Promise<Answer>;
  ask(wish: Wish): Promise<Answer>;
}

export interface SendOptions {
  readonly address?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Somebody who comes back must answer within this, whatever happens to the server behind the address. */
export const longestWait = 10_000;
const lifeMs = 300_000;

export function customerOf(
  network: Network,
  name: string,
  { port, tlsPort }: Addresses,
  clock: Clock = systemClock,
): Customer {
  const known = customerNamed(network, name);
  const file = (named: string) => readFileSync(join(network.directory, named), "utf8");
  const { key, cert, username, password, cbeNumber, sector, institution } = known;
  const signer: Signer | undefined =
    key === undefined || cert === undefined
      ? undefined
      : createSigner({ privateKey: createPrivateKey(file(key)), certificatePem: file(cert) });
  const ca = file(network.ca);
  const plain = `http://127.0.0.1:${port}${servicePath}`;
  const encrypted = `https://127.0.0.1:${tlsPort}${servicePath}`;
  const pair = Buffer.from(`${username}:${password}`).toString("base64");
  const signIn: Readonly<Record<string, string>> = password === undefined ? {} : { Authorization: `Basic ${pair}` };

  const customer: Customer = {
    name,
    write: (wish) => writeQuestion({ ...wish, ...identified(wish) }, clock),
    seal: (content) => signer?.sign({ body: content, created: clock.now(), lifeMs }) ?? writeEnvelope(content),
    send: (message, { address = signer === undefined ? encrypted : plain, headers = {} } = {}) =>
      post(address, message, { headers: { ...signIn, ...headers }, ca }),
    ask: (wish) => customer.send(customer.seal(customer.write(wish))),
  };
  return customer;

  function identified({ legalContext, identification }: Wish) {
    const own = cbeNumber === undefined ? { sector: sector ?? 0, institution: institution ?? 0 } : { cbeNumber };
    return {
      legalContext: legalContext ?? known.legalContexts[0] ?? "",
      identification: identification ?? own,
    };
  }
}

function writeQuestion(wish: Wish & Required<Pick<Wish, "legalContext" | "identification">>, clock: Clock): string {
  const { ssin, period, quarters, legalContext, identification, ticket = crypto.randomUUID() } = wish;
  const timestampSent = new Date(clock.now()).toISOString();
  const head = {
    informationCustomer: { ticket, timestampSent, customerIdentification: identification },
    legalContext,
  };
  if (quarters !== undefined) {
    return certain(encodeConsultContributionsRequest({ ...head, criteria: { ssin, period: quarters } }));
  }
  return certain(
    encodeConsultCareerRequest({ ...head, criteria: { ssin, ...(period === undefined ? {} : { period }) } }),
  );
}

interface PostOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly ca?: string;
  /** A certificate to show on the connection. */
  readonly client?: { readonly key: string; readonly cert: string };
  readonly method?: string;
}

const agent = new Agent({ keepAlive: true });

/** Rejects when no whole answer comes within `longestWait`. */
export function post(address: string, body: string | Uint8Array, options: PostOptions = {}): Promise<Answer> {
  const { headers = {}, ca, client, method = "POST" } = options;
  const url = new URL(address);
  const bytes = Buffer.from(body);
  const sent = { "Content-Type": "text/xml; charset=utf-8", "Content-Length": bytes.length, ...headers };
  return new Promise((resolve, reject) => {
    const request =
      url.protocol === "https:"
        ? // An agent of its own: connections are not shared between certificates.
          tlsRequest(url, { method, headers: sent, ca, ...client, agent: new TlsAgent({ keepAlive: false }) })
        : plainRequest(url, { method, headers: sent, agent });
    const timer = setTimeout(() => request.destroy(new Error(`no answer within ${longestWait} ms`)), longestWait);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        clearTimeout(timer);
        const text = Buffer.concat(chunks).toString("utf8");
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
      response.on("error", reject);
    });
    request.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    request.end(bytes);
  });
}

/** The element in the Body of an answer. */
export function contentOf({ text }: Pick<Answer, "text">): XmlElement {
  const document = certain(parseXml(Buffer.from(text)));
  return certain(readEnvelope(document.root)).content;
}

/** The response in an answer: with HTTP 200 and as the contract has it. */
export function careerIn(answer: Answer): ConsultCareerResponse {
  assert.equal(answer.status, 200, answer.text);
  return certain(decodeConsultCareerResponse(contentOf(answer)));
}

/** The same of an answer about contributions. */
export function contributionsIn(answer: Answer): ConsultContributionsResponse {
  assert.equal(answer.status, 200, answer.text);
  return certain(decodeConsultContributionsResponse(contentOf(answer)));
}

export interface ReadFault {
  /** Local name, with the namespace that its prefix stands for. */
  readonly faultcode: string;
  readonly faultstring: string;
  readonly detail: CBSSFaultType;
  /** Reason code of the first detail. */
  readonly code: string;
  readonly ticket: string;
  /** fieldName: fieldValue of the first detail. */
  readonly information: Readonly<Record<string, string>>;
}

const faultDecoders = new Map([
  ["consultPeriodsFault", decodeConsultPeriodsFault],
  ["consultCareerFault", decodeConsultCareerFault],
  ["consultContributionsFault", decodeConsultContributionsFault],
  ["sendTestMessageFault", decodeSendTestMessageFault],
]);

/** The fault in an answer: with HTTP 500, with a readable detail. */
export function faultIn(answer: Answer): ReadFault {
  assert.equal(answer.status, 500, answer.text);
  const fault = contentOf(answer);
  assert.equal(fault.localName, "Fault", answer.text);
  const own = (name: string) => {
    const found = childElement(fault, "", name);
    assert.ok(found !== undefined, `a ${name} in ${answer.text}`);
    return found;
  };
  const [holder] = childElements(own("detail"));
  assert.ok(holder !== undefined, answer.text);
  const decode = faultDecoders.get(holder.localName) ?? assert.fail(`an unknown ${holder.localName}`);
  const detail = certain(decode(holder));
  const [first] = detail.detail;
  assert.ok(first !== undefined);
  return {
    faultcode: textOf(own("faultcode")),
    faultstring: textOf(own("faultstring")),
    detail,
    code: first.reasonCode,
    ticket: detail.informationCBSS.ticketCBSS,
    information: Object.fromEntries(
      (first.information ?? []).map(({ fieldName, fieldValue = "" }) => [fieldName, fieldValue]),
    ),
  };
}

/** The subject whose signature over an answer holds; undefined where there is no signature. */
export function signatoryOf({ text }: Answer, network: Network, clock: Clock = systemClock): string | undefined {
  const { root } = certain(parseXml(Buffer.from(text)));
  if (!certain(readEnvelope(root)).secured) return undefined;
  const authorities = [readFileSync(join(network.directory, network.ca), "utf8")];
  const trust = createTrustStore({ authorities, clock });
  const replay = createReplayMemory({ clock, capacity: 10 });
  return certain(createVerifier({ trust, clock, replay }).verify(root)).certificate.subject;
}
