import assert from "node:assert/strict";
import { isAbsolute, resolve } from "node:path";
import { test } from "node:test";
import { certain } from "../kernel/outcome.ts";
import { defaultLimits } from "../xml/parse.ts";
import { readSettings } from "./settings.ts";

function refusals(environment: Readonly<Record<string, string>>): readonly string[] {
  const read = readSettings(environment);
  assert.ok(!read.ok, JSON.stringify(environment));
  return read.reason;
}

test("with nothing said, it is a demonstration for this machine alone", () => {
  const settings = certain(readSettings({}));
  assert.equal(settings.mode, "demo");
  assert.equal(settings.host, "127.0.0.1");
  assert.equal(settings.port, 8080);
  assert.equal(settings.tlsPort, 8443);
  assert.equal(settings.workers, 1);
  assert.equal(settings.databaseUrl, undefined);
  assert.equal(settings.tls, undefined);
  assert.equal(settings.revocationLists, undefined);
  assert.ok(isAbsolute(settings.home) && isAbsolute(settings.annexes));
});

test("what stands in the environment counts, seconds as milliseconds, folders from where one stands", () => {
  const settings = certain(
    readSettings({
      KRUISPUNT_HOME: "elsewhere",
      KRUISPUNT_PORT: "0",
      KRUISPUNT_TLS_PORT: "0",
      KRUISPUNT_WORKERS: "4",
      KRUISPUNT_CLOCK_SKEW: "1.5",
      KRUISPUNT_TIMESTAMP_LIFE: "600",
      KRUISPUNT_LARGEST_MESSAGE: "65536",
      KRUISPUNT_LOG: "silent",
      KRUISPUNT_REVOCATION_LISTS: "lists",
      DATABASE_URL: "postgres://u:p@h/d",
    }),
  );
  assert.equal(settings.home, resolve("elsewhere"));
  assert.equal(settings.revocationLists, resolve("lists"));
  assert.equal(settings.port, 0);
  assert.equal(settings.workers, 4);
  assert.equal(settings.clockSkew, 1500);
  assert.equal(settings.timestampLife, 600_000);
  assert.equal(settings.largestMessage, 65_536);
  assert.equal(settings.databaseUrl, "postgres://u:p@h/d");
});

test("an empty variable is as good as none, and one of another program is left alone", () => {
  assert.deepEqual(
    readSettings({ KRUISPUNT_PORT: "", PATH: "/bin", KRUISPUNT_WORKER_DATABASE: "x" }),
    readSettings({}),
  );
});

const wrong: Readonly<Record<string, readonly string[]>> = {
  KRUISPUNT_PORT: ["eighty", "-1", "65536", "80.5", "1e9"],
  KRUISPUNT_TLS_PORT: ["x"],
  KRUISPUNT_WORKERS: ["0", "257", "1.5", "many"],
  KRUISPUNT_MODE: ["Demo", "test"],
  KRUISPUNT_CLOCK_SKEW: ["-1", "3601", "Infinity"],
  KRUISPUNT_TIMESTAMP_LIFE: ["0", "86401"],
  KRUISPUNT_LARGEST_MESSAGE: ["1023", "10.5", String(defaultLimits.bytes + 1)],
  KRUISPUNT_LOG: ["loud"],
  DATABASE_URL: ["mysql://h/d", "h"],
};

for (const [name, values] of Object.entries(wrong)) {
  test(`${name} is refused where it is not what it means`, () => {
    for (const value of values) {
      const [line, ...others] = refusals({ [name]: value });
      assert.ok(line?.startsWith(`${name}: `), `${value}: ${line}`);
      assert.deepEqual(others, []);
    }
  });
}

test("what is wrong is told of every variable at once, without the value: it may be a password", () => {
  const lines = refusals({ KRUISPUNT_PORT: "x", KRUISPUNT_LOG: "y", DATABASE_URL: "hunter2" });
  assert.deepEqual(lines.map((line) => line.split(":")[0]).sort(), ["DATABASE_URL", "KRUISPUNT_LOG", "KRUISPUNT_PORT"]);
  assert.ok(!lines.join().includes("hunter2"));
});

test("a production installation names its keys and certificates, each of them", () => {
  const files = ["AUTHORITIES", "SERVER_KEY", "SERVER_CERTIFICATE", "SIGNING_KEY", "SIGNING_CERTIFICATE"].map(
    (name) => `KRUISPUNT_${name}`,
  );
  const lines = refusals({ KRUISPUNT_MODE: "production" });
  for (const name of files)
    assert.ok(
      lines.some((line) => line.startsWith(`${name}: `)),
      name,
    );
  const environment = Object.fromEntries(files.map((name) => [name, `/etc/${name}.pem`]));
  const read = readSettings({
    ...environment,
    KRUISPUNT_MODE: "production",
    KRUISPUNT_ANNEXES: "/etc/annexes",
    KRUISPUNT_HOST: "0.0.0.0",
    KRUISPUNT_PUBLIC_URL: "https://x.example",
  });
  assert.equal(certain(read).tls?.signingKey, "/etc/KRUISPUNT_SIGNING_KEY.pem");
  assert.equal(certain(read).plainHost, "127.0.0.1", "without TLS only this machine is answered");
});

test("a production installation does not fall back on the demo's annexes, nor read a far database in the clear", () => {
  const lines = refusals({ KRUISPUNT_MODE: "production", DATABASE_URL: "postgres://u:p@db.example/k" });
  assert.ok(lines.some((line) => line.startsWith("KRUISPUNT_ANNEXES: ")));
  assert.ok(lines.some((line) => line.startsWith("DATABASE_URL: ")));
  for (const address of ["postgres://u@db.example/k?sslmode=verify-full", "postgres://u@localhost/k"]) {
    const others = refusals({ KRUISPUNT_MODE: "production", DATABASE_URL: address });
    assert.ok(!others.some((line) => line.startsWith("DATABASE_URL")), address);
  }
});

test("callers of a production installation come over TLS, those of a demo as they like", () => {
  const url = { KRUISPUNT_PUBLIC_URL: "http://services.example.be" };
  assert.equal(certain(readSettings(url)).publicUrl, "http://services.example.be");
  const lines = refusals({ ...url, KRUISPUNT_MODE: "production" });
  assert.ok(lines.some((line) => /^KRUISPUNT_PUBLIC_URL: expected https:/.test(line)));
});

test("answers about health call an installation by its environment, and a machine by a name that is no address", () => {
  assert.deepEqual([certain(readSettings({})).environment, certain(readSettings({})).node], ["SIM", "kruispunt"]);
  const settings = certain(readSettings({ KRUISPUNT_ENVIRONMENT: "ACC", KRUISPUNT_NODE: "node-2" }));
  assert.deepEqual([settings.environment, settings.node], ["ACC", "node-2"]);
  assert.ok(!refusals({ KRUISPUNT_MODE: "production" }).some((line) => line.startsWith("KRUISPUNT_ENVIRONMENT")));
  for (const wrong of ["acc", "PROD", "somewhere"]) {
    assert.match(refusals({ KRUISPUNT_ENVIRONMENT: wrong }).join(), /^KRUISPUNT_ENVIRONMENT: /);
  }
  for (const wrong of ["db.example.be", "10.0.0.1", "https://x", "-x", "x".repeat(65)]) {
    assert.match(refusals({ KRUISPUNT_NODE: wrong }).join(), /^KRUISPUNT_NODE: /);
  }
});
