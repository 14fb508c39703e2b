// The side of an institution, as the demo and the tests have it: believes what the crossroads signed, keeps it once, acknowledges it.
import { X509Certificate } from "node:crypto";
import { flattenedVerify } from "jose";
import { z } from "zod";
import type { Clock } from "../../kernel/clock.ts";
import {
  decodePublishMutationsRequest,
  encodePublishMutationsResponse,
} from "../../schema/generated/dimona-mutation-receiver-v1.ts";
import type { AcknowledgementType, MutationType } from "../../schema/generated/dimona-mutation-v1.ts";
import { writeEnvelope } from "../../soap/envelope.ts";
import { writeFault } from "../../soap/fault.ts";
import { createReplayMemory } from "../../soap/security/replay.ts";
import { createTrustStore, type TrustStore } from "../../soap/security/trust.ts";
import { createVerifier, type Verifier } from "../../soap/security/verify.ts";
import { parseXml } from "../../xml/parse.ts";
import { childElements } from "../../xml/query.ts";
import { signatureHeader } from "../carriers/json.ts";

export interface ReceivingParts {
  /** PEM: who issued the certificate of the crossroads, and that certificate. */
  readonly authority: string;
  readonly crossroads: string;
  readonly clock: Clock;
  /** Keeps a mutation that comes for the first time, and resolves once it is kept; or gives the code for which it is refused. */
  readonly keep: (mutation: MutationType) => Promise<string | undefined>;
  /** Whether one with this number was kept before: it is acknowledged again, and not kept twice. */
  readonly has: (number: string) => boolean;
}

export interface Arrived {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** Answers one message, SOAP or JSON as its content type says. */
export function createReceiving(parts: ReceivingParts): (arrived: Arrived) => Promise<Reply> {
  const trust = createTrustStore({ authorities: [parts.authority], clock: parts.clock });
  const replay = createReplayMemory({ clock: parts.clock, capacity: 10_000 });
  const verifier = createVerifier({ trust, clock: parts.clock, replay });
  const { fingerprint256 } = new X509Certificate(parts.crossroads);
  const fingerprint = fingerprint256.replaceAll(":", "").toLowerCase();
  return (arrived) =>
    String(arrived.headers["content-type"]).startsWith("application/json")
      ? receiveJson(parts, trust, fingerprint, arrived)
      : receiveSoap(parts, verifier, fingerprint, arrived);
}

async function receiveSoap(
  parts: ReceivingParts,
  verifier: Verifier,
  fingerprint: string,
  { body }: Arrived,
): Promise<Reply> {
  const document = parseXml(body);
  if (!document.ok) return soapFault("not XML");
  const verified = verifier.verify(document.value.root);
  if (!verified.ok) return soapFault(verified.reason.reason);
  if (verified.value.certificate.fingerprint !== fingerprint) return soapFault("not signed by the crossroads");
  const [content] = childElements(verified.value.body);
  const request = content === undefined ? undefined : decodePublishMutationsRequest(content);
  if (request?.ok !== true) return soapFault("not what the contract says");
  const acknowledgement = await acknowledge(parts, request.value.mutation);
  const answer = encodePublishMutationsResponse({ acknowledgement });
  if (!answer.ok) throw new Error("an acknowledgement that does not meet the contract");
  return { status: 200, contentType: "text/xml; charset=utf-8", body: writeEnvelope(answer.value) };
}

function soapFault(text: string): Reply {
  const content = writeFault({ code: { space: "soap", name: "Client" }, text, detail: undefined });
  return { status: 500, contentType: "text/xml; charset=utf-8", body: writeEnvelope(content) };
}

async function receiveJson(
  parts: ReceivingParts,
  trust: TrustStore,
  fingerprint: string,
  { body, headers }: Arrived,
): Promise<Reply> {
  const [head, between, signature] = String(headers[signatureHeader]).split(".");
  const read = messageShape.safeParse(jsonIn(body));
  if (head === undefined || between !== "" || signature === undefined || !read.success) return jsonReply(400, {});
  const isSigned = await flattenedVerify(
    { protected: head, payload: body.toString("base64url"), signature },
    ({ x5c }) => {
      const judged = trust.judge(Buffer.from(x5c?.[0] ?? "", "base64"));
      if (!judged.ok || judged.value.fingerprint !== fingerprint) throw new Error("not signed by the crossroads");
      return judged.value.publicKey;
    },
    { algorithms: ["RS256", "ES256"] },
  ).then(
    () => true,
    () => false,
  );
  if (!isSigned) return jsonReply(400, {});
  return jsonReply(200, { acknowledgements: await acknowledge(parts, read.data.mutations) });
}

/** The rest is of the shape that the contract has: the crossroads signed it. */
const mutationShape = z.custom<MutationType>(
  (value) => z.object({ number: z.string(), worker: z.object({ ssin: z.string() }) }).safeParse(value).success,
);
const messageShape = z.object({ mutations: z.array(mutationShape).min(1) });

function jsonReply(status: number, body: object): Reply {
  return { status, contentType: "application/json", body: JSON.stringify(body) };
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** What comes behind a refused mutation of the same person is refused with it: the order is worth more than the haste. */
async function acknowledge(
  { keep, has }: ReceivingParts,
  mutations: readonly MutationType[],
): Promise<readonly AcknowledgementType[]> {
  const refused = new Set<string>();
  const acknowledgements: AcknowledgementType[] = [];
  for (const mutation of mutations) {
    const { number, worker } = mutation;
    const reason = refused.has(worker.ssin) ? "AFTER_REFUSED" : has(number) ? undefined : await keep(mutation);
    if (reason === undefined) acknowledgements.push({ number, status: "ACCEPTED" });
    else {
      refused.add(worker.ssin);
      acknowledgements.push({ number, status: "REFUSED", reason });
    }
  }
  return acknowledgements;
}
