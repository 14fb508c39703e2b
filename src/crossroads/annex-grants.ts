// What an annex grants of each service, in the shape that the service's kind of grant has.
import { z } from "zod";
import type { AccessGrant, AccessService, Grant, QuestionService, ServiceCatalogue } from "./annex.ts";
import { holderShape } from "./holder.ts";

export interface GrantFault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

export interface ReadGrants {
  readonly services: ReadonlyMap<string, readonly Grant[]>;
  readonly accessServices: ReadonlyMap<string, AccessGrant>;
  /** What does not have the shape of a grant. */
  readonly misshapen: readonly GrantFault[];
  /** What is well shaped and names something that is not there, or twice. */
  readonly unknown: readonly GrantFault[];
}

/** Reads the `services` of an annex; paths begin with that key. */
export function readGrants(services: Readonly<Record<string, unknown>>, catalogue: ServiceCatalogue): ReadGrants {
  const questions = new Map<string, readonly Grant[]>();
  const accesses = new Map<string, AccessGrant>();
  const misshapen: GrantFault[] = [];
  const unknown: GrantFault[] = [];
  for (const [service, value] of Object.entries(services)) {
    const at = ["services", service] as const;
    const known = catalogue.get(service);
    if (known === undefined) {
      unknown.push({ path: at, message: `unknown service; expected one of ${[...catalogue.keys()].join(", ")}` });
    } else if (known.grants === "access") {
      const grant = read(accessGrantShape, value, at, misshapen);
      if (grant === undefined) continue;
      accesses.set(service, grant);
      unknown.push(...unknownInAccess(grant, known, at));
    } else {
      const grants = read(grantsShape, value, at, misshapen);
      if (grants === undefined) continue;
      questions.set(service, grants);
      unknown.push(...unknownInQuestions(grants, known, at));
    }
  }
  return { services: questions, accessServices: accesses, misshapen, unknown };
}

/** An unknown key is what is wrong, not the block that it stands in. */
export function faultOf(issue: z.core.$ZodIssue): GrantFault {
  const key = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  return { path: [...issue.path, ...key], message: issue.message };
}

export function read<Value>(
  shape: z.ZodType<Value>,
  value: unknown,
  at: readonly PropertyKey[],
  misshapen: GrantFault[],
): Value | undefined {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const { path, message } = faultOf(issue);
    misshapen.push({ path: [...at, ...path], message });
  }
  return undefined;
}

export const legalContext = z
  .string()
  .max(64)
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9_:+\- ]*[a-zA-Z0-9_:+-]$/, {
    error: "expected a legal context such as PARTNER:PURPOSE",
  });

export const holder = z.string().regex(holderShape, {
  error: "expected cbe:0123456789, sector:17 or sector:17.1",
});

const grantsShape = z
  .array(
    z.strictObject({
      legalContext,
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
      disclose: z.array(z.string()).min(1).optional(),
    }),
  )
  .min(1);

const objectsExpected = "expected all, or codes by type: { APPLICATION: [DMFA], GROUP: [DMFA_DIMONA] }";

const codes = z.array(z.string()).min(1).optional();

const accessGrantShape = z.strictObject({
  legalContext,
  operations: z.array(z.string()).min(1),
  supportApplication: z.boolean(),
  objects: z.union(
    [
      z.literal("all"),
      z
        .strictObject({ SECTOR: codes, GROUP: codes, APPLICATION: codes })
        .refine((types) => Object.values(types).some((named) => named !== undefined), { error: objectsExpected }),
    ],
    { error: objectsExpected },
  ),
  entityKinds: z.array(z.enum(["employer", "enterprise", "natural-person"])).min(1),
  discloseBasis: z.boolean(),
  severalContexts: z.enum(["allow", "demand-one"]).default("allow"),
});

type Path = readonly [string, string];

function* unknownInQuestions(grants: readonly Grant[], service: QuestionService, at: Path): Generator<GrantFault> {
  const contexts = new Set<string>();
  for (const [index, grant] of grants.entries()) {
    if (contexts.has(grant.legalContext)) {
      yield { path: [...at, index, "legalContext"], message: "this legal context stands twice" };
    }
    contexts.add(grant.legalContext);
    yield* unknownOperations(grant.operations, service, [...at, index]);
    for (const [position, element] of grant.filter.entries()) {
      if (!service.filterable.includes(element)) {
        yield {
          path: [...at, index, "filter", position],
          message: `not an element that may be left out; ${oneOf(service.filterable)}`,
        };
      }
    }
    const disclosable = service.disclosable ?? [];
    for (const [position, thing] of (grant.disclose ?? []).entries()) {
      if (!disclosable.includes(thing)) {
        yield {
          path: [...at, index, "disclose", position],
          message: `nothing that the service keeps back; ${oneOf(disclosable)}`,
        };
      }
    }
  }
}

function* unknownInAccess(grant: AccessGrant, service: AccessService, at: Path): Generator<GrantFault> {
  yield* unknownOperations(grant.operations, service, at);
  if (grant.objects === "all") return;
  for (const type of ["SECTOR", "GROUP", "APPLICATION"] as const) {
    for (const [position, code] of (grant.objects[type] ?? []).entries()) {
      if (!service.isObject(type, code)) {
        yield { path: [...at, "objects", type, position], message: `no ${type.toLowerCase()} of the code tables` };
      }
    }
  }
}

function oneOf(names: readonly string[]): string {
  return names.length === 0 ? "expected none here" : `expected one of ${names.join(", ")}`;
}

function* unknownOperations(
  operations: readonly string[],
  service: QuestionService | AccessService,
  at: readonly PropertyKey[],
): Generator<GrantFault> {
  for (const [position, operation] of operations.entries()) {
    if (!service.operations.includes(operation)) {
      yield {
        path: [...at, "operations", position],
        message: `unknown operation; expected one of ${service.operations.join(", ")}`,
      };
    }
  }
}
