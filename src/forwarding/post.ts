// One message to an institution: to the address of its annex and nowhere else, within a time and up to a size.
import { Agent as PlainAgent, request as plainRequest } from "node:http";
import { Agent as TlsAgent, request as tlsRequest } from "node:https";
import { checkServerIdentity, type DetailedPeerCertificate, type PeerCertificate } from "node:tls";
import { asIssued, type IssuedCertificate } from "../soap/security/authorities.ts";

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
  /** Asked of the institution's certificate, and of the authorities below the first, at each new connection. */
  readonly isRevoked: (certificate: IssuedCertificate) => boolean;
}

const largestAnswer = 262_144;

export function wayTo(address: string, { key, cert, ca, isRevoked }: TlsSide): Way {
  const url = new URL(address);
  const secure = url.protocol === "https:";
  const agent = secure
    ? new TlsAgent({
        keepAlive: true,
        key,
        cert,
        ca,
        // Of a session that is taken up again nobody's identity is checked.
        maxCachedSessions: 0,
        checkServerIdentity: (host, certificate) =>
          checkServerIdentity(host, certificate) ?? revocationIn(certificate, isRevoked),
      })
    : new PlainAgent({ keepAlive: true });
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

function revocationIn(certificate: PeerCertificate, isRevoked: TlsSide["isRevoked"]): Error | undefined {
  let at = certificate as DetailedPeerCertificate; // what a check of identity is given
  // The last one is its own issuer: nobody could revoke it.
  for (let issuer = at.issuerCertificate; issuer !== undefined && issuer !== at; issuer = at.issuerCertificate) {
    if (isRevoked(asIssued(at.raw, issuer.raw))) {
      return Object.assign(new Error("the certificate was revoked"), { code: "CERT_REVOKED" });
    }
    at = issuer;
  }
  return undefined;
}

/** What kept an answer from coming, in a word of the system's. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "UNKNOWN";
  if (error.name === "AbortError" || error.name === "TimeoutError") return "TIMEOUT";
  return "code" in error && /^[A-Z][A-Z0-9_]{1,38}$/.test(String(error.code)) ? String(error.code) : "NO_ANSWER";
}
