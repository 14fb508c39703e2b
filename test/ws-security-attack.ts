// One altered message: refused by the service for a named reason, whatever a bare check of its signature says.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { SecurityReason } from "../src/soap/security/security-fault.ts";
import type { Issued } from "./pki.ts";
import type { Service } from "./ws-security-scene.ts";
import { type Bare, type BareOptions, bareSignature, withoutXmlsec1 } from "./xmlsec1.ts";

export interface Attack extends Partial<Omit<BareOptions, "certificatePem">> {
  readonly message: string;
  readonly reason: SecurityReason;
  /** What xmlsec1 says of the signature alone, with the key below. */
  readonly bare: Bare;
  /** Whose key the signature should be by. */
  readonly signer: Pick<Issued, "certificatePem">;
  readonly service: Service;
}

export function testAttack(name: string, { message, reason, bare, signer, service, ...options }: Attack): void {
  test(`${name} is refused: ${reason}`, () => {
    const outcome = service.receive(message);
    assert.ok(!outcome.ok, "refused");
    assert.equal(outcome.reason.reason, reason, JSON.stringify(outcome.reason));
  });

  test(`${name}: xmlsec1 finds the bare signature ${bare}`, { skip: withoutXmlsec1 }, async () => {
    assert.equal(await bareSignature(message, { certificatePem: signer.certificatePem, ...options }), bare);
  });
}
