// A crossroads with nothing behind it: whoever sends is the customer of one annex, and what is recorded is kept here.

import assert from "node:assert/strict";
import type { Annex } from "../src/crossroads/annex.ts";
import type { AuditEntry, MessageMark } from "../src/crossroads/audit.ts";
import type { Authentication } from "../src/crossroads/authentication.ts";
import type { KnownPerson } from "../src/crossroads/known-persons.ts";
import type { Crossroads } from "../src/crossroads/reception.ts";
import { movableClock } from "../src/kernel/clock.ts";
import { accepted } from "../src/kernel/outcome.ts";

export interface LoneSituation {
  readonly annex: Annex;
  readonly mark: MessageMark;
  readonly record?: ((entry: AuditEntry, mark?: MessageMark) => Promise<"written" | "replayed">) | undefined;
  readonly find?: (() => Promise<KnownPerson | undefined>) | undefined;
  readonly authenticate?: Authentication["authenticate"] | undefined;
}

export function loneCrossroads({
  annex,
  mark,
  record = async () => "written",
  find = () => assert.fail("no person is asked about"),
  authenticate = () => accepted({ annex, proof: "signature f1", mark }),
}: LoneSituation) {
  const entries: (readonly [AuditEntry, MessageMark | undefined])[] = [];
  const log: string[] = [];
  const note = (details: object, message: string) => void log.push(`${JSON.stringify(details)} ${message}`);
  const crossroads: Crossroads = {
    clock: movableClock(Date.parse("2026-11-23T10:00:00Z")),
    authentication: {
      authenticate,
      authenticateChannel: () => assert.fail("an envelope has its own ways"),
    },
    persons: { find },
    quotas: { take: () => undefined },
    audit: {
      record: (entry, own) => {
        entries.push([entry, own]);
        return record(entry, own);
      },
      pending: () => 0,
      close: async () => {},
    },
    population: "synthetic",
    environment: "Simulation",
    sign: (content) => `SIGNED${content}`,
    log: { warn: note, error: note },
  };
  return { crossroads, entries, log };
}

/** A connection that proves nothing by itself. */
export const bareChannel = { encrypted: false, clientCertificate: undefined, authorization: undefined };
