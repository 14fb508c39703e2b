// Other numbers and names of workers, and of employers, told to those who exchange files: an IDFLUX each, as the RSZ sends them.
import { hash } from "node:crypto";
import type { Client } from "pg";
import { prepareAudit, recordWithin } from "../../crossroads/audit-change.ts";
import { statuses } from "../../crossroads/statuses.ts";
import type { Reader } from "../../database/reader.ts";
import { inTransaction } from "../../employers/write/change.ts";
import { refused } from "../../kernel/outcome.ts";
import { newTicket } from "../../kernel/ticket.ts";
import { writeIdflux } from "../message/idflux.ts";
import { serviceName } from "../names.ts";
import type { IdentityChange } from "../register/identity-changes.ts";
import { identifierOf } from "../rest/caller.ts";
import { idfluxName } from "./answer-name.ts";
import type { WorkingParts } from "./channel.ts";
import type { SenderFolders } from "./folders.ts";

/** Changes in one transaction; what is more comes in the next. */
const mostChanges = 100;

/**
 * Lays an IDFLUX for each change that nobody was told of yet into the folder of each sender that is its employer or has a mandate of it.
 * What the message cannot carry stands in REST alone, and is logged. Killed at any place and begun again it tells each at least once,
 * under the same name. Gives whether there may be more.
 */
export async function tellChanges(
  client: Client,
  places: readonly SenderFolders[],
  parts: WorkingParts,
): Promise<boolean> {
  const at = parts.clock.now();
  const { rowCount } = await client.query("select from dimona.change_to_tell limit 1");
  if (rowCount === 0) return false;
  await prepareAudit(client, at);
  return await inTransaction(client, async () => {
    const { rows } = await client.query<{ change: string }>(takeChanges, [mostChanges]);
    const numbers = rows.map(({ change }) => change).toSorted((a, b) => Number(a) - Number(b));
    for (const number of numbers) {
      const change = await parts.reader.identityChange(number);
      if (change !== undefined) await tell(client, change, places, parts, at);
    }
    return rows.length === mostChanges;
  });
}

/** What nobody who exchanges files has fetched in a month is no news any more. */
export async function forgetChangesToTell({ query }: Pick<Reader, "query">, now: number): Promise<void> {
  await query(forgetChanges, [new Date(now - longestKept).toISOString()]);
}

async function tell(
  client: Client,
  change: IdentityChange,
  places: readonly SenderFolders[],
  { annexes, reader, clock, log }: WorkingParts,
  at: number,
): Promise<void> {
  const employer = await reader.employerWith(change.employer);
  const written = employer === undefined ? refused([]) : writeIdflux(change, employer);
  if (!written.ok) {
    log(`change ${change.number} cannot be told in a file: ${written.reason[0]?.path ?? "its employer is not known"}`);
    return;
  }
  for (const annex of annexes.all) {
    const folders = places.find(({ sender }) => sender === annex.files?.sender);
    if (folders === undefined || !(await reader.maySee(identifierOf(annex), change.employer))) continue;
    const name = idfluxName(folders.sender, change);
    await folders.publishText(written.value, name, "R");
    const entry = {
      ticket: newTicket(clock),
      receivedAt: at,
      customer: annex.customer,
      proof: undefined,
      service: serviceName,
      operation: "tellIdentityChange",
      subject: change.valid.ssin,
      code: statuses.MSG00000.code,
      gates: [],
      filtered: [],
      file: name,
      requestDigest: "",
      answerDigest: hash("sha256", written.value),
      timings: {},
    };
    await recordWithin(client, entry);
  }
}

const longestKept = 31 * 86_400_000;

// In no order: the lowest are taken, and whoever else takes some takes others.
const takeChanges = `
delete from dimona.change_to_tell
where  change in (select change from dimona.change_to_tell order by change limit $1 for update skip locked)
returning change`;

const forgetChanges = `
delete from dimona.change_to_tell t using dimona.identity_change c
where  c.number = t.change and c.known_at < $1::timestamptz`;
