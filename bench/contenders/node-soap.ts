// The `soap` package as a server: for scale, since it checks no signature and no schema; it keeps no audit either.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { listen } from "soap";
import { z } from "zod";
import { servicePath } from "../../src/self-employed/names.ts";
import { openRegister } from "./consultation.ts";
import type { Scene } from "./scene.ts";
import { listening, serveInWorkers } from "./workers.ts";

async function start(scene: Scene): Promise<number> {
  const register = openRegister(scene.connectionString);
  const consultCareer = async (given: unknown) => {
    const { informationCustomer, legalContext, criteria } = question.parse(given);
    const career = await register.careerOf(criteria.ssin);
    const now = new Date().toISOString();
    return {
      informationCustomer,
      informationCBSS: { ticketCBSS: randomUUID(), timestampReceive: now, timestampReply: now },
      legalContext,
      criteria,
      status: { value: "DATA_FOUND", code: "MSG00000", description: "Treatment successful" },
      ssin: criteria.ssin,
      career: withAttributes(career),
    };
  };
  const server = createServer();
  const port = await listening(server);
  const file = fileURLToPath(new URL("../../contracts/self-employed-v2/SelfEmployedV2.wsdl", import.meta.url));
  await new Promise<void>((resolve, reject) => {
    listen(server, {
      path: servicePath,
      services: { SelfEmployedService: { SelfEmployedPull: { consultCareer } } },
      xml: readFileSync(file, "utf8"),
      uri: file,
      enableChunkedEncoding: false,
      callback: (error: unknown) => (error ? reject(error) : resolve()),
    });
  });
  return port;
}

const question = z.object({
  informationCustomer: z.looseObject({}),
  legalContext: z.string(),
  criteria: z.object({ ssin: z.string() }),
});

/** Objects as the package wants them: an attribute stands under `attributes`, the text beside it under `$value`. */
function withAttributes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withAttributes);
  if (typeof value !== "object" || value === null) return value;
  if ("language" in value && "value" in value) return { attributes: { language: value.language }, $value: value.value };
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withAttributes(one)]));
}

await serveInWorkers(start);
