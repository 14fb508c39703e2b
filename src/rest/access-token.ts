// Access tokens: short-lived JWTs that the crossroads signs for a client and knows again (RFC 9068).
import type { KeyObject } from "node:crypto";
import { createPublicKey, hash } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import type { Clock } from "../kernel/clock.ts";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";

export interface AccessTokens {
  /** Seconds that a token lives. */
  readonly life: number;
  issue(bearer: Bearer): Promise<string>;
  /** Never throws on what a stranger sent. */
  verify(token: string): Promise<Outcome<Bearer, "invalid" | "expired">>;
}

export interface Bearer {
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** The ticket under which the token was given. */
  readonly ticket: string;
}

const life = 600;
const longestToken = 8_192;
const mostSeen = 10_000;
const issuer = "urn:kruispunt:oauth:v5";
const audience = "urn:kruispunt:rest";

/** Every process with the same signing key knows the tokens of the others: RSA signs RS256, P-256 signs ES256. */
export function createAccessTokens({ privateKey, clock }: { privateKey: KeyObject; clock: Clock }): AccessTokens {
  const alg = privateKey.asymmetricKeyType === "rsa" ? "RS256" : "ES256";
  const publicKey = createPublicKey(privateKey);
  // A client shows its token with every call, and looking at the signature costs more than many an answer. By digest: the token
  // itself is a secret.
  const seen = new Map<string, { readonly bearer: Bearer; readonly expires: number }>();
  return {
    life,
    issue: ({ clientId, scopes, ticket }) => {
      const now = Math.floor(clock.now() / 1000);
      return new SignJWT({ client_id: clientId, scope: scopes.join(" ") })
        .setProtectedHeader({ alg, typ: "at+jwt" })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(clientId)
        .setJti(ticket)
        .setIssuedAt(now)
        .setExpirationTime(now + life)
        .sign(privateKey);
    },
    verify: async (token) => {
      if (token.length > longestToken) return refused("invalid");
      const digest = hash("sha256", token);
      const known = seen.get(digest);
      if (known !== undefined) return clock.now() < known.expires ? accepted(known.bearer) : refused("expired");
      try {
        const { payload } = await jwtVerify(token, publicKey, {
          algorithms: [alg],
          typ: "at+jwt",
          issuer,
          audience,
          currentDate: new Date(clock.now()),
          requiredClaims: ["exp", "iat", "jti", "sub", "client_id", "scope"],
        });
        const { client_id: clientId, scope, jti, exp = 0 } = payload;
        if (typeof clientId !== "string" || typeof scope !== "string" || jti === undefined) return refused("invalid");
        const bearer = { clientId, scopes: scope.split(" "), ticket: jti };
        // Those that go are looked at again when they come back: to forget all is as safe as to forget the oldest.
        if (seen.size >= mostSeen) seen.clear();
        seen.set(digest, { bearer, expires: exp * 1000 });
        return accepted(bearer);
      } catch (error) {
        if (error instanceof errors.JWTExpired) return refused("expired");
        if (error instanceof errors.JOSEError) return refused("invalid");
        throw error;
      }
    },
  };
}
