// A customer's annex: the values by which it is accepted, what it may ask and what it gets to see.
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { parseEnterpriseNumber } from "../kernel/enterprise-number.ts";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import { parseSubject, relativeNames } from "../soap/security/subject.ts";
import { type Forwarding, readForwarding } from "./annex-forwarding.ts";
import { faultOf, readGrants } from "./annex-grants.ts";
import type { Organization } from "./organization.ts";

export interface Annex {
  /** Short name of the customer, unique in an installation; also its name on the command line. */
  readonly customer: string;
  readonly name: string;
  readonly identification: Organization;
  readonly publicWelfareCentre: boolean;
  readonly authentication: {
    /** Subjects of the certificates that speak for this customer, as `C=BE, O=..., CN=...` however the file writes them. */
    readonly certificates: readonly string[];
    /** The user name for HTTP Basic over TLS; the password's hash is kept outside the annex. */
    readonly basic?: { readonly username: string } | undefined;
    /** The OAuth2 client that asks for access tokens with one of the certificates. */
    readonly oauth?: { readonly clientId: string } | undefined;
  };
  readonly answers: { readonly signed: boolean };
  readonly quota: { readonly perMinute: number; readonly perDay: number };
  /** Drops files, by the number of six digits under which the RSZ knows senders; texts in its answers are in this language. */
  readonly files?: { readonly sender: string; readonly language: "nl" | "fr" | "de" | "en" } | undefined;
  /** Is told what exactly health checks found; others are told how bad it is. */
  readonly monitoring?: boolean | undefined;
  /** By service name and version, such as `SelfEmployedService/v2`. */
  readonly services: ReadonlyMap<string, readonly Grant[]>;
  /** The same, of services that decide on access: their questions name no legal context, so there is one grant. */
  readonly accessServices: ReadonlyMap<string, AccessGrant>;
  /** What it is told without asking, by service. */
  readonly forwarding?: ReadonlyMap<string, Forwarding> | undefined;
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
  /** What the service shows only to customers whose annex names it. */
  readonly disclose?: readonly string[] | undefined;
}

/** active: the person must be inscribed today; overlap: for at least one day of the data's period. */
export interface InscriptionControl {
  readonly variant: "active" | "overlap";
  readonly holder: string;
  /** Any quality when absent. */
  readonly qualityCodes?: readonly number[] | undefined;
}

/** What a customer may ask of a service that decides on the access of users (S298). */
export interface AccessGrant {
  /** For the audit: it stands for every question. */
  readonly legalContext: string;
  readonly operations: readonly string[];
  /** Only an application that supports others may ask about a user who is not there. */
  readonly supportApplication: boolean;
  /** What may be asked about, codes by type. */
  readonly objects: "all" | { readonly [Type in AccessObjectType]?: readonly string[] | undefined };
  /** How entities may be named, that of the context too: employer's number, enterprise number, or number of a person. */
  readonly entityKinds: readonly ("employer" | "enterprise" | "natural-person")[];
  /** Tell why there is no access, and by what there is. */
  readonly discloseBasis: boolean;
  /** Of a user with several contexts who names none: any of them may give access, or one must be named (EMC10001). */
  readonly severalContexts: "allow" | "demand-one";
}

export type AccessObjectType = "SECTOR" | "GROUP" | "APPLICATION";

/** What an annex can speak of, by service: its operations, and what else its kind of grant may name. */
export type ServiceCatalogue = ReadonlyMap<string, QuestionService | AccessService>;

/** Grants by legal context; the elements that may be taken out are the optional ones. */
export interface QuestionService {
  readonly grants?: "questions";
  readonly operations: readonly string[];
  readonly filterable: readonly string[];
  /** What is shown only where a grant names it; nothing when absent. */
  readonly disclosable?: readonly string[];
  /** What annexes may name of the mutations that it forwards, where it does. */
  readonly mutations?: {
    readonly kinds: readonly string[];
    readonly workerTypes: readonly string[];
    readonly removable: readonly string[];
  };
}

/** One grant, an AccessGrant. */
export interface AccessService {
  readonly grants: "access";
  readonly operations: readonly string[];
  /** Whether there is such an object. */
  readonly isObject: (type: AccessObjectType, code: string) => boolean;
}

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
  const told = (path: readonly PropertyKey[], message: string): AnnexFault => {
    return { file, line: lineOf(path), at: path.map(String).join("."), message };
  };
  const content: unknown = document.toJS({ maxAliasCount: 0 });
  const shaped = annexShape.safeParse(content);
  const granted = readGrants(sectionsIn(content, "services"), catalogue);
  const forwarded = readForwarding(sectionsIn(content, "forwarding"), catalogue);
  const unknown = [...granted.unknown, ...forwarded.unknown];
  const faults = [
    ...(shaped.success ? [] : shaped.error.issues.map(faultOf)),
    ...granted.misshapen,
    ...forwarded.misshapen,
  ];
  if (!shaped.success || faults.length > 0) return refused(faults.map(({ path, message }) => told(path, message)));
  if (unknown.length > 0) return refused(unknown.map(({ path, message }) => told(path, message)));
  const { services, accessServices } = granted;
  return accepted({ ...shaped.data, services, accessServices, forwarding: forwarded.forwarding });
}

/** The line at which a key of an annex stands, or the deepest part of its path that is there; of text that is YAML. */
export function lineOfKey(text: string, path: readonly PropertyKey[]): number {
  const lines = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  return lines.linePos(offsetOf(contents, path)).line;
}

/** What stands in the file by service, whatever else is wrong with it. */
function sectionsIn(content: unknown, key: "services" | "forwarding"): Readonly<Record<string, unknown>> {
  const found = z.record(z.string(), z.unknown()).safeParse(content);
  const sections = z.record(z.string(), z.unknown()).safeParse(found.data?.[key]);
  return sections.success ? sections.data : {};
}

const certificateSubject = z
  .string()
  .max(1000)
  .transform((text, context) => {
    const subject = parseSubject(text);
    if (subject.ok) return relativeNames(subject.value).join(", ");
    context.addIssue({ code: "custom", message: subject.reason });
    return z.NEVER;
  });

const numberShape = "expected either cbeNumber (ten digits in quotes) or sector and institution";

const cbeNumber = z.string().superRefine((text, context) => {
  const number = parseEnterpriseNumber(text);
  if (number.ok) return;
  const message =
    number.reason.kind === "shape"
      ? numberShape
      : `the check digits are wrong: expected ${text.slice(0, 8)}${number.reason.expected}, unless another digit is`;
  context.addIssue({ code: "custom", message });
});

const annexShape = z.strictObject({
  customer: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,63}$/, { error: "expected a short name in lower case, such as health-fund" }),
  name: z.string().min(1).max(200),
  publicWelfareCentre: z.boolean().default(false),
  identification: z.union(
    [
      z.strictObject({ cbeNumber }),
      z.strictObject({ sector: z.int().min(0).max(999), institution: z.int().min(0).max(999) }),
    ],
    { error: numberShape },
  ),
  authentication: z
    .strictObject({
      certificates: z.array(certificateSubject).default([]),
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
  files: z
    .strictObject({
      sender: z.string().regex(/^\d{6}$/, { error: "expected the number of a sender: six digits in quotes" }),
      language: z.enum(["nl", "fr", "de", "en"]).default("nl"),
    })
    .optional(),
  monitoring: z.boolean().optional(),
  services: z.record(z.string(), z.unknown()),
  forwarding: z.record(z.string(), z.unknown()).optional(),
});

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
