// `kruispunt forwarding ...`: what waits for institutions, what was refused, and what an operator has done about it.
import { withClient } from "../../database/client.ts";
import { serviceName } from "../../dimona/names.ts";
import { type Done, readDeadLetters, replay, resend } from "../../forwarding/desk.ts";
import { receiversIn } from "../../forwarding/receiver.ts";
import { readStandings, readUnrouted, type Standing } from "../../forwarding/standing.ts";
import type { Settings } from "../../http/settings.ts";
import { readAnnexes } from "../../http/worker.ts";
import { systemClock } from "../../kernel/clock.ts";
import { type ByOptions, inOffice } from "../administration/office.ts";
import { writeJson, writeLines } from "../administration/text.ts";
import { inColumns } from "../columns.ts";
import { visitDatabase } from "../database.ts";
import { Refusal } from "../refusal.ts";

interface JsonOption {
  readonly json?: boolean;
}

/** Gives the exit code: 1 where there are dead letters, or nobody answers. */
export async function showStatus(settings: Settings, { json }: JsonOption): Promise<0 | 1> {
  const { unrouted, standings } = await visitDatabase(settings, (connectionString) =>
    withClient(connectionString, async (client) => {
      const query = async <Row extends object>(sql: string, values: unknown[]) =>
        (await client.query<Row>(sql, values)).rows;
      return { unrouted: await readUnrouted(query, systemClock), standings: await readStandings(query, systemClock) };
    }),
  );
  const ways = waysOf(settings);
  const fresh = [...ways.keys()].filter((name) => !standings.some(({ customer }) => customer === name));
  const all = [...standings, ...fresh.map(unused)].map((one) => ({
    ...one,
    // Whoever stands in no annex any more is sent nothing.
    way: ways.get(one.customer) ?? "none",
  }));
  if (json === true) writeJson({ unrouted: unrouted.count, receivers: all });
  else {
    writeLines([
      ...inColumns([
        ["institution", "way", "last number", "waiting", "oldest", "retried", "dead", "state"],
        ...all.map((one) => [
          one.customer,
          one.way,
          one.lastNumber,
          String(one.waiting),
          one.age === undefined ? "" : durationText(one.age),
          String(one.trying),
          String(one.dead),
          one.failures === 0 ? "" : `no answer ${one.failures} times: ${one.reason ?? ""}`,
        ]),
      ]),
      ...(unrouted.count === 0 ? [] : [`${unrouted.count} mutations are not routed yet: is a server running?`]),
    ]);
  }
  return all.some(({ dead, failures }) => dead > 0 || failures > 0) ? 1 : 0;
}

export async function showDead(settings: Settings, { to, json }: JsonOption & { readonly to?: string }): Promise<void> {
  const letters = await visitDatabase(settings, (connectionString) =>
    withClient(connectionString, (client) => readDeadLetters(client, to)),
  );
  if (json === true) writeJson(letters);
  else if (letters.length === 0) writeLines(["There are no dead letters."]);
  else {
    writeLines(
      inColumns([
        ["id", "institution", "number", "period", "reason", "attempts", "since", "waiting"],
        ...letters.map((one) => [
          one.id,
          one.receiver,
          one.number,
          one.period,
          one.reason,
          String(one.attempts),
          one.since,
          String(one.waiting),
        ]),
      ]),
    );
  }
}

export async function replayDead(
  settings: Settings,
  id: string | undefined,
  { to, all, by }: ByOptions & { readonly to?: string; readonly all?: boolean },
): Promise<void> {
  if ([id, to, all].filter((one) => one !== undefined).length !== 1) {
    throw new Refusal("say which: an id, --to INSTITUTION, or --all");
  }
  if (id !== undefined && !/^\d{1,18}$/.test(id))
    throw new Refusal("an id is a number: see `kruispunt forwarding dead`");
  // Whoever stands in no annex any more may still have some.
  const known = to === undefined || waysOf(settings).has(to);
  const done = await asOperator(settings, { by }, (operator) => replay(operator, { id, receiver: to }));
  if (done.count === 0 && id !== undefined) {
    throw new Refusal(`there is no dead letter ${id}: see \`kruispunt forwarding dead\``);
  }
  if (done.count === 0 && !known) throw new Refusal(`there is no annex ${to} to which mutations are forwarded`);
  tell(done, "dead letters are tried again");
}

export async function resendRange(
  settings: Settings,
  { to, from, toNumber, by }: ByOptions & { readonly to: string; readonly from: number; readonly toNumber: number },
): Promise<void> {
  const way = waysOf(settings).get(to);
  if (way === undefined) throw new Refusal(`there is no annex ${to} to which mutations are forwarded`);
  if (way === "pull") throw new Refusal(`${to} fetches what there is: it gets numbers again when it asks for them`);
  if (toNumber < from) throw new Refusal("--to-number comes after --from");
  const done = await asOperator(settings, { by }, (operator) => resend(operator, to, from, toNumber));
  tell(done, "mutations are sent again");
}

async function asOperator(
  settings: Settings,
  { by }: { readonly by: string | undefined },
  work: (operator: Parameters<typeof replay>[0]) => Promise<Done>,
): Promise<Done> {
  return await inOffice(settings, by === undefined ? {} : { by }, work);
}

function tell({ count, ticket }: Done, what: string): void {
  process.stdout.write(`${count} ${what}\n`);
  if (ticket !== undefined) process.stderr.write(`ticket ${ticket}\n`);
}

/** How each receiver is reached. */
export function waysOf(settings: Settings): ReadonlyMap<string, string> {
  const annexes = readAnnexes(settings);
  if (!annexes.ok) throw new Refusal("the annexes are not in order: see `kruispunt annex check`");
  return new Map(
    receiversIn(annexes.value, serviceName).map(({ customer, forwarding }) => [customer, forwarding.carriage.kind]),
  );
}

function unused(customer: string): Standing {
  const none = { waiting: 0, age: undefined, trying: 0, dead: 0, failures: 0, reason: undefined };
  return { customer, lastNumber: "0", ...none };
}

function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
