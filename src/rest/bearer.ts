// Who asks, by the access token of a request (RFC 6750).
import type { Annex } from "../crossroads/annex.ts";
import type { Annexes } from "../crossroads/annexes.ts";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import type { AccessTokens, Bearer } from "./access-token.ts";
import { type Unproven, unproven } from "./unproven.ts";

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
  if (authorization === undefined) return refused(unproven.noHeader);
  const [, text] = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization) ?? [];
  if (text === undefined) return refused(unproven.otherScheme);
  if (encryptedOnly && !encrypted) return refused(unproven.notEncrypted);
  const token = await tokens.verify(text);
  if (!token.ok) return refused(token.reason === "expired" ? unproven.expired : unproven.notOurs);
  const annex = annexes.byClientId(token.value.clientId);
  return annex === undefined ? refused(unproven.noAnnex) : accepted({ token: token.value, annex });
}
