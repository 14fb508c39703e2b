import assert from "node:assert/strict";
import { test } from "node:test";
import { certain } from "../kernel/outcome.ts";
import { readSettings } from "./settings.ts";

const production = {
  KRUISPUNT_MODE: "production",
  KRUISPUNT_ANNEXES: "/nowhere",
  KRUISPUNT_AUTHORITIES: "a.pem",
  KRUISPUNT_SERVER_KEY: "b.pem",
  KRUISPUNT_SERVER_CERTIFICATE: "c.pem",
  KRUISPUNT_SIGNING_KEY: "d.pem",
  KRUISPUNT_SIGNING_CERTIFICATE: "e.pem",
};

const addresses = (text: string, others: Readonly<Record<string, string>> = {}) =>
  readSettings({ KRUISPUNT_FUNDS: text, ...others });

test("without a word about them all funds run here, and have a second to answer", () => {
  assert.deepEqual(certain(readSettings({})).funds, { addresses: [], timeout: 1000, token: undefined });
});

test("single funds are at other addresses", () => {
  assert.deepEqual(
    certain(addresses("003=http://127.0.0.1:9003, 010=https://fund.example/interface")).funds.addresses,
    [
      { code: "003", address: "http://127.0.0.1:9003" },
      { code: "010", address: "https://fund.example/interface" },
    ],
  );
});

test("what is no code or no address, or names a fund twice, is refused", () => {
  for (const wrong of [
    "003",
    "3=http://127.0.0.1",
    "003=127.0.0.1:9003",
    "003=ftp://127.0.0.1",
    "003=http://127.0.0.1/?ssin=",
    "003=http://127.0.0.1,",
    "003=http://127.0.0.1,003=http://127.0.0.2",
  ]) {
    const read = addresses(wrong);
    assert.ok(!read.ok, wrong);
    assert.match(read.reason.join(), /^KRUISPUNT_FUNDS: expected/);
  }
});

test("in production numbers of people go in the clear to this machine alone", () => {
  assert.ok(!addresses("003=http://fund.example", production).ok);
  assert.ok(addresses("003=http://fund.example").ok, "a demo has no people");
  assert.ok(addresses("003=http://127.0.0.1:9003,010=https://fund.example", production).ok);
});

test("a token that could be guessed, or that no header can carry, is refused", () => {
  for (const wrong of ["short", "with a space in the middle", "a-line-feed-at-the-end\n"]) {
    const read = readSettings({ KRUISPUNT_FUND_TOKEN: wrong });
    assert.ok(!read.ok);
    assert.ok(!read.reason.join().includes(wrong), "and is not repeated");
  }
});
