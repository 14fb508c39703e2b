// Mutations as JSON with a detached signature (RFC 7515, appendix F): the same content as the SOAP message.
import type { KeyObject, X509Certificate } from "node:crypto";
import { CompactSign } from "jose";
import { z } from "zod";
import type { Clock } from "../../kernel/clock.ts";
import { newTicket } from "../../kernel/ticket.ts";
import type { Receiver } from "../receiver.ts";
import { answeredWith, type Speech } from "./carrier.ts";

export interface JsonSide {
  readonly clock: Clock;
  /** RSA of at least 2048 bits, or P-256. */
  readonly privateKey: KeyObject;
  readonly certificate: X509Certificate;
}

/** The header in which the signature goes: protected header and signature, with nothing between the two dots. */
export const signatureHeader = "x-jws-signature";

export function jsonSpeech({ identification, forwarding }: Receiver, { clock, ...proof }: JsonSide): Speech {
  return {
    write: async (mutations) => {
      const body = JSON.stringify({
        ticket: newTicket(clock),
        sentAt: new Date(clock.now()).toISOString(),
        receiver: identification,
        legalContext: forwarding.legalContext,
        mutations,
      });
      const headers = {
        "Content-Type": "application/json",
        Accept: "application/json",
        [signatureHeader]: await detachedSignature(body, proof),
      };
      return { ok: true, body, headers };
    },
    read: ({ status, body }) => {
      if (status === 200) {
        const read = answerShape.safeParse(jsonIn(body));
        return read.success ? answeredWith(read.data.acknowledgements) : { kind: "failed", reason: "ANSWER" };
      }
      return refusals.has(status) ? { kind: "failed", reason: `HTTP_${status}` } : undefined;
    },
  };
}

/** Of a message that would not be taken however often it comes, or at which the receiver broke down. */
const refusals: ReadonlySet<number> = new Set([400, 413, 415, 422, 500]);

const answerShape = z.object({
  acknowledgements: z
    .array(
      z.object({
        number: z.string().regex(/^[1-9]\d{0,14}$/),
        status: z.enum(["ACCEPTED", "REFUSED"]),
        reason: z
          .string()
          .regex(/^[A-Za-z0-9_.-]{1,40}$/)
          .optional(),
      }),
    )
    .max(100),
});

async function detachedSignature(body: string, { privateKey, certificate }: Omit<JsonSide, "clock">): Promise<string> {
  const alg = privateKey.asymmetricKeyType === "ec" ? "ES256" : "RS256";
  const signed = await new CompactSign(Buffer.from(body, "utf8"))
    .setProtectedHeader({ alg, x5c: [certificate.raw.toString("base64")] })
    .sign(privateKey);
  const [head = "", , signature = ""] = signed.split(".");
  return `${head}..${signature}`;
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
