// Who asks, by the access token of a request (RFC 6750).
import type { Annex } from "../crossroads/annex.ts";
import type { Annexes } from "../crossroads/annexes.ts";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import type { AccessTokens, Bearer } from "./access-token.ts";

export interface Unproven {
  readonly kind: "noAccessToken" | "invalidAccessToken" | "expiredAccessToken";
  readonly expected: string;
  readonly found: string;
}

export interface BearerCheck {
  readonly annexes: Annexes;
  readonly tokens: AccessTokens;
  /** Whether tokens are taken over TLS alone, as RFC 6750 wants; a demonstration takes them on any connection. */
  readonly encryptedOnly: boolean;
}

/** The customer behind the header Authorization of a request. */
export async function bearerOf(
  { tokens, annexes, encryptedOnly }: BearerCheck,
  { authorization, encrypted }: { readonly authorization: string | undefined; readonly encrypted: boolean },
): Promise<Outcome<{ readonly token: Bearer; readonly annex: Annex }, Unproven>> {
  const no = (kind: Unproven["kind"], expected: string, found: string) => refused({ kind, expected, found });
  if (authorization === undefined) return no("noAccessToken", "an access token in the header Authorization", "none");
  const [, text] = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization) ?? [];
  if (text === undefined) return no("noAccessToken", "Authorization: Bearer and a token", "another kind");
  if (encryptedOnly && !encrypted) return no("invalidAccessToken", "a token over TLS only", "a plain connection");
  const token = await tokens.verify(text);
  if (!token.ok) {
    return token.reason === "expired"
      ? no("expiredAccessToken", "a token that is still valid", "an expired one")
      : no("invalidAccessToken", "a token of this installation", "another");
  }
  const annex = annexes.byClientId(token.value.clientId);
  if (annex === undefined) return no("invalidAccessToken", "the token of a client in an annex", "another");
  return accepted({ token: token.value, annex });
}
