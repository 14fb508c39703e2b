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
import { reasonOf } from "./reason.ts";

/** Changes in one transaction; what is more comes in the next. */
const mostChanges = 100;

/**
 * Lays an IDFLUX for each change that is still to be told into the folder of each sender that is its employer or has a mandate of it.
 * A sender whose folder fails is owed its own, and holds up nobody else. What the message cannot carry stands in REST alone, and is
 * logged. Killed at any place and begun again it tells each at least once, under the same name.
 */
export async function tellChanges(
  client: Client,
  places: readonly SenderFolders[],
  parts: WorkingParts,
): Promise<void> {
  const { clock, signal } = parts;
  const at = clock.now();
  const senders = new Senders(places, parts);
  const { rowCount } = await client.query("select from dimona.change_to_tell limit 1");
  if (rowCount === 0) return;
  await prepareAudit(client, at);
  let last: string | undefined = "0";
  while (last !== undefined && !signal.aborted) last = await tellSome(client, last, senders, parts, at);
}

/** In one transaction. Gives the number of the last one where there may be more behind it. */
async function tellSome(
  client: Client,
  after: string,
  senders: Senders,
  parts: WorkingParts,
  at: number,
): Promise<string | undefined> {
  return await inTransaction(client, async () => {
    const { rows } = await client.query<ToTell>(changesToTell, [after, mostChanges]);
    for (const { number, told } of rows) {
      const change = await parts.reader.identityChange(number);
      const now = change === undefined ? nothingOwed : await tell(client, change, told, senders, parts, at);
      if (now.isOwed) await client.query(keepTold, [number, [...told, ...now.told]]);
      else await client.query(forgetChange, [number]);
    }
    return rows.length === mostChanges ? rows.at(-1)?.number : undefined;
  });
}

interface ToTell {
  readonly number: string;
  /** The senders that have it. */
  readonly told: readonly string[];
}

/** What nobody who exchanges files has fetched in a month is no news any more. */
export async function forgetChangesToTell({ query }: Pick<Reader, "query">, now: number): Promise<void> {
  await query(forgetChanges, [new Date(now - longestKept).toISOString()]);
}

interface Told {
  /** The senders that have it since now. */
  readonly told: readonly string[];
  /** Some sender is still owed it. */
  readonly isOwed: boolean;
}

const nothingOwed: Told = { told: [], isOwed: false };

async function tell(
  client: Client,
  change: IdentityChange,
  told: readonly string[],
  senders: Senders,
  { annexes, reader, clock, log }: WorkingParts,
  at: number,
): Promise<Told> {
  const employer = await reader.employerWith(change.employer);
  const written = employer === undefined ? refused([]) : writeIdflux(change, employer);
  if (!written.ok) {
    log(`change ${change.number} cannot be told in a file: ${written.reason[0]?.path ?? "its employer is not known"}`);
    return nothingOwed;
  }
  const toldNow: string[] = [];
  let isOwed = false;
  for (const annex of annexes.all) {
    const sender = annex.files?.sender;
    if (sender === undefined || told.includes(sender)) continue;
    if (!(await reader.maySee(identifierOf(annex), change.employer))) continue;
    const name = idfluxName(sender, change);
    if (!(await senders.lay(sender, written.value, name))) {
      isOwed = true;
      continue;
    }
    toldNow.push(sender);
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
  return { told: toldNow, isOwed };
}

/** Who can be told in this pass: whose folder failed once is left alone until the next one. */
class Senders {
  readonly #places: Map<string, SenderFolders>;
  readonly #log: (message: string) => void;

  constructor(places: readonly SenderFolders[], { log }: Pick<WorkingParts, "log">) {
    this.#places = new Map(places.map((folders) => [folders.sender, folders]));
    this.#log = log;
  }

  /** Whether it lies there now. */
  async lay(sender: string, text: string, name: string): Promise<boolean> {
    try {
      const folders = this.#places.get(sender);
      await folders?.publishText(text, name, "R");
      return folders !== undefined;
    } catch (error) {
      this.#places.delete(sender);
      this.#log(`changes of identity cannot be told to ${sender}, and wait: ${reasonOf(error)}`);
      return false;
    }
  }
}

const longestKept = 31 * 86_400_000;

const changesToTell = `
select change as number, told from dimona.change_to_tell where change > $1 order by change limit $2 for update skip locked`;

const keepTold = "update dimona.change_to_tell set told = $2 where change = $1";

const forgetChange = "delete from dimona.change_to_tell where change = $1";

const forgetChanges = `
delete from dimona.change_to_tell t using dimona.identity_change c
where  c.number = t.change and c.known_at < $1::timestamptz`;
