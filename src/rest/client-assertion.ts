// A client's proof of who it is: a JWT signed with the key of a certificate that stands in its annex (RFC 7521, 7523).
import { hash } from "node:crypto";
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from "jose";
import type { Annex } from "../crossroads/annex.ts";
import type { Annexes } from "../crossroads/annexes.ts";
import type { MessageMark } from "../crossroads/audit.ts";
import type { Clock } from "../kernel/clock.ts";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import type { TrustStore } from "../soap/security/trust.ts";

export interface ProvenClient {
  readonly annex: Annex;
  readonly clientId: string;
  /** SHA-256 of the certificate, hexadecimal. */
  readonly fingerprint: string;
  /** What makes a second use of this assertion recognisable. */
  readonly mark: MessageMark;
}

export interface AssertionFault {
  readonly reason: string;
  readonly expected: string;
  readonly found: string;
}

export interface AssertionCheck {
  readonly trust: TrustStore;
  readonly annexes: Annexes;
  readonly clock: Clock;
  /** Milliseconds by which a client's clock may differ. */
  readonly skew: number;
}

const longestAssertion = 16_384;
const longestChain = 5;
/** Seconds between `iat` and `exp`. */
const longestLife = 300;

/**
 * RS256 or ES256, with the certificate first in the header `x5c`; `iss` and `sub` are the client id, `aud` one of the
 * audiences and no other, `exp` at most five minutes after `iat`, `jti` one that was not used before with this `exp`
 * (which the caller holds by the mark). Nothing that a stranger wrote is in the fault but the shape of it.
 */
export async function verifyAssertion(
  { trust, annexes, clock, skew }: AssertionCheck,
  assertion: string,
  audiences: readonly string[],
): Promise<Outcome<ProvenClient, AssertionFault>> {
  const certificate = certificateIn(assertion);
  if (certificate === undefined) {
    return fault(
      "assertion-unreadable",
      "a signed JWT with the client's certificate first in its header x5c",
      "another",
    );
  }
  const judged = trust.judge(certificate);
  if (!judged.ok) return refused(judged.reason);
  const { publicKey, subject, fingerprint } = judged.value;
  const verified = await verify(assertion, {
    key: publicKey,
    algorithms: [publicKey.asymmetricKeyType === "rsa" ? "RS256" : "ES256"],
    audience: audiences,
    clockTolerance: skew / 1000,
    currentDate: new Date(clock.now()),
    requiredClaims: ["iss", "sub", "aud", "exp", "iat", "jti"],
  });
  if (!verified.ok) return verified;
  const { iss, sub, aud, exp = 0, iat = 0, jti = "" } = verified.value;
  if (Array.isArray(aud) && aud.length !== 1) return fault("assertion-audience", "one address as aud", `${aud.length}`);
  if (!(exp > iat && exp - iat <= longestLife)) {
    return fault("assertion-life", `exp at most ${longestLife} seconds after iat`, `${exp - iat} seconds`);
  }
  if (iat * 1000 > clock.now() + skew) return fault("assertion-from-future", "iat in the past", "a later moment");
  if (jti.length < 1 || jti.length > 255) return fault("assertion-jti", "1 to 255 characters", `${jti.length}`);

  const annex = annexes.byCertificateSubject(subject);
  const clientId = annex?.authentication.oauth?.clientId;
  if (annex === undefined || clientId === undefined) {
    return fault("client-unknown", "a certificate of an annex with an OAuth client", fingerprint);
  }
  if (iss !== clientId || sub !== clientId) {
    return fault("client-other", "the annex's client id as iss and sub", "another");
  }
  // Marks are kept by the time at which they expire, so exp belongs to what is recognised: nobody but the holder of the
  // key can say another one, and who signs the same claims anew says the same.
  const digest = hash("sha256", `client assertion\0${clientId}\0${exp}\0${jti}`);
  return accepted({ annex, clientId, fingerprint, mark: { digest, expires: exp * 1000 + skew } });
}

/** Base64 of the DER in the header, before anything is believed of it. */
function certificateIn(assertion: string): string | undefined {
  if (assertion.length > longestAssertion) return undefined;
  try {
    const { x5c } = decodeProtectedHeader(assertion);
    const [first] = Array.isArray(x5c) && x5c.length <= longestChain ? x5c : [];
    return typeof first === "string" ? first : undefined;
  } catch {
    // Whatever jose cannot read as a header holds no certificate.
    return undefined;
  }
}

type VerifyOptions = Omit<NonNullable<Parameters<typeof jwtVerify>[2]>, "audience"> & {
  readonly key: Parameters<typeof jwtVerify>[1];
  readonly audience: readonly string[];
};

async function verify(jwt: string, { key, ...options }: VerifyOptions): Promise<Outcome<JWTPayload, AssertionFault>> {
  try {
    return accepted((await jwtVerify(jwt, key, { ...options, audience: [...options.audience] })).payload);
  } catch (error) {
    if (error instanceof errors.JWTExpired) return fault("assertion-expired", "exp in the future", "an earlier moment");
    if (error instanceof errors.JWTClaimValidationFailed) return wrongClaim(error, options.audience);
    if (error instanceof errors.JOSEError) return fault("assertion-signature", "a signature that holds", error.code);
    throw error;
  }
}

/** What the claim should be; of what it is, no more than that it is missing. */
function wrongClaim({ claim, reason }: errors.JWTClaimValidationFailed, audiences: readonly string[]) {
  const found = reason === "missing" ? "none" : "another";
  switch (claim) {
    case "aud":
      return fault("assertion-audience", `${audiences.join(" or ")} as aud`, found);
    case "exp":
    case "iat":
      return fault("assertion-claim", `seconds since 1970 as ${claim}`, found);
    case "nbf":
      return fault("assertion-claim", "nbf in the past, in seconds since 1970", found);
    default:
      return fault("assertion-claim", `a claim ${claim}`, found);
  }
}

function fault(reason: string, expected: string, found: string): Outcome<never, AssertionFault> {
  return refused({ reason, expected, found });
}
