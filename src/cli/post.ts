// One call to the crossroads, by a program that somebody runs by hand: an answer, or a sentence why there is none.
import { request as plainRequest } from "node:http";
import { request as tlsRequest } from "node:https";
import { Refusal } from "./refusal.ts";

export interface Posted {
  readonly status: number;
  readonly text: string;
}

interface CallOptions {
  /** PEM of what the server's certificate is judged by, or is itself; the authorities that Node knows when there is none. */
  readonly ca: string | readonly string[] | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** PEM of key and certificate that are shown on the connection. */
  readonly client?: { readonly key: string; readonly cert: string };
}

const patience = 30_000;

/** Nobody there, or no whole answer in time. */
export class NoAnswer extends Refusal {}

/** Somebody is there, and TLS does not come about: nothing says that it is who was meant. */
export class Untrusted extends Refusal {}

/**
 * By http or https, as the address says. Rejects with NoAnswer when nothing answers within 30 seconds, with Untrusted where
 * the server's certificate is not believed.
 */
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
      url.protocol === "https:"
        ? tlsRequest(url, { ...options, ...trusting(ca), ...client })
        : plainRequest(url, options);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
      );
    });
    request.on("timeout", () => request.destroy(new Error("no answer within 30 seconds")));
    request.on("error", (error: NodeJS.ErrnoException) =>
      reject(
        tlsTrouble.test(error.code ?? "")
          ? new Untrusted(
              `${url.origin} answers, but TLS does not come about with it (${error.code}: ${error.message})`,
            )
          : new NoAnswer(`${url.origin} does not answer (${error.message}); is the server running?`),
      ),
    );
    request.end(body);
  });
}

function trusting(ca: CallOptions["ca"]) {
  return ca === undefined ? {} : { ca: typeof ca === "string" ? ca : [...ca], allowPartialTrustChain: true };
}

/** Codes of OpenSSL's judgement of a certificate, and of what is no TLS at all. */
const tlsTrouble =
  /^(CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_|INVALID_|PATH_LENGTH_|ERR_TLS_|ERR_SSL_|EPROTO$)/;
