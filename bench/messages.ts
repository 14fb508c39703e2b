// The questions: signed messages, each its own, because a server that does its work answers none twice.
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { servicePath as dimonaPath } from "../src/dimona/names.ts";
import { servicePath as mandatePath } from "../src/employer-mandate/names.ts";
import { servicePath } from "../src/self-employed/names.ts";

export interface Questioner {
  /** PEM files of the customer that asks. */
  readonly key: string;
  readonly certificate: string;
  readonly cbeNumber: string;
  readonly legalContext: string;
}

/**
 * What is asked in SOAP: a whole career, the contributions of the last five years, whether a user may see an employer's data, or the
 * periods of a worker.
 */
export type SignedOperation =
  | "consultCareer"
  | "consultContributions"
  | "checkUnauthenticatedUserAccess"
  | "consultPeriods";

export type Operation = SignedOperation | "declareDimona";

/** Where each is sent, and what it calls its action. */
export const addresses: Readonly<Record<SignedOperation, { readonly path: string; readonly action: string }>> = {
  consultCareer: { path: servicePath, action: "http://kszbcss.fgov.be/SelfEmployedService/consultCareer" },
  consultContributions: {
    path: servicePath,
    action: "http://kszbcss.fgov.be/SelfEmployedService/consultContributions",
  },
  checkUnauthenticatedUserAccess: { path: mandatePath, action: "" },
  consultPeriods: { path: dimonaPath, action: "http://kszbcss.fgov.be/DimonaService/consultPeriods" },
};

/** What a thread signs: `count` questions, about these subjects in turn, from place `first` on. */
export interface SigningOrder {
  readonly operation: SignedOperation;
  readonly questioner: Questioner;
  /** A person's SSIN; for access a technical id, a space and the final number of an employer. */
  readonly subjects: readonly string[];
  readonly first: number;
  readonly count: number;
  readonly lifeMs: number;
}

export interface Signed {
  /** Messages one after the other. */
  readonly bytes: ArrayBuffer;
  /** Where each ends. */
  readonly ends: readonly number[];
}

/**
 * Signs `count` messages on all cores (an RSA signature takes a quarter of a millisecond, so while a server is measured
 * there is no time for it) and gives them as whole HTTP requests.
 */
export async function signMessages(order: Omit<SigningOrder, "first">): Promise<readonly Uint8Array[]> {
  const threads = Math.min(availableParallelism(), 8);
  const share = Math.ceil(order.count / threads);
  const parts = await Promise.all(
    Array.from({ length: threads }, (_, place) => {
      const first = place * share;
      return signInThread({ ...order, first, count: Math.min(share, order.count - first) });
    }),
  );
  return parts.flatMap(({ bytes, ends }) =>
    ends.map((end, place) =>
      asRequest(order.operation, new Uint8Array(bytes, ends[place - 1] ?? 0, end - (ends[place - 1] ?? 0))),
    ),
  );
}

function signInThread(order: SigningOrder): Promise<Signed> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("sign-thread.ts", import.meta.url), { workerData: order });
    thread.once("message", resolve);
    thread.once("error", reject);
  });
}

function asRequest(operation: SignedOperation, message: Uint8Array): Uint8Array {
  const { path, action } = addresses[operation];
  const head =
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml; charset=utf-8\r\n` +
    `SOAPAction: "${action}"\r\nContent-Length: ${message.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), message]);
}

/** The message inside an HTTP request. */
export function messageIn(request: Uint8Array): string {
  const text = Buffer.from(request).toString("utf8");
  return text.slice(text.indexOf("\r\n\r\n") + 4);
}
