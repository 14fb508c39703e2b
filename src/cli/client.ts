// A customer's side of a call: signs the question, or signs in over TLS, sends it and reads what comes back.
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../kernel/clock.ts";
import { readEnvelope, writeEnvelope } from "../soap/envelope.ts";
import { createReplayMemory } from "../soap/security/replay.ts";
import { createSigner } from "../soap/security/sign.ts";
import { createTrustStore } from "../soap/security/trust.ts";
import { createVerifier } from "../soap/security/verify.ts";
import { parseXml } from "../xml/parse.ts";
import type { XmlElement } from "../xml/tree.ts";
import type { Network, NetworkCustomer } from "./network.ts";
import { post } from "./post.ts";
import { Refusal } from "./refusal.ts";

export interface Called {
  readonly text: string;
  /** The element in the Body. */
  readonly content: XmlElement;
  /** Whether the answer carries a signature that holds; a signature that does not is a Refusal. */
  readonly signed: boolean;
}

const lifeMs = 300_000;

/** Customers with a key sign; the others send user name and password, which goes over TLS alone. */
export async function call(
  network: Network,
  customer: NetworkCustomer,
  address: string,
  content: string,
): Promise<Called> {
  const file = (name: string) => readFileSync(join(network.directory, name), "utf8");
  const { key, cert, username, password } = customer;
  const url = new URL(address);
  const authority = file(network.ca);
  let sent: { readonly body: string; readonly headers: Readonly<Record<string, string>> };
  if (key !== undefined && cert !== undefined) {
    const signer = createSigner({ privateKey: createPrivateKey(file(key)), certificatePem: file(cert) });
    sent = { body: signer.sign({ body: content, created: Date.now(), lifeMs }), headers: {} };
  } else {
    if (url.protocol !== "https:")
      throw new Refusal(`${customer.name} signs in with a password, which needs an https address`);
    const pair = Buffer.from(`${username}:${password}`).toString("base64");
    sent = { body: writeEnvelope(content), headers: { Authorization: `Basic ${pair}` } };
  }
  const headers = { "Content-Type": "text/xml; charset=utf-8", SOAPAction: '""', ...sent.headers };
  const { text } = await post(url, sent.body, { ca: authority, headers });
  return { text, ...readAnswer(text, authority) };
}

function readAnswer(text: string, authority: string): Omit<Called, "text"> {
  const document = parseXml(Buffer.from(text, "utf8"));
  if (!document.ok) throw new Refusal(`the answer is not XML: ${document.reason.message}`);
  const envelope = readEnvelope(document.value.root);
  if (!envelope.ok) throw new Refusal(`the answer is not SOAP: expected ${envelope.reason.expected}`);
  const { content, secured } = envelope.value;
  if (secured) {
    const trust = createTrustStore({ authorities: [authority], clock: systemClock });
    const replay = createReplayMemory({ clock: systemClock, capacity: 10 });
    const verified = createVerifier({ trust, clock: systemClock, replay }).verify(document.value.root);
    if (!verified.ok) throw new Refusal(`the answer's signature does not hold: ${verified.reason.reason}`);
  }
  return { content, signed: secured };
}
