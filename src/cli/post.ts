// One call to the crossroads, by a program that somebody runs by hand: an answer, or a sentence why there is none.
import { request as plainRequest } from "node:http";
import { request as tlsRequest } from "node:https";
import { Refusal } from "./refusal.ts";

export interface Posted {
  readonly status: number;
  readonly text: string;
}

interface CallOptions {
  /** PEM of the authority that the server's certificate is judged by; those that Node knows when there is none. */
  readonly ca: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** PEM of key and certificate that are shown on the connection. */
  readonly client?: { readonly key: string; readonly cert: string };
}

const patience = 30_000;

/** Nobody there, or no whole answer in time. */
export class NoAnswer extends Refusal {}

/** By http or https, as the address says. Rejects with NoAnswer when nothing answers within 30 seconds. */
export function post(url: URL, body: string, options: CallOptions): Promise<Posted> {
  const headers = { ...options.headers, "Content-Length": String(Buffer.byteLength(body)) };
  return call("POST", url, body, { ...options, headers });
}

/** The same without a body. */
export function get(url: URL, options: CallOptions): Promise<Posted> {
  return call("GET", url, undefined, options);
}

function call(
  method: "GET" | "POST",
  url: URL,
  body: string | undefined,
  { ca, headers, client }: CallOptions,
): Promise<Posted> {
  const options = { method, headers, timeout: patience };
  return new Promise((resolve, reject) => {
    const request =
      url.protocol === "https:" ? tlsRequest(url, { ...options, ca, ...client }) : plainRequest(url, options);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
      );
    });
    request.on("timeout", () => request.destroy(new Error("no answer within 30 seconds")));
    request.on("error", (error) =>
      reject(new NoAnswer(`${url.origin} does not answer (${error.message}); is the server running?`)),
    );
    request.end(body);
  });
}
