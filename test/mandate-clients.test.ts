// Programs of others that ask EmployerMandateConsultationService v2, from nothing but its address.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { before, type TestContext, test } from "node:test";
import { customerNamed } from "../src/cli/network.ts";
import { servicePath } from "../src/employer-mandate/names.ts";
import { certain } from "../src/kernel/outcome.ts";
import { encodeCheckUnauthenticatedUserAccessRequest } from "../src/schema/generated/employer-mandate-consultation-v2.ts";
import { canonicalize } from "../src/xml/canonicalize.ts";
import { childElement, childElements } from "../src/xml/query.ts";
import { python, type Ran, run, withoutXmllint, withoutZeep } from "./client-programs.ts";
import { contentOf, customerOf } from "./customer.ts";
import { testDatabase } from "./database.ts";
import { type Ask, requestOf } from "./mandate-customer.ts";
import { fillWorld, users } from "./mandate-world.ts";
import { publishedSchema } from "./published-contract.ts";
import { type RunningServer, startServer } from "./server.ts";

let server: RunningServer;

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  const { connectionString } = await testDatabase(t as TestContext);
  await fillWorld(connectionString);
  server = await startServer(t as TestContext, { DATABASE_URL: connectionString });
});

const wsdl = () => `${server.url}${servicePath}?wsdl`;

function askWithZeep(customer: string, more: readonly string[]): Promise<Ran> {
  const { key = "", cert = "" } = customerNamed(server.network, customer);
  return run(python, [
    "examples/python-zeep/check_access.py",
    ...["--wsdl", wsdl()],
    ...["--key", join(server.home, "demo", key), "--cert", join(server.home, "demo", cert)],
    ...more,
  ]);
}

const bakery = ["--nsso", "499999982", "--application", "DMFA"];

test("zeep, strict, finds both operations behind the address of the WSDL", { skip: withoutZeep }, async () => {
  const { code, stdout, stderr } = await run(python, ["-m", "zeep", wsdl()]);
  assert.equal(code, 0, stderr);
  const operations = stdout.split("Operations:")[1] ?? "";
  assert.match(operations, /checkUnauthenticatedUserAccess\(.*\) -> Access: xsd:boolean/);
  assert.match(operations, /healthCheck\(/);
});

test("zeep signs a question and reads the answer in its types: access, with its basis", {
  skip: withoutZeep,
}, async () => {
  const more = ["--company", "1000000021", "--quarter", "20213", "--reference", "case 42"];
  const { code, stdout, stderr } = await askWithZeep("contact-centre", [
    ...["--technical-id", users.clerk, ...bakery],
    ...more,
  ]);
  assert.equal(code, 0, stderr);
  const answer = JSON.parse(stdout);
  assert.equal(answer.Access, true);
  assert.equal(answer.Reference, "case 42");
  assert.equal(answer.Entity.NOSSRegistrationNbr, "499999982");
  assert.equal(answer.Entity.CompanyID, "1000000021");
  const [result] = answer.AccessResult;
  assert.equal(result.Decision.Code, "EMC00002");
  assert.equal(result.Basis.MandateReference, "M-2020-001");
  assert.equal(result.Basis.Validity.BeginQuarter, "20201");
});

test("zeep names an entity by each kind of number, and reads a no", { skip: withoutZeep }, async () => {
  for (const [number, expected] of [
    [["--provisional", "5999999989"], "EMC00106"],
    [["--ppl", "55290097"], "EMC00106"],
    [["--company", "1000000219"], "EMC00105"],
    [["--inss", "90051996036"], "EMC00105"],
  ] as const) {
    const asks = ["--technical-id", users.clerk, "--application", "DMFA", ...number];
    const { code, stdout, stderr } = await askWithZeep("contact-centre", asks);
    assert.equal(code, 1, stderr + stdout);
    const answer = JSON.parse(stdout);
    assert.equal(answer.Access, false);
    assert.equal(answer.AccessResult[0].Decision.Code, expected);
  }
});

test("zeep verifies the signature of an answer for who wants signed ones", { skip: withoutZeep }, async () => {
  const signed = ["--crossroads-cert", join(server.home, "demo", "crossroads.cert.pem")];
  const { code, stdout, stderr } = await askWithZeep("notification-centre", [
    ...["--technical-id", users.blocked, ...bakery],
    ...signed,
  ]);
  assert.equal(code, 1, stderr + stdout);
  assert.equal(JSON.parse(stdout).AccessResult[0].Decision.Code, "EMC00100");
});

test("zeep gives a fault as its exception, whose detail is an error in four languages", {
  skip: withoutZeep,
}, async () => {
  for (const [customer, asks, code, origin] of [
    ["contact-centre", ["--nsso", "499999982", "--application", "DMFB"], "EMC10003", "Consumer"],
    ["contact-centre", ["--nsso", "499999983", "--application", "DMFA"], "SOA-03007", "Consumer"],
    ["health-fund", bakery, "SOA-01002", "Consumer"],
  ] as const) {
    const ran = await askWithZeep(customer, ["--technical-id", users.clerk, ...asks]);
    assert.equal(ran.code, 2, ran.stderr + ran.stdout);
    const error = JSON.parse(ran.stdout);
    assert.deepEqual([error.Code, error.Origin, error.Message.length], [code, origin, 4]);
  }
});

test("xmllint finds every kind of answer and error valid by the contract that is published at the address", {
  skip: withoutXmllint,
}, async (t) => {
  const schema = await publishedSchema(t, wsdl());
  const ask = (customer: string, asks: Ask) => {
    const { seal, send } = customerOf(server.network, customer, { port: Number(new URL(server.url).port) });
    const content = certain(encodeCheckUnauthenticatedUserAccessRequest(requestOf(asks)));
    return send(seal(content), { address: `${server.url}${servicePath}` });
  };
  const unknown = { AccessCriteria: { ObjectCriteria: [{ Object: "DMFB", ObjectType: "APPLICATION" as const }] } };
  const kinds = {
    EMC00001: ask("contact-centre", { User: { TechnicalID: users.baker }, IncludeBasis: true }),
    EMC00003: ask("contact-centre", { User: { TechnicalID: users.agent }, IncludeBasis: true, Reference: "x" }),
    EMC00100: ask("notification-centre", { User: { TechnicalID: users.blocked } }),
    EMC10003: ask("contact-centre", unknown),
    "SOA-01002": ask("health-fund", {}),
  };
  const files = await Promise.all(
    Object.entries(kinds).map(async ([kind, answer], index) => {
      const content = contentOf(await answer);
      const detail = childElement(content, "", "detail");
      const [spoken = content] = detail === undefined ? [] : childElements(detail);
      const written = canonicalize(spoken);
      assert.match(written, new RegExp(`Code>${kind}</`), kind);
      const file = join(dirname(schema), `access-${index}.xml`);
      await writeFile(file, written);
      return file;
    }),
  );
  const { code, stderr } = await run("xmllint", ["--nonet", "--noout", "--schema", schema, ...files]);
  assert.equal(code, 0, stderr);
  assert.equal(stderr.match(/ validates$/gm)?.length, files.length);
});
