// `kruispunt token`: an access token for a customer of the demo network, as its own program would ask for it.
import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SignJWT } from "jose";
import { z } from "zod";
import type { Settings } from "../http/settings.ts";
import { assertionType, tokenPath } from "../rest/token-endpoint.ts";
import { addressGiven } from "./address.ts";
import { customerNamed, type Network, type NetworkCustomer, readNetwork } from "./network.ts";
import { post } from "./post.ts";
import { Refusal } from "./refusal.ts";

interface TokenOptions {
  readonly as: string;
  readonly scope?: string;
  readonly url?: string;
  readonly json?: boolean;
}

/** Writes the token to standard output, alone unless `json` is asked for; throws a Refusal with what the endpoint said. */
export async function printToken(settings: Settings, options: TokenOptions): Promise<void> {
  const { text, token } = await askToken(settings, options);
  process.stdout.write(`${options.json === true ? text : token}\n`);
}

/** Where the crossroads is: the address that was named, without a slash at the end, or that of this installation. */
export function originOf(settings: Settings, url: string | undefined): string {
  return addressGiven(url ?? `http://127.0.0.1:${settings.port}`);
}

/** The token, and the whole answer that it came in. */
export async function askToken(
  settings: Settings,
  { as, scope, url }: Pick<TokenOptions, "as" | "scope" | "url">,
): Promise<{ readonly text: string; readonly token: string }> {
  const network = readNetwork(settings.home);
  const origin = originOf(settings, url);
  const audience = `${settings.publicUrl ?? origin}${tokenPath}`;
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_assertion_type: assertionType,
    client_assertion: await signAssertion(network, customerNamed(network, as), audience),
    ...(scope === undefined ? {} : { scope }),
  });
  const { text } = await post(new URL(`${origin}${tokenPath}`), form.toString(), {
    ca: readFileSync(join(network.directory, network.ca), "utf8"),
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  });
  const answer = answerShape.safeParse(parse(text));
  if (!answer.success) throw new Refusal("the answer is not that of a token endpoint");
  if ("error" in answer.data) throw new Refusal(`${answer.data.error}: ${answer.data.error_description ?? ""}`);
  return { text, token: answer.data.access_token };
}

const answerShape = z.union([
  z.object({ access_token: z.string() }),
  z.object({ error: z.string(), error_description: z.string().optional() }),
]);

const life = 60; // seconds: it is used at once

async function signAssertion(network: Network, customer: NetworkCustomer, audience: string): Promise<string> {
  const { key, cert, clientId, name } = customer;
  if (key === undefined || cert === undefined || clientId === undefined) {
    throw new Refusal(`${name} has no OAuth client: its annex names none, or no certificate`);
  }
  const file = (named: string) => readFileSync(join(network.directory, named), "utf8");
  const privateKey = createPrivateKey(file(key));
  const now = Math.floor(Date.now() / 1000);
  return await new SignJWT()
    .setProtectedHeader({
      alg: privateKey.asymmetricKeyType === "rsa" ? "RS256" : "ES256",
      x5c: [new X509Certificate(file(cert)).raw.toString("base64")],
    })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + life)
    .setJti(crypto.randomUUID())
    .sign(privateKey);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
