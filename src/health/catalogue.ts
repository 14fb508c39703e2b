// What the installation itself depends on, whatever its services: the facts of its checks, as code and docs list them.
import type { CheckFacts } from "./check.ts";

const own = { type: "DEFAULT", failSafe: false, vital: false } as const;

export const installationFacts = {
  database: {
    ...own,
    id: "database",
    description: "The database answers",
    vital: true,
    resource: { name: "Database", type: "DB" },
  },
  migrations: {
    ...own,
    id: "migrations",
    description: "The database has the migrations of this program and no others",
    resource: { name: "Database", type: "DB" },
  },
  clock: {
    ...own,
    id: "clock",
    description: "The clock of this machine and that of the database agree",
    resource: { name: "Clock", type: "OTHER" },
  },
  audit: {
    ...own,
    id: "audit",
    description: "An audit entry could be written now",
    vital: true,
    resource: { name: "Audit", type: "DB" },
  },
  auditQueue: {
    ...own,
    id: "audit-queue",
    description: "Few audit entries wait to be written",
    resource: { name: "Audit queue", type: "QUEUE" },
  },
  signingKey: {
    ...own,
    id: "signing-key",
    description: "The key that signs answers and access tokens fits its certificate, which stays valid",
    vital: true,
    resource: { name: "Signing key", type: "CERTIFICATE" },
  },
  authorities: {
    ...own,
    id: "authorities",
    description: "The authorities that issue customers' certificates stay valid",
    resource: { name: "Authorities", type: "CERTIFICATE" },
  },
  revocation: {
    ...own,
    id: "revocation",
    description: "The revocation lists that are given can be used and are not out of date",
    failSafe: true,
    resource: { name: "Revocation lists", type: "CERTIFICATE" },
  },
  passwords: {
    ...own,
    id: "passwords",
    description: "Every user name of an annex has a password",
    failSafe: true,
    resource: { name: "Passwords", type: "FILESYSTEM" },
  },
  serverCertificate: {
    ...own,
    id: "server-certificate",
    description: "The certificate of the HTTPS server fits its key and stays valid",
    resource: { name: "HTTPS server", type: "CERTIFICATE" },
  },
  forwarding: {
    ...own,
    id: "forwarding",
    description: "Institutions are told of mutations in time, and refuse none for good",
    failSafe: true,
    resource: { name: "Forwarding queue", type: "QUEUE" },
  },
  disk: {
    ...own,
    id: "disk",
    description: "There is room on the disk where the installation keeps its data",
    resource: { name: "Home folder", type: "FILESYSTEM" },
  },
} as const satisfies Readonly<Record<string, CheckFacts>>;
