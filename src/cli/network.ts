// The demo network as somebody who talks to it sees it: network.json and the keys beside it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { demoDirectory, demoFiles } from "../population/demo-files.ts";
import { Refusal } from "./refusal.ts";

export interface Network {
  readonly directory: string;
  readonly ca: string;
  readonly customers: readonly NetworkCustomer[];
  readonly personas: readonly {
    readonly ssin: string;
    readonly traits: readonly string[];
    readonly employers?: readonly string[] | undefined;
  }[];
  readonly employers: readonly NetworkEmployer[];
  readonly technicalUsers: readonly NetworkUser[];
}

export type NetworkEmployer = z.infer<typeof employerShape>;
export type NetworkUser = z.infer<typeof userShape>;

export type NetworkCustomer = z.infer<typeof customerShape>;

/** Throws a Refusal where there is no demo network yet. */
export function readNetwork(home: string): Network {
  const directory = demoDirectory(home);
  const file = join(directory, demoFiles.network);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new Refusal(`there is no demo network at ${file}: start the server once with \`npm start\``);
  }
  return { directory, ...networkShape.parse(JSON.parse(text)) };
}

/** Throws a Refusal that names the customers there are. */
export function customerNamed(network: Network, name: string): NetworkCustomer {
  const customer = network.customers.find((one) => one.name === name);
  if (customer !== undefined) return customer;
  throw new Refusal(`there is no customer ${name}; there are ${network.customers.map((one) => one.name).join(", ")}`);
}

const customerShape = z.object({
  name: z.string(),
  cbeNumber: z.string().optional(),
  sector: z.number().optional(),
  institution: z.number().optional(),
  key: z.string().optional(),
  cert: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  clientId: z.string().optional(),
  legalContexts: z.array(z.string()),
  services: z.array(z.string()),
});

const employerShape = z.object({
  name: z.string(),
  enterpriseNumber: z.string(),
  nssoNumber: z.string().optional(),
  provisionalNumber: z.string().optional(),
  pplNumber: z.string().optional(),
  endDate: z.string().optional(),
});

/** A user with a question about one of the employers, and the code that answers it. */
const userShape = z.object({
  technicalId: z.string(),
  traits: z.array(z.string()),
  question: z.object({
    employer: z.array(z.string()),
    object: z.object({ type: z.enum(["APPLICATION", "GROUP"]), code: z.string() }),
    quarter: z.string().optional(),
    date: z.string().optional(),
    context: z.object({ number: z.string(), quality: z.string() }).optional(),
  }),
  code: z.string(),
});

const networkShape = z.object({
  ca: z.string(),
  customers: z.array(customerShape),
  personas: z.array(
    z.object({ ssin: z.string(), traits: z.array(z.string()), employers: z.array(z.string()).optional() }),
  ),
  employers: z.array(employerShape),
  technicalUsers: z.array(userShape),
});
