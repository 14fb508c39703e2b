// A fund at another address: questions and pings go there as JSON over connections that are kept.
import { Agent as PlainAgent, request as plainRequest } from "node:http";
import { Agent as TlsAgent, request as tlsRequest } from "node:https";
import { type FundReply, pingPath, searchPath } from "./interface.ts";
import type { FundTransport } from "./source.ts";

export interface RemoteFund {
  readonly transport: FundTransport;
  /** Lets go of its connections. */
  close(): void;
}

const largestAnswer = 262_144;

/**
 * The address is that of the fund's interface, without the path of an operation. The token goes along as a bearer token.
 * An answer beyond 256 KiB breaks off as one that did not come; one that is no JSON has no body. Redirections are answers
 * like others: a question about a person is not sent on to an address that nobody set.
 */
export function remoteFund(address: string, token: string | undefined): RemoteFund {
  const base = address.replace(/\/$/, "");
  const secure = new URL(base).protocol === "https:";
  const agent = secure ? new TlsAgent({ keepAlive: true }) : new PlainAgent({ keepAlive: true });
  const send = secure ? tlsRequest : plainRequest;
  const proof = token === undefined ? {} : { Authorization: `Bearer ${token}` };

  const ask = (path: string, method: "GET" | "POST", body: Buffer | undefined, signal: AbortSignal) =>
    new Promise<FundReply>((resolve, reject) => {
      const content = body && { "Content-Type": "application/json", "Content-Length": body.length };
      const headers = { Accept: "application/json", ...content, ...proof };
      const request = send(new URL(`${base}${path}`), { method, agent, signal, headers });
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
        response.on("end", () => {
          resolve({ status: response.statusCode ?? 0, body: readJson(Buffer.concat(chunks).toString("utf8")) });
        });
      });
      request.end(body);
    });

  return {
    transport: {
      search: (question, signal) => ask(searchPath, "POST", Buffer.from(JSON.stringify(question)), signal),
      ping: (signal) => ask(pingPath, "GET", undefined, signal),
    },
    close: () => agent.destroy(),
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
