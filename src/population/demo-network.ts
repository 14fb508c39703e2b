// The folder that lets somebody talk to the demo network at once: an authority, keys and certificates for every
// customer, for the server and for the crossroads itself, and network.json, which says what is what.
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hash, verify } from "@node-rs/argon2";
import { z } from "zod";
import { type Clock, systemClock } from "../kernel/clock.ts";
import {
  type CertificateRequest,
  type Credential,
  createAuthority,
  isKeyOfKind,
  issueCertificate,
  isUsable,
} from "./certificates.ts";
import { demoDirectory, demoFiles } from "./demo-files.ts";
import type { NumberedEmployer } from "./employers/network.ts";
import type { UserPersona } from "./employers/personas.ts";
import { type FileContent, readFolder, replaceFolder, writeSecret } from "./folder.ts";
import type { Persona } from "./personas.ts";

/** What the demo folder needs to know of a customer; the annex has it. */
export interface DemoCustomer {
  /** Short name, as the annex's `customer`. */
  readonly name: string;
  readonly identification: { readonly cbeNumber: string } | { readonly sector: number; readonly institution: number };
  /** The annex's first certificate subject, to the letter; absent for a customer that only signs in with a password. */
  readonly certificateSubject?: string | undefined;
  /** User name for HTTP Basic; a password is made for it. */
  readonly username?: string | undefined;
  /** The client id with which it asks for access tokens. */
  readonly clientId?: string | undefined;
  readonly legalContexts: readonly string[];
  readonly services: readonly string[];
}

export interface DemoNetworkOptions {
  /** KRUISPUNT_HOME. The network goes to `demo/` in it, hashes of passwords to `credentials/`. */
  readonly home: string;
  readonly customers: readonly DemoCustomer[];
  /** Absent: those that network.json has already. A population ages, so they are made once, when it is loaded. */
  readonly people?: DemoPeople | undefined;
  readonly clock?: Clock;
}

/** Whom to ask about. */
export interface DemoPeople {
  readonly personas: readonly Persona[];
  readonly employers: readonly NumberedEmployer[];
  readonly technicalUsers: readonly UserPersona[];
}

interface DemoNetwork {
  /** The folder with network.json. */
  readonly directory: string;
  /** false when everything that was there was still good. */
  readonly changed: boolean;
}

/**
 * Writes `demo/` and `credentials/` under home, or leaves them as they are. What is there and good stays: keys,
 * passwords, and certificates that are valid for 30 days more; the rest is made anew, and the folder is swapped as a
 * whole. What it holds beside that stays too: files of others, and keys and passwords of customers that have no annex now.
 * Throws when a customer's name or user name cannot be a file name, or when two customers share one.
 */
export async function writeDemoNetwork(options: DemoNetworkOptions): Promise<DemoNetwork> {
  const { home, customers, clock = systemClock } = options;
  checkNames(customers);
  const directory = demoDirectory(home);
  const old = readFolder(directory);
  const formerly = formerNetwork(old.get(demoFiles.network));
  const now = clock.now();

  const authority = await keepAuthority(old, now);
  const [server, crossroads, ...parties] = await Promise.all([
    keepCredential(old, authority, demoFiles.server, serverRequest, now),
    keepCredential(old, authority, demoFiles.crossroads, crossroadsRequest, now),
    ...customers.map(async (customer) => {
      const files = filesOf(customer);
      const request = requestOf(customer);
      return {
        customer,
        credential: request && (await keepCredential(old, authority, files, request, now)),
        password: customer.username && (await keepPassword(home, formerly, customer, customer.username)),
      };
    }),
  ]);

  const files = new Map<string, FileContent>([
    ...pairFiles(demoFiles.authority, authority),
    ...pairFiles(demoFiles.server, server),
    ...pairFiles(demoFiles.crossroads, crossroads),
    ...parties.flatMap(({ customer, credential }) => (credential ? pairFiles(filesOf(customer), credential) : [])),
  ]);
  const people = options.people ?? formerly;
  const network = {
    customers: parties.map(({ customer, credential, password }) => ({
      name: customer.name,
      ...customer.identification,
      ...(credential && { key: filesOf(customer).key, cert: filesOf(customer).certificate }),
      ...(password && { username: customer.username, password }),
      ...(customer.clientId && { clientId: customer.clientId }),
      legalContexts: customer.legalContexts,
      services: customer.services,
    })),
    ca: demoFiles.authority.certificate,
    crossroads: demoFiles.crossroads.certificate,
    personas: people.personas,
    employers: people.employers,
    users: [],
    technicalUsers: people.technicalUsers,
  };
  const absent = formerly.customers.concat(formerly.former ?? []).filter(({ name, password }) => {
    return password !== undefined && !customers.some((customer) => customer.name === name);
  });
  const written = absent.length === 0 ? network : { ...network, former: absent };
  files.set(demoFiles.network, { content: `${JSON.stringify(written, undefined, 2)}\n`, secret: true });
  return { directory, changed: replaceFolder(directory, files) };
}

const authoritySubject = "C=BE, O=Kruispunt demo network, CN=kruispunt:demo:ca";
const serverRequest: CertificateRequest = {
  subject: "C=BE, O=Kruispunt demo network, CN=localhost",
  keyKind: "ec-p256",
  purpose: "server",
};
const crossroadsRequest: CertificateRequest = {
  subject: "C=BE, O=Kruispunt demo network, CN=kruispunt:demo:crossroads",
  keyKind: "rsa-2048",
  purpose: "party",
};
/** Customers with an elliptic-curve key: so that both ways of signing are at hand. */
const ellipticCurveCustomers: ReadonlySet<string> = new Set(["guarantee-fund"]);

interface PairNames {
  readonly key: string;
  readonly certificate: string;
}

function filesOf({ name }: DemoCustomer): PairNames {
  return { key: `${name}.key.pem`, certificate: `${name}.cert.pem` };
}

function pairFiles(names: PairNames, pair: Credential): readonly (readonly [string, FileContent])[] {
  return [
    [names.key, { content: pair.key, secret: true }],
    [names.certificate, { content: pair.certificate, secret: false }],
  ];
}

function requestOf({ name, certificateSubject }: DemoCustomer): CertificateRequest | undefined {
  if (certificateSubject === undefined) return undefined;
  const keyKind = ellipticCurveCustomers.has(name) ? "ec-p256" : "rsa-2048";
  return { subject: certificateSubject, keyKind, purpose: "party" };
}

async function keepAuthority(old: ReadonlyMap<string, string>, now: number): Promise<Credential> {
  const found = pairOf(old, demoFiles.authority);
  return isUsable(found, found, authoritySubject, now) ? found : createAuthority(authoritySubject, now);
}

/** What is there and good; else a new certificate, for the key that is there if that one is good. */
async function keepCredential(
  old: ReadonlyMap<string, string>,
  authority: Credential,
  names: PairNames,
  request: CertificateRequest,
  now: number,
): Promise<Credential> {
  const found = pairOf(old, names);
  const goodKey = isKeyOfKind(found.key, request.keyKind);
  if (goodKey && isUsable(found, authority, request.subject, now)) return found;
  return issueCertificate(authority, request, now, goodKey ? found.key : undefined);
}

/** A file that is not there counts as an empty one, which is no key and no certificate either. */
function pairOf(folder: ReadonlyMap<string, string>, names: PairNames): Credential {
  return { key: folder.get(names.key) ?? "", certificate: folder.get(names.certificate) ?? "" };
}

/** The password that network.json gave out, provided that its hash is still in place; otherwise a new one. */
async function keepPassword(
  home: string,
  formerly: FormerNetwork,
  { name }: DemoCustomer,
  username: string,
): Promise<string> {
  const directory = join(home, "credentials");
  const known = formerly.customers.concat(formerly.former ?? []).find((one) => one.name === name)?.password;
  const stored = readIfPresent(join(directory, username));
  if (known !== undefined && stored !== undefined && (await matches(stored, known))) return known;
  const password = randomBytes(24).toString("base64url");
  writeSecret(directory, username, `${await hash(password)}\n`);
  return password;
}

async function matches(stored: string, password: string): Promise<boolean> {
  // verify rejects text that is no hash, which is no match either.
  return verify(stored.trim(), password).catch(() => false);
}

const formerCustomers = z.array(z.object({ name: z.string(), password: z.string().optional() }));

/** What is taken over from an earlier network.json. */
const formerNetworkShape = z.object({
  customers: formerCustomers,
  /** Who had a password before, and has no annex: it comes back with the annex. */
  former: formerCustomers.optional(),
  personas: z.array(z.unknown()),
  employers: z.array(z.unknown()),
  technicalUsers: z.array(z.unknown()),
});

type FormerNetwork = z.infer<typeof formerNetworkShape>;

function formerNetwork(text: string | undefined): FormerNetwork {
  const nothing = { customers: [], personas: [], employers: [], technicalUsers: [] };
  if (text === undefined) return nothing;
  try {
    return formerNetworkShape.parse(JSON.parse(text));
  } catch {
    // A file that cannot be read gave nothing to anybody: it is made anew.
    return nothing;
  }
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function checkNames(customers: readonly DemoCustomer[]): void {
  const taken = new Set(["ca", "server", "crossroads"]);
  for (const { name, username } of customers) {
    if (!/^[a-z][a-z0-9-]{0,63}$/.test(name))
      throw new Error("A demo customer's name is lower case: letters, digits, hyphens");
    if (taken.has(name)) throw new Error(`Two parties of the demo network are called ${name}`);
    taken.add(name);
    if (username !== undefined && !/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$/.test(username)) {
      throw new Error(`The user name of ${name} cannot be the name of a file`);
    }
  }
  const usernames = customers.flatMap(({ username }) => username ?? []);
  if (new Set(usernames).size < usernames.length) throw new Error("Two demo customers share a user name");
}
