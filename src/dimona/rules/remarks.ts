// What is said of a declaration that stands: too late, beyond a quota, not a flexi-job. Article 17 alone refuses for its quota.
import type { Planned, PlannedIn } from "../circumstances.ts";
import { endDeadline, isLateStart, startDeadline } from "../deadlines.ts";
import { sharesTime, startOfWork, stretchOf } from "../employment.ts";
import { exceedingsOf } from "../exceedings.ts";
import type { QuotaCount } from "../quota.ts";
import { awaiting, type Rule, rule } from "../rule.ts";

/** Article 17 by the hour or for broadcasters: who is beyond its quota cannot be declared under it. */
export const quotaOfArticle17: readonly Rule<Planned>[] = [
  rule(
    "90017-369",
    "article 17 beyond the hours or days that the worker has left",
    "glossary",
    (it) => beyond(it, "worker", (kind) => kind.startsWith("A17")),
    "B",
  ),
];

export const remarks: readonly Rule<Planned>[] = [
  rule(
    "90373-460",
    "an IN after the work began: after its hour, or after its first day where no hour is declared",
    "instructions",
    (it) => it.block === "90373" && isLateStart(it.after.span, it.given.receivedAt),
  ),
  rule(
    "90378-460",
    "an update after its time: an earlier start after the work began, another end after the next working day",
    "instructions",
    isLateUpdate,
  ),
  rule("90017-369", "a student or an occasional horeca worker beyond the worker's quota", "glossary", (it) =>
    beyond(it, "worker", (kind) => !kind.startsWith("A17")),
  ),
  rule("90256-369", "occasional horeca work beyond the employer's quota", "glossary", (it) =>
    beyond(it, "employer", () => true),
  ),
];

/** Why a flexi-job does not count as one: the declaration stands, and the work is ordinary work. */
export const flexiRemarks: readonly Rule<PlannedIn>[] = [
  awaiting(
    "flexiAccess",
    rule(
      "90017-058",
      "a flexi-job of somebody who did not work enough three quarters before",
      "instructions",
      (it) => isFlexi(it) && it.given.flexiAccess === "insufficient-work",
    ),
  ),
  awaiting(
    "flexiAccess",
    rule(
      "90017-510",
      "a flexi-job of somebody to whom flexi-jobs are not open",
      "instructions",
      (it) => isFlexi(it) && it.given.flexiAccess === "closed",
    ),
  ),
  /** Known from vendors' code lists alone, which give neither its block nor its class. */
  rule("90017-535", "a flexi-job beside other work for the same employer at the same time", "ours", (it) => {
    if (!isFlexi(it)) return false;
    const stretch = stretchOf(it.after);
    const periods = it.others.filter(
      (other) => other.features.workerType !== "FLX" && sharesTime(stretch, stretchOf(other)),
    );
    return periods.length === 0 ? false : { periods };
  }),
];

function beyond(it: Planned, holder: QuotaCount["holder"], isMeant: (kind: string) => boolean) {
  const exceeding = exceedingsOf(it).flatMap(({ count, exceeding }) =>
    // A late student is outside the quota, which the lateness says.
    count.holder === holder && !count.outside && isMeant(count.kind) ? [exceeding] : [],
  );
  return exceeding.length === 0 ? false : { exceeding };
}

function isFlexi({ type }: Planned): boolean {
  return type.code === "FLX";
}

function isLateUpdate({ before, after, given: { receivedAt } }: Planned): boolean {
  if (before === undefined) return false;
  if (startOfWork(after.span) < startOfWork(before.span) && receivedAt > startDeadline(after.span)) return true;
  const [was, is] = [before.span.endDate, after.span.endDate];
  if (was === is || was === undefined) return false;
  const meant = is === undefined || is > was ? was : is;
  return receivedAt > endDeadline(meant);
}
