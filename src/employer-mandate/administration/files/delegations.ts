// The file of delegations: a line for each.
import { readFileSync } from "node:fs";
import { namesNobody } from "../../../administration/entities.ts";
import type { Line } from "../../../administration/files/line.ts";
import { faultless, type Table, type Verdict, verdictOn, wrong } from "../../../administration/files/table.ts";
import type { Broken } from "../../../administration/rules.ts";
import { findEntities } from "../../../employers/find.ts";
import type { Identifier } from "../../../employers/identifier.ts";
import type { NewMandate } from "../../register/mandates.ts";
import { type PutDelegation, putDelegations } from "../../register/put.ts";
import { brokenByDelegation } from "../delegations.ts";
import { delegationReference } from "../mandates.ts";
import { delegationKey, registeredDelegations, registeredMandates, registeredUsers } from "../registered.ts";
import { columns, mandateStatuses } from "./columns.ts";

interface Asked extends Omit<PutDelegation, "to"> {
  readonly to: { readonly number: Identifier; readonly quality: string } | { readonly technicalId: string };
}

export const delegationsTable: Table<Asked, PutDelegation> = {
  columns: columns.delegations,
  keyColumns: 2,
  gather: (lines) => {
    const [first, ...others] = lines;
    for (const line of others) line.fault("number", "expected one line for a delegation");
    const asked = first === undefined ? undefined : askedOf(first);
    return faultless(lines, () => {
      if (asked === undefined) throw new Error("A line that could not be read has a fault");
      return asked;
    });
  },
  judge: async (desk, asked) => {
    const references = [...new Set(asked.map(({ reference }) => reference))];
    const numbers = asked.flatMap(({ to }) => ("number" in to ? [to.number] : []));
    const technicalIds = asked.flatMap(({ to }) => ("technicalId" in to ? [to.technicalId] : []));
    const mandates = await registeredMandates(desk, references);
    const known = await registeredDelegations(desk, references);
    const users = await registeredUsers(desk, [...new Set(technicalIds)]);
    const entities = await findEntities(desk.client, [...new Set(numbers)], { day: desk.today, at: desk.at });
    return asked.map(({ to, ...delegation }): Verdict<PutDelegation> => {
      const mandate = mandates.get(delegation.reference);
      const waits = brokenByMandateOf(mandate, delegation);
      if (mandate === undefined || waits !== undefined) return wrong(waits ?? { rule: "mandate-known" });
      if ("technicalId" in to && !users.has(to.technicalId)) return wrong({ rule: "user-known" });
      const entity = "number" in to ? entities.get(to.number) : undefined;
      if ("number" in to && entity === undefined) return wrong(namesNobody(to.number));
      const receiver = "number" in to && entity !== undefined ? { entity: entity.entity, quality: to.quality } : to;
      if ("number" in receiver) throw new Error("An entity that was named was found");
      const put = { ...delegation, to: receiver };
      const broken = brokenByDelegation(put, mandate, desk.codes, desk.today);
      if (broken !== undefined) return wrong(broken);
      return verdictOn(put, known.get(delegationKey(put)), desk, content);
    });
  },
  put: (desk, delegations) => putDelegations(desk, delegations),
  referenceOf: ({ reference, number }) => delegationReference(reference, number),
  grow: ["employer_mandate.delegation"],
  exports: [readFileSync(new URL("export-delegations.sql", import.meta.url), "utf8")],
};

function askedOf(line: Line): Asked | undefined {
  const number = line.count("number");
  const begin = line.quarter("begin");
  const end = line.isEmpty("end") ? undefined : line.quarter("end");
  const status = line.oneOf("status", mandateStatuses);
  const to = receiverIn(line);
  const groups = line.words("groups");
  if (!(number && begin && status && to)) return undefined;
  return {
    reference: line.text("reference"),
    number,
    to,
    ...(groups.length === 0 ? {} : { groups }),
    begin,
    ...(end === undefined ? {} : { end }),
    status,
  };
}

function receiverIn(line: Line): Asked["to"] | undefined {
  const toUser = !line.isEmpty("to_user");
  if (toUser === !line.isEmpty("to_entity") || toUser === !line.isEmpty("to_quality")) {
    return line.fault("to_entity", { rule: "delegation-to-one" });
  }
  if (toUser) return { technicalId: line.text("to_user") };
  const number = line.number("to_entity");
  return number === undefined ? undefined : { number, quality: line.text("to_quality") };
}

/** A delegation may outlive its mandate in a register, but does not begin before it was active. */
function brokenByMandateOf(mandate: NewMandate | undefined, { status, end }: Omit<Asked, "to">): Broken | undefined {
  if (mandate === undefined) return { rule: "mandate-known" };
  if (mandate.status !== "ACTIVE" && mandate.status !== "CLOSED") {
    return { rule: "delegation-of-an-active-mandate", found: `it is ${mandate.status}` };
  }
  return status === "CLOSED" && end === undefined ? { rule: "closed-has-an-end" } : undefined;
}

function content({ to, groups, begin, end, status }: PutDelegation): unknown {
  return ["entity" in to ? [to.entity, to.quality] : to.technicalId, groups, begin, end, status];
}
