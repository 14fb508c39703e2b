// One POST to the crossroads, by a program that somebody runs by hand: an answer, or a sentence why there is none.
import { request as plainRequest } from "node:http";
import { request as tlsRequest } from "node:https";
import { Refusal } from "./refusal.ts";

export interface Posted {
  readonly status: number;
  readonly text: string;
}

interface PostOptions {
  /** PEM of the authority that the server's certificate is judged by. */
  readonly ca: string;
  readonly headers: Readonly<Record<string, string>>;
  /** PEM of key and certificate that are shown on the connection. */
  readonly client?: { readonly key: string; readonly cert: string };
}

const patience = 30_000;

/** By http or https, as the address says. Rejects with a Refusal when nothing answers within 30 seconds. */
export function post(url: URL, body: string, { ca, headers, client }: PostOptions): Promise<Posted> {
  const options = {
    method: "POST",
    headers: { ...headers, "Content-Length": Buffer.byteLength(body) },
    timeout: patience,
  };
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
      reject(new Refusal(`${url.origin} does not answer (${error.message}); is the server running?`)),
    );
    request.end(body);
  });
}
