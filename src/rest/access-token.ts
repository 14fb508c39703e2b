// Access tokens: short-lived JWTs that the crossroads signs for a client and knows again (RFC 9068).
import type { KeyObject } from "node:crypto";
import { createPublicKey } from "node:crypto";
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
const issuer = "urn:kruispunt:oauth:v5";
const audience = "urn:kruispunt:rest";

/** Every process with the same signing key knows the tokens of the others: RSA signs RS256, P-256 signs ES256. */
export function createAccessTokens({ privateKey, clock }: { privateKey: KeyObject; clock: Clock }): AccessTokens {
  const alg = privateKey.asymmetricKeyType === "rsa" ? "RS256" : "ES256";
  const publicKey = createPublicKey(privateKey);
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
      try {
        const { payload } = await jwtVerify(token, publicKey, {
          algorithms: [alg],
          typ: "at+jwt",
          issuer,
          audience,
          currentDate: new Date(clock.now()),
          requiredClaims: ["exp", "iat", "jti", "sub", "client_id", "scope"],
        });
        const { client_id: clientId, scope, jti } = payload;
        if (typeof clientId !== "string" || typeof scope !== "string" || jti === undefined) return refused("invalid");
        return accepted({ clientId, scopes: scope.split(" "), ticket: jti });
      } catch (error) {
        if (error instanceof errors.JWTExpired) return refused("expired");
        if (error instanceof errors.JOSEError) return refused("invalid");
        throw error;
      }
    },
  };
}
