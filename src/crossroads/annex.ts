// A customer's annex: the values by which it is accepted, what it may ask and what it gets to see.
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import type { Organization } from "./organization.ts";

export interface Annex {
  /** Short name of the customer, unique in an installation; also its name on the command line. */
  readonly customer: string;
  readonly name: string;
  readonly identification: Organization;
  readonly publicWelfareCentre: boolean;
  readonly authentication: {
    /** Subjects of the certificates that speak for this customer, as `C=BE, O=..., CN=...`. */
    readonly certificates: readonly string[];
    /** The user name for HTTP Basic over TLS; the password's hash is kept outside the annex. */
    readonly basic?: { readonly username: string } | undefined;
    /** The OAuth2 client that asks for access tokens with one of the certificates. */
    readonly oauth?: { readonly clientId: string } | undefined;
  };
  readonly answers: { readonly signed: boolean };
  readonly quota: { readonly perMinute: number; readonly perDay: number };
  /** Is told what exactly health checks found; others are told how bad it is. */
  readonly monitoring?: boolean | undefined;
  /** By service name and version, such as `SelfEmployedService/v2`. */
  readonly services: ReadonlyMap<string, readonly Grant[]>;
}

/** What a customer may do in one legal context. */
export interface Grant {
  readonly legalContext: string;
  readonly operations: readonly string[];
  readonly onlyPublicWelfareCentres: boolean;
  /** Follow a replaced SSIN to the one that took its place, or refuse it (MSG00006). */
  readonly replacedSsin: "follow" | "refuse";
  readonly period: {
    readonly required: boolean;
    /** How many years before today a question may reach; no limit when absent. */
    readonly lookBackYears?: number | undefined;
    /** Cut what is answered to the period asked about. */
    readonly clip: boolean;
  };
  readonly inscription?: InscriptionControl | undefined;
  /** Official names of the elements taken out of every answer. */
  readonly filter: readonly string[];
}

/** active: the person must be inscribed today; overlap: for at least one day of the data's period. */
export interface InscriptionControl {
  readonly variant: "active" | "overlap";
  readonly holder: string;
  /** Any quality when absent. */
  readonly qualityCodes?: readonly number[] | undefined;
}

/** What an annex can speak of: per service its operations and the elements that may be taken out (the optional ones). */
export type ServiceCatalogue = ReadonlyMap<
  string,
  { readonly operations: readonly string[]; readonly filterable: readonly string[] }
>;

export interface AnnexFault {
  readonly file: string;
  readonly line: number;
  /** Path of the key, such as `services.SelfEmployedService/v2.0.filter`. */
  readonly at: string;
  readonly message: string;
}

/** Reads one annex. Refuses unknown keys, unknown services, operations and elements; every fault names its line. */
export function parseAnnex(
  file: string,
  text: string,
  catalogue: ServiceCatalogue,
): Outcome<Annex, readonly AnnexFault[]> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  if (document.errors.length > 0) {
    return refused(
      document.errors.map((error) => ({
        file,
        line: lineAt(error.pos[0]),
        at: "",
        message: `not YAML: ${error.message}`,
      })),
    );
  }
  const lineOf = (path: readonly PropertyKey[]): number => lineAt(offsetOf(document.contents, path));
  const shaped = annexShape.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (!shaped.success) {
    return refused(
      shaped.error.issues.map((issue) => ({
        file,
        line: lineOf(pathOf(issue)),
        at: pathOf(issue).map(String).join("."),
        message: issue.message,
      })),
    );
  }
  const unknown = [...unknownNames(shaped.data, catalogue)];
  if (unknown.length > 0) {
    return refused(
      unknown.map(({ path, message }) => ({ file, line: lineOf(path), at: path.map(String).join("."), message })),
    );
  }
  const { services, ...rest } = shaped.data;
  return accepted({ ...rest, services: new Map(Object.entries(services)) });
}

const holder = z.string().regex(/^(cbe:\d{10}|sector:\d{1,3}(\.\d{1,3})?)$/, {
  error: "expected cbe:0123456789, sector:17 or sector:17.1",
});

const grantShape = z.strictObject({
  legalContext: z
    .string()
    .max(64)
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9_:+\- ]*[a-zA-Z0-9_:+-]$/, {
      error: "expected a legal context such as PARTNER:PURPOSE",
    }),
  operations: z.array(z.string()).min(1),
  onlyPublicWelfareCentres: z.boolean().default(false),
  replacedSsin: z.enum(["follow", "refuse"]),
  period: z
    .strictObject({
      required: z.boolean().default(false),
      lookBackYears: z.int().min(0).max(150).optional(),
      clip: z.boolean().default(false),
    })
    .default({ required: false, clip: false }),
  inscription: z
    .strictObject({
      variant: z.enum(["active", "overlap"]),
      holder,
      qualityCodes: z.array(z.int().min(0).max(999)).min(1).optional(),
    })
    .optional(),
  filter: z.array(z.string()).default([]),
});

const annexShape = z.strictObject({
  customer: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,63}$/, { error: "expected a short name in lower case, such as health-fund" }),
  name: z.string().min(1).max(200),
  publicWelfareCentre: z.boolean().default(false),
  identification: z.union(
    [
      z.strictObject({ cbeNumber: z.string().regex(/^\d{10}$/) }),
      z.strictObject({ sector: z.int().min(0).max(999), institution: z.int().min(0).max(999) }),
    ],
    { error: "expected either cbeNumber (ten digits in quotes) or sector and institution" },
  ),
  authentication: z
    .strictObject({
      certificates: z.array(z.string().min(3).max(1000)).default([]),
      basic: z.strictObject({ username: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/) }).optional(),
      oauth: z
        .strictObject({
          clientId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9:._-]{2,99}$/, {
            error: "expected a client id such as self-service:expeditor:123456",
          }),
        })
        .optional(),
    })
    .refine((ways) => ways.certificates.length > 0 || ways.basic !== undefined, {
      error: "expected at least one certificate or a basic user name: nobody could speak for this customer",
    })
    .refine((ways) => ways.oauth === undefined || ways.certificates.length > 0, {
      path: ["oauth"],
      error: "expected certificates beside it: a client proves itself with the key of one of them",
    }),
  answers: z.strictObject({ signed: z.boolean().default(false) }).default({ signed: false }),
  quota: z.strictObject({ perMinute: z.int().min(1), perDay: z.int().min(1) }),
  monitoring: z.boolean().optional(),
  services: z.record(z.string(), z.array(grantShape).min(1)),
});

function* unknownNames(
  annex: z.infer<typeof annexShape>,
  catalogue: ServiceCatalogue,
): Generator<{ path: readonly PropertyKey[]; message: string }> {
  for (const [service, grants] of Object.entries(annex.services)) {
    const known = catalogue.get(service);
    if (known === undefined) {
      yield {
        path: ["services", service],
        message: `unknown service; expected one of ${[...catalogue.keys()].join(", ")}`,
      };
      continue;
    }
    const contexts = new Set<string>();
    for (const [index, grant] of grants.entries()) {
      const at = ["services", service, index] as const;
      if (contexts.has(grant.legalContext)) {
        yield { path: [...at, "legalContext"], message: "this legal context stands twice" };
      }
      contexts.add(grant.legalContext);
      for (const [position, operation] of grant.operations.entries()) {
        if (!known.operations.includes(operation)) {
          yield {
            path: [...at, "operations", position],
            message: `unknown operation; expected one of ${known.operations.join(", ")}`,
          };
        }
      }
      for (const [position, element] of grant.filter.entries()) {
        if (!known.filterable.includes(element)) {
          yield {
            path: [...at, "filter", position],
            message: `not an element that may be left out; expected one of ${known.filterable.join(", ")}`,
          };
        }
      }
    }
  }
}

/** An unknown key is what is wrong, not the block that it stands in. */
function pathOf(issue: z.core.$ZodIssue): readonly PropertyKey[] {
  return issue.code === "unrecognized_keys" ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
}

/** Where the key at this path stands, or the deepest part of the path that is there. */
function offsetOf(node: unknown, path: readonly PropertyKey[], start = 0): number {
  const [key, ...rest] = path;
  if (key === undefined) return start;
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
    const at = isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
    return pair === undefined ? start : offsetOf(pair.value, rest, at ?? start);
  }
  if (isSeq(node)) {
    const item = node.items[Number(key)];
    return item === undefined ? start : offsetOf(item, rest, isNode(item) ? (item.range?.[0] ?? start) : start);
  }
  return start;
}
