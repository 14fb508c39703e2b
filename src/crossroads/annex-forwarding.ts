// What an annex says of the mutations that an institution is sent: which, about whom, what of them, and how.
import { z } from "zod";
import type { ServiceCatalogue } from "./annex.ts";
import { type GrantFault, holder, legalContext, read } from "./annex-grants.ts";

/** About which changes an institution is told. */
export interface Forwarding {
  readonly legalContext: string;
  /** I, O, U, C; all of them when absent. */
  readonly kinds?: readonly string[] | undefined;
  /** All of them when absent. */
  readonly workerTypes?: readonly string[] | undefined;
  /** The person must be inscribed for at least one day of the work, as it was or as it is. */
  readonly inscription: { readonly holder: string; readonly qualityCodes?: readonly number[] | undefined };
  /** Official names of the elements taken out of every mutation. */
  readonly filter: readonly string[];
  /** How often one that is refused is sent, before it waits for an operator. */
  readonly attempts: number;
  readonly carriage: Carriage;
}

export type Carriage =
  /** Sent to an address: a signed SOAP message, or JSON with a detached signature. */
  | { readonly kind: "soap" | "json"; readonly address: string }
  /** Written as files, each as soon as there are so many or the oldest has waited so many seconds. */
  | { readonly kind: "files"; readonly mutations: number; readonly seconds: number }
  /** Fetched by the institution itself. */
  | { readonly kind: "pull" };

export interface ReadForwarding {
  /** By service. */
  readonly forwarding: ReadonlyMap<string, Forwarding>;
  readonly misshapen: readonly GrantFault[];
  readonly unknown: readonly GrantFault[];
}

/** Reads the `forwarding` of an annex; paths begin with that key. */
export function readForwarding(
  sections: Readonly<Record<string, unknown>>,
  catalogue: ServiceCatalogue,
): ReadForwarding {
  const forwarding = new Map<string, Forwarding>();
  const misshapen: GrantFault[] = [];
  const unknown: GrantFault[] = [];
  for (const [service, value] of Object.entries(sections)) {
    const at = ["forwarding", service] as const;
    const mutations = mutationsOf(service, catalogue);
    if (mutations === undefined) {
      const known = [...catalogue.keys()].filter((name) => mutationsOf(name, catalogue) !== undefined);
      unknown.push({ path: at, message: `no service that forwards; expected one of ${known.join(", ")}` });
      continue;
    }
    const section = read(shape, value, at, misshapen);
    if (section === undefined) continue;
    forwarding.set(service, section);
    unknown.push(
      ...strangers(section.kinds, mutations.kinds, [...at, "kinds"]),
      ...strangers(section.workerTypes, mutations.workerTypes, [...at, "workerTypes"]),
      ...strangers(section.filter, mutations.removable, [...at, "filter"]),
    );
  }
  return { forwarding, misshapen, unknown };
}

function mutationsOf(service: string, catalogue: ServiceCatalogue) {
  const known = catalogue.get(service);
  return known === undefined || known.grants === "access" ? undefined : known.mutations;
}

function strangers(
  named: readonly string[] | undefined,
  known: readonly string[],
  at: readonly PropertyKey[],
): readonly GrantFault[] {
  return [...(named ?? []).entries()].flatMap(([position, name]) =>
    known.includes(name) ? [] : [{ path: [...at, position], message: `expected one of ${known.join(", ")}` }],
  );
}

/** Personal data may go unencrypted to this machine alone; an address holds no password. */
function isFitAddress(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== "" || url.password !== "" || url.hash !== "") return false;
  const isHere = ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  return url.protocol === "https:" || (url.protocol === "http:" && isHere);
}

const address = z
  .string()
  .max(500)
  .refine(isFitAddress, { error: "expected https://..., or http://127.0.0.1:PORT/... on this machine" });

const names = z.array(z.string()).min(1).optional();

const shape = z.strictObject({
  legalContext,
  kinds: names,
  workerTypes: names,
  inscription: z.strictObject({ holder, qualityCodes: z.array(z.int().min(0).max(999)).min(1).optional() }),
  filter: z.array(z.string()).default([]),
  attempts: z.int().min(1).max(50).default(10),
  carriage: z.discriminatedUnion(
    "kind",
    [
      z.strictObject({ kind: z.literal("soap"), address }),
      z.strictObject({ kind: z.literal("json"), address }),
      z.strictObject({
        kind: z.literal("files"),
        mutations: z.int().min(1).max(10_000).default(1000),
        seconds: z.int().min(1).max(86_400).default(3600),
      }),
      z.strictObject({ kind: z.literal("pull") }),
    ],
    { error: "expected a kind: soap, json, files or pull" },
  ),
});
