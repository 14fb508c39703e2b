// Who speaks: a signed message, a certificate on the connection, or a user name and password over TLS.
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import type { Envelope } from "../soap/envelope.ts";
import type { TrustStore } from "../soap/security/trust.ts";
import type { Verifier } from "../soap/security/verify.ts";
import type { Annex } from "./annex.ts";
import type { Annexes } from "./annexes.ts";
import type { MessageMark } from "./audit.ts";
import type { BasicCheck } from "./basic.ts";

/** The connection that a message came in on. */
export interface Channel {
  readonly encrypted: boolean;
  /** DER of the certificate that the other side proved to hold, on a mutual TLS connection. */
  readonly clientCertificate: Uint8Array | undefined;
  /** The HTTP header Authorization. */
  readonly authorization: string | undefined;
}

export interface Authenticated {
  /** Absent where a proven party stands in no annex. */
  readonly annex: Annex | undefined;
  /** How it was proved, for the audit. */
  readonly proof: string;
  /** For signed messages: what makes a second copy recognisable. */
  readonly mark: MessageMark | undefined;
}

export interface AuthenticationFault {
  /** A fault code of WS-Security. */
  readonly code: string;
  readonly reason: string;
  readonly expected: string;
  readonly found: string;
}

export interface Authentication {
  authenticate(envelope: Envelope, channel: Channel): Verdict | Promise<Verdict>;
  /** The ways of the connection alone, for what comes without an envelope. */
  authenticateChannel(channel: Channel): Verdict | Promise<Verdict>;
}

type Verdict = Outcome<Authenticated, AuthenticationFault>;

/**
 * A message with a Security header stands or falls by its signature; only without one do the certificate of the
 * connection, and then Basic over TLS, speak for the customer.
 */
export function createAuthentication({ annexes, verifier, trust, basic }: Ways): Authentication {
  const authentication: Authentication = {
    authenticate: (envelope, channel) => {
      if (envelope.secured) {
        const verified = verifier.verify(envelope.root);
        if (!verified.ok) return verified;
        const { certificate, signatureDigest, expires, body } = verified.value;
        // What is decoded must be what was signed; both were found by path, and this holds them together.
        if (envelope.content.parent !== body) throw new Error("The verified Body is not the one that was read");
        return accepted({
          annex: annexes.byCertificateSubject(certificate.subject),
          proof: `signature ${certificate.fingerprint}`,
          mark: { digest: signatureDigest, expires },
        });
      }
      return authentication.authenticateChannel(channel);
    },
    authenticateChannel: (channel) => {
      if (channel.clientCertificate !== undefined) {
        const judged = trust.judge(channel.clientCertificate);
        if (!judged.ok) return refused({ code: "FailedAuthentication", ...judged.reason });
        return accepted({
          annex: annexes.byCertificateSubject(judged.value.subject),
          proof: `mutual-tls ${judged.value.fingerprint}`,
          mark: undefined,
        });
      }
      if (channel.authorization === undefined) return refused(noProof);
      if (!channel.encrypted) return refused(notEncrypted);
      return signedIn(annexes, basic, channel.authorization);
    },
  };
  return authentication;
}

interface Ways {
  readonly annexes: Annexes;
  readonly verifier: Verifier;
  readonly trust: TrustStore;
  readonly basic: BasicCheck;
}

const noProof: AuthenticationFault = {
  code: "SecurityTokenUnavailable",
  reason: "no-proof",
  expected: "a signed message, a client certificate, or a user name and password over TLS",
  found: "none of them",
};

const notEncrypted: AuthenticationFault = {
  code: "FailedAuthentication",
  reason: "basic-without-tls",
  expected: "a user name and password over TLS only",
  found: "an unencrypted connection: change the password, it was readable on the way",
};

async function signedIn(annexes: Annexes, basic: BasicCheck, authorization: string): Promise<Verdict> {
  const credentials = readBasic(authorization);
  const known = credentials !== undefined && (await basic.check(credentials.username, credentials.password));
  if (credentials === undefined || !known) {
    const found = credentials === undefined ? "another kind of Authorization header" : "an unknown pair";
    return refused({
      code: "FailedAuthentication",
      reason: "basic-wrong",
      expected: "a known user name with its password",
      found,
    });
  }
  const { username } = credentials;
  return accepted({ annex: annexes.byUsername(username), proof: `basic ${username}`, mark: undefined });
}

/** RFC 7617: the user name ends at the first colon. */
function readBasic(authorization: string): { readonly username: string; readonly password: string } | undefined {
  const [, encoded] = /^Basic ([A-Za-z0-9+/]{1,1000}={0,2})$/i.exec(authorization) ?? [];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  return colon < 0 ? undefined : { username: pair.slice(0, colon), password: pair.slice(colon + 1) };
}
