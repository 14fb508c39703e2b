// A customer's side of REST: an assertion signed with its key, a token for it, questions in JSON.
import assert from "node:assert/strict";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SignJWT } from "jose";
import { customerNamed } from "../src/cli/network.ts";
import type { Clock } from "../src/kernel/clock.ts";
import { type Answer, post } from "./customer.ts";
import type { Installation } from "./installation.ts";

export interface RestCustomer {
  readonly clientId: string;
  /** An assertion as it should be, but for what is given. */
  assertion(claims?: Claims, header?: Readonly<Record<string, unknown>>): Promise<string>;
  requestToken(form?: Readonly<Record<string, string>>): Promise<Answer>;
  /** A token with all scopes, or those given. */
  token(scope?: string): Promise<string>;
  /** Asks with a token of its own, unless the headers say otherwise. */
  ask(path: string, question: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
}

/** undefined takes a claim out. */
export type Claims = Readonly<Record<string, unknown>>;

export const restBase = "/REST/selfEmployed/v2";
const tokenPath = "/REST/oauth/v5/token";

/** Where somebody answers, and who may ask. */
interface Site extends Pick<Installation, "network"> {
  readonly clock: Clock;
  readonly worker: Pick<Installation["worker"], "port">;
}

/** Asks below the address of an API, that of SelfEmployedService unless told. */
export function restCustomerOf(site: Site, name: string, base = restBase): RestCustomer {
  const { network, worker, clock } = site;
  const { key = "", cert = "", clientId = "" } = customerNamed(network, name);
  const file = (named: string) => readFileSync(join(network.directory, named), "utf8");
  const privateKey = createPrivateKey(file(key));
  const certificate = new X509Certificate(file(cert)).raw.toString("base64");
  const origin = `http://127.0.0.1:${worker.port}`;
  let kept: { readonly text: string; readonly until: number } | undefined;

  const customer: RestCustomer = {
    clientId,
    assertion: (claims = {}, header = {}) => {
      const now = Math.floor(clock.now() / 1000);
      return new SignJWT({
        iss: clientId,
        sub: clientId,
        aud: `${origin}${tokenPath}`,
        iat: now,
        exp: now + 120,
        jti: crypto.randomUUID(),
        ...claims,
      })
        .setProtectedHeader({
          alg: privateKey.asymmetricKeyType === "rsa" ? "RS256" : "ES256",
          x5c: [certificate],
          ...header,
        })
        .sign(privateKey);
    },
    requestToken: async (form = {}) => {
      const whole = {
        grant_type: "client_credentials",
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        client_assertion: form.client_assertion ?? (await customer.assertion()),
        ...form,
      };
      const headers = { "Content-Type": "application/x-www-form-urlencoded" };
      return post(`${origin}${tokenPath}`, new URLSearchParams(whole).toString(), { headers });
    },
    token: async (scope) => {
      const answer = await customer.requestToken(scope === undefined ? {} : { scope });
      assert.equal(answer.status, 200, answer.text);
      return String(jsonOf(answer).access_token);
    },
    ask: async (path, question, headers = {}) => {
      if (headers.Authorization === undefined && (kept === undefined || kept.until < clock.now())) {
        kept = { text: await customer.token(), until: clock.now() + 300_000 };
      }
      const raw = typeof question === "string" || question instanceof Uint8Array;
      return post(`${origin}${base}${path}`, raw ? question : JSON.stringify(question), {
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${kept?.text}`, ...headers },
      });
    },
  };
  return customer;
}

/** Eleven digits that are not part of a ticket or a hash. */
export const personNumber = /(?<![\da-f-])\d{11}(?![\da-f])/;

/** The object in an answer. */
export function jsonOf({ text }: Pick<Answer, "text">): Record<string, unknown> {
  const value: unknown = JSON.parse(text);
  assert.ok(typeof value === "object" && value !== null && !Array.isArray(value), text);
  return { ...value };
}
