// The contracts as clients that others wrote read them, and examples of their messages that differ from the first service's.

import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import {
  type CheckUnauthenticatedUserAccessRequest,
  decodeCheckUnauthenticatedUserAccessRequest,
} from "../src/schema/generated/employer-mandate-consultation-v2.ts";
import {
  decodeHealthCheckRequest,
  decodeHealthCheckResponse,
  encodeHealthCheckResponse,
  type HealthCheckResponse,
} from "../src/schema/generated/monitoring-v1.ts";
import { encodeSystemError } from "../src/schema/generated/social-security-errors-v1.ts";
import { python, run, withoutXmllint, withoutZeep } from "./client-programs.ts";
import { rootOf } from "./schema-fixtures.ts";
import { ask, askHealth } from "./smals-operations.ts";

const root = resolve(import.meta.dirname, "..");

/** Service, port, and its operations with what they take. */
const services: Readonly<Record<string, RegExp>> = {
  "self-employed-v2/SelfEmployedV2.wsdl":
    /Service: SelfEmployedService\n +Port: SelfEmployedPull [\s\S]*consultCareer\(informationCustomer: [\s\S]*consultContributions\(/,
  "dimona-v1/DimonaServiceV1.wsdl":
    /Service: DimonaService\n +Port: DimonaPull [\s\S]*consultDeclarations\([\s\S]*consultPeriods\(informationCustomer: [\s\S]*consultRelations\([\s\S]*declare\(/,
  "test-connection-v1/TestConnectionServiceV1.wsdl":
    /Service: TestConnectionServiceService\n +Port: TestConnectionServiceService [\s\S]*sendTestMessage\(echo: xsd:string\) -> informationCBSS: \S+, echo: xsd:string, sslCertificate: xsd:string/,
  "employer-mandate-v2/EmployerMandateConsultationV2.wsdl":
    /Service: EmployerMandateConsultationService\n +Port: EmployerMandateConsultationSOAP11 [\s\S]*checkUnauthenticatedUserAccess\(User: [\s\S]*healthCheck\(type: \S*HealthCheckType\) -> Status: /,
};

test("zeep finds the operations of every contract", { skip: withoutZeep }, async () => {
  const files = globSync("*/*.wsdl", { cwd: resolve(root, "contracts") });
  for (const file of Object.keys(services)) assert.ok(files.includes(file), file);
  for (const file of files) {
    const { code, stdout, stderr } = await run(python, ["-m", "zeep", resolve(root, "contracts", file)]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, services[file] ?? /Operations:\n +\w+\(/);
  }
});

test("xmllint compiles every schema", { skip: withoutXmllint }, async () => {
  const files = globSync("contracts/*/*.xsd", { cwd: root });
  assert.ok(files.length >= 9);
  for (const file of files) {
    // Whatever the document, a schema that does not compile is told with exit code 5.
    const { code, stderr } = await run("xmllint", ["--nonet", "--noout", "--schema", file, file]);
    assert.notEqual(code, 5, stderr);
    assert.doesNotMatch(stderr, /Schemas parser error/);
  }
});

const own = "http://socialsecurity.be/employermandateconsultation/types/v2";

function entityIn(content: string): CheckUnauthenticatedUserAccessRequest["Entity"] | undefined {
  const request = ask.replace(/(<\w+:Entity)\b[^>]*>.*(<\/\w+:Entity>)/, `$1 xmlns:t="${own}">${content}$2`);
  const decoded = decodeCheckUnauthenticatedUserAccessRequest(rootOf(request));
  return decoded.ok ? decoded.value.Entity : undefined;
}

const number = (name: string, text: string) => `<t:${name}>${text}</t:${name}>`;

test("an entity is a person, an employer with or without its enterprise, or an enterprise; never two of them", () => {
  const company = number("CompanyID", "0206731645");
  const employer = number("NOSSRegistrationNbr", "100006");
  assert.deepEqual(entityIn(number("INSS", "85010100144")), { INSS: "85010100144" });
  assert.deepEqual(entityIn(employer), { NOSSRegistrationNbr: "100006" });
  assert.deepEqual(entityIn(employer + company), { NOSSRegistrationNbr: "100006", CompanyID: "0206731645" });
  assert.deepEqual(entityIn(number("ProvisionalNSSONbr", "5000000120") + company), {
    ProvisionalNSSONbr: "5000000120",
    CompanyID: "0206731645",
  });
  assert.deepEqual(entityIn(number("NOSSLPARegistrationNbr", "43220065")), { NOSSLPARegistrationNbr: "43220065" });
  assert.deepEqual(entityIn(company), { CompanyID: "0206731645" });
  for (const wrong of [
    "",
    number("INSS", "85010100144") + company,
    company + employer,
    company + company,
    employer + number("ProvisionalNSSONbr", "5000000120"),
  ]) {
    assert.equal(entityIn(wrong), undefined, wrong);
  }
});

test("a health check that does not say how deep is DEFAULT, and takes nothing inside", () => {
  assert.deepEqual(decodeHealthCheckRequest(rootOf(askHealth())), { ok: true, value: { type: "DEFAULT" } });
  assert.deepEqual(decodeHealthCheckRequest(rootOf(askHealth(' type="DEEP"'))), { ok: true, value: { type: "DEEP" } });
  assert.equal(decodeHealthCheckRequest(rootOf(askHealth(' type="deep"'))).ok, false);
  assert.equal(decodeHealthCheckRequest(rootOf(askHealth().replace("/>", "> </m:HealthCheckRequest>"))).ok, false);
});

test("extensions of a health check hold whatever the sender likes, elements and attributes, and come back as they were", () => {
  const extension = '<x:Queue xmlns:x="urn:x" x:depth="3"><x:Age>1</x:Age></x:Queue>';
  const xml = `<m:HealthCheckResponse xmlns:m="http://services.fgov.be/monitoring/v1" timestamp="2026-11-23T10:00:00Z"><m:Status><m:Level>OK</m:Level><m:Extensions xmlns:x="urn:x" x:kind="queues">${extension}</m:Extensions></m:Status><m:Component><m:Name>K</m:Name><m:Version>1.0.0</m:Version></m:Component><m:Location><m:Environment>LOCAL</m:Environment><m:Host>node</m:Host></m:Location><m:SanityCheck id="db"><m:Status><m:Level>OK</m:Level></m:Status><m:Resource name="db" type="DB"/><m:TimeInMillis>2</m:TimeInMillis></m:SanityCheck></m:HealthCheckResponse>`;
  const decoded = decodeHealthCheckResponse(rootOf(xml));
  assert.ok(decoded.ok);
  assert.equal(decoded.value.SanityCheck?.[0]?.failSafe, false, "the default of the schema");
  const encoded = encodeHealthCheckResponse(decoded.value);
  assert.ok(encoded.ok);
  assert.match(encoded.value, /<mv1:Extensions xmlns:x="urn:x" x:kind="queues"><x:Queue x:depth="3">/);
  const empty: HealthCheckResponse = { ...decoded.value, Status: { Level: "OK", Extensions: { any: [] } } };
  assert.equal(encodeHealthCheckResponse(empty).ok, false, "at least one element");
});

test("a text of an error says its language in the namespace of XML itself", () => {
  const error = { Origin: "Provider", Code: "SOA-02002", Message: [{ value: "Later.", lang: "en" }], Id: "t" };
  const written = encodeSystemError(error);
  assert.deepEqual(written, {
    ok: true,
    value:
      '<ssev1:SystemError xmlns:ssev1="http://socialsecurity.be/errors/v1" Id="t"><ssev1:Origin>Provider</ssev1:Origin><ssev1:Code>SOA-02002</ssev1:Code><ssev1:Message xml:lang="en">Later.</ssev1:Message></ssev1:SystemError>',
  });
  assert.equal(encodeSystemError({ ...error, Message: [{ value: "Later.", lang: "en_GB" }] }).ok, false);
});
