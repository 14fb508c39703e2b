// One message to an institution: to the address of its annex and nowhere else, within a time and up to a size.
import { Agent as PlainAgent, request as plainRequest } from "node:http";
import { Agent as TlsAgent, request as tlsRequest } from "node:https";

export interface Answered {
  readonly status: number;
  readonly body: Buffer;
}

export interface Way {
  /** Rejects where no whole answer comes. Redirections are answers like others. */
  post(body: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Answered>;
  close(): void;
}

/** How we show ourselves to who speaks TLS, and whom we take for an institution; all PEM. */
export interface TlsSide {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
}

const largestAnswer = 262_144;

export function wayTo(address: string, { key, cert, ca }: TlsSide): Way {
  const url = new URL(address);
  const secure = url.protocol === "https:";
  const agent = secure ? new TlsAgent({ keepAlive: true, key, cert, ca }) : new PlainAgent({ keepAlive: true });
  const send = secure ? tlsRequest : plainRequest;
  return {
    post: (body, headers, signal) =>
      new Promise((resolve, reject) => {
        const content = Buffer.from(body, "utf8");
        const options = { method: "POST", agent, signal, headers: { ...headers, "Content-Length": content.length } };
        const request = send(url, options);
        request.on("error", reject);
        request.on("response", (response) => {
          const chunks: Buffer[] = [];
          let size = 0;
          response.on("error", reject);
          response.on("data", (chunk: Buffer) => {
            size += chunk.length;
            if (size > largestAnswer) request.destroy(new Error("an answer that is too large"));
            else chunks.push(chunk);
          });
          response.on("end", () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
        });
        request.end(content);
      }),
    close: () => agent.destroy(),
  };
}

/** What kept an answer from coming, in a word of the system's. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "UNKNOWN";
  if (error.name === "AbortError" || error.name === "TimeoutError") return "TIMEOUT";
  return "code" in error && /^[A-Z][A-Z0-9_]{1,38}$/.test(String(error.code)) ? String(error.code) : "NO_ANSWER";
}
