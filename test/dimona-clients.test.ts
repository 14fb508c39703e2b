// Programs of others that ask DimonaService v1, from nothing but its address.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { before, type TestContext, test } from "node:test";
import { customerNamed } from "../src/cli/network.ts";
import { servicePath } from "../src/dimona/names.ts";
import { systemClock } from "../src/kernel/clock.ts";
import { addDays, today } from "../src/kernel/day.ts";
import { canonicalize } from "../src/xml/canonicalize.ts";
import { childElement, childElements } from "../src/xml/query.ts";
import { python, type Ran, run, withoutXmllint, withoutZeep } from "./client-programs.ts";
import { contentOf, customerOf } from "./customer.ts";
import { dimonaCustomer } from "./dimona-customer.ts";
import { publishedSchema } from "./published-contract.ts";
import { type RunningServer, startServer } from "./server.ts";

let server: RunningServer;
/** People of the population who are known by one number. */
let workers: readonly string[];

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  server = await startServer(t as TestContext);
  workers = server.network.personas.filter(({ traits }) => traits.includes("still-active")).map(({ ssin }) => ssin);
});

const wsdl = () => `${server.url}${servicePath}?wsdl`;
const someday = (days: number): string => addDays(today(systemClock), days);
const caterer = "199903710";

function askWithZeep(name: string, more: readonly string[]): Promise<Ran> {
  const { key = "", cert = "", cbeNumber = "", legalContexts } = customerNamed(server.network, name);
  return run(python, [
    "examples/python-zeep/dimona.py",
    ...["--wsdl", wsdl(), "--cbe-number", cbeNumber, "--legal-context", legalContexts[0] ?? ""],
    ...["--key", join(server.home, "demo", key), "--cert", join(server.home, "demo", cert)],
    ...more,
  ]);
}

test("zeep, strict, finds all operations behind the address of the WSDL", { skip: withoutZeep }, async () => {
  const { code, stdout, stderr } = await run(python, ["-m", "zeep", wsdl()]);
  assert.equal(code, 0, stderr);
  const operations = stdout.split("Operations:")[1] ?? "";
  assert.deepEqual(
    operations.match(/^ +\w+(?=\(informationCustomer: )/gm)?.map((name) => name.trim()),
    ["consultDeclarations", "consultPeriods", "consultRelations", "declare"],
  );
});

test("zeep declares that somebody starts to work, and an institution reads the period with zeep, in their types", {
  skip: withoutZeep,
}, async () => {
  const [ssin = ""] = workers;
  const days = ["--begin", someday(1), "--end", someday(30)];
  const declared = await askWithZeep("caterer", ["--hire", "--ssin", ssin, "--nsso", caterer, ...days]);
  assert.equal(declared.code, 0, declared.stderr + declared.stdout);
  const { result } = JSON.parse(declared.stdout);
  assert.deepEqual(
    [result.repeated, result.handling.result, result.handling.after.startingDate],
    [false, "A", someday(1)],
  );
  const signed = ["--crossroads-cert", join(server.home, "demo", "crossroads.cert.pem")];
  for (const [name, asked] of [
    ["social-inspectorate", ["--ssin", ssin]],
    ["social-inspectorate", ["--nsso", caterer]],
    ["health-fund", ["--ssin", ssin, ...signed]],
  ] as const) {
    const { code, stdout, stderr } = await askWithZeep(name, [...asked, ...days]);
    assert.equal(code, 0, stderr + stdout);
    const { status, periods } = JSON.parse(stdout);
    assert.equal(status.code, "MSG00000");
    const own = periods.period.find(
      ({ dimonaPeriodId }: { dimonaPeriodId: string }) => dimonaPeriodId === result.handling.declarationId,
    );
    assert.equal(own?.ssin, ssin);
    assert.equal(own?.isCancelled, false);
    assert.equal(own?.endingDate, someday(30));
  }
});

test("zeep reads a refusal in the status, and a fault as its exception", { skip: withoutZeep }, async () => {
  const refused = await askWithZeep("caterer", ["--ssin", workers[1] ?? "", "--begin", "2024-01-01"]);
  assert.equal(refused.code, 0, refused.stderr);
  assert.equal(JSON.parse(refused.stdout).status.code, "MSG00016");
  const fault = await askWithZeep("social-inspectorate", ["--ssin", "123", "--begin", "2024-01-01"]);
  assert.equal(fault.code, 2, fault.stderr);
  assert.equal(JSON.parse(fault.stdout).detail[0].reasonCode, "MSG00004");
});

test("xmllint finds every kind of answer valid by the contract that is published at the address", {
  skip: withoutXmllint,
}, async (t) => {
  const schema = await publishedSchema(t, wsdl());
  const as = (name: string) =>
    dimonaCustomer({ network: server.network, addresses: { port: Number(new URL(server.url).port) } }, name);
  const [, , ssin = "", other = ""] = workers;
  const hire = (person: string, employer = caterer) => ({
    declaration: {
      dimonaIn: {
        employer: { nossRegistrationNbr: employer },
        naturalPerson: { ssin: person },
        startingDate: someday(1),
        dimonaFeatures: { jointCommissionNbr: "302", workerType: "OTH" },
      },
    },
  });
  const evening = { startingDate: someday(1), startingHour: "1800", endingDate: someday(1), endingHour: "2330" };
  const { sent, declare } = as("caterer");
  const { result } = await declare(hire(ssin));
  const dimonaPeriodId = result?.handling.declarationId ?? "";
  const unreadable = customerOf(server.network, "health-fund", { port: Number(new URL(server.url).port) });
  const content = '<d:declareRequest xmlns:d="http://kszbcss.fgov.be/intf/DimonaService/v1"></d:declareRequest>';
  const kinds = {
    ">A<": await sent.declare({
      declaration: { dailyRegistration: { attestationStatus: "0", dimonaPeriodId, ...evening } },
    }),
    ">90373-333<": await sent.declare(hire(ssin)),
    ">90256-155<": await as("payroll-provider").sent.declare(hire(other, "199900897")),
    ">I<": await as("social-inspectorate").sent.periods({ ssin }),
    "<relation>": await as("health-fund").sent.relations({ ssin }),
    "<hasNext>": await sent.declarations({ employer: { nossRegistrationNbr: caterer } }),
    ">MSG00027<": await as("payroll-provider").sent.declarations({ employer: { nossRegistrationNbr: "199900897" } }),
    ">MSG00100<": await as("social-inspectorate").sent.periods({ dimonaPeriodId: "600000000111" }),
    ">MSG00012<": await as("regional-employment").sent.periods({ ssin, period: { beginDate: someday(-9) } }),
    ">MSG00008<": await as("social-inspectorate").sent.relations({}),
    ">MSG00004<": await unreadable.send(unreadable.seal(content), { address: `${server.url}${servicePath}` }),
  };
  const files = await Promise.all(
    Object.entries(kinds).map(async ([kind, answer], index) => {
      assert.ok(answer.text.includes(kind), `${kind} in ${answer.text}`);
      const told = contentOf(answer);
      const detail = childElement(told, "", "detail");
      const [spoken = told] = detail === undefined ? [] : childElements(detail);
      const file = join(dirname(schema), `dimona-${index}.xml`);
      await writeFile(file, canonicalize(spoken));
      return file;
    }),
  );
  const { code, stderr } = await run("xmllint", ["--nonet", "--noout", "--schema", schema, ...files]);
  assert.equal(code, 0, stderr);
  assert.equal(stderr.match(/ validates$/gm)?.length, files.length);
});
