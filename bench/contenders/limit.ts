// The limit of the machine: HTTP, one RSA verification and one round trip to PostgreSQL, and nothing else. No service
// that checks signatures and reads a database can answer more.
import { createPrivateKey, sign, verify, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Client } from "pg";
import type { Scene } from "./scene.ts";
import { listening, serveInWorkers } from "./workers.ts";

async function start(scene: Scene): Promise<number> {
  const { publicKey } = new X509Certificate(readFileSync(scene.certificate));
  const signed = Buffer.from(scene.question);
  const signature = sign("sha256", signed, createPrivateKey(readFileSync(scene.key)));
  const answer = Buffer.from(scene.answer);
  const head = ["Content-Type", "text/xml; charset=utf-8", "Content-Length", String(answer.length)];
  const client = new Client({ connectionString: scene.connectionString, pipeline: true });
  await client.connect();

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const body = Buffer.concat(chunks);
      if (!verify("sha256", signed, publicKey, signature)) throw new Error("the signature does not hold");
      const { rows } = await client.query({ ...lookup, values: [ssinIn(body)], rowMode: "array" });
      if (rows.length !== 1) throw new Error("the register does not know the person");
      response.writeHead(200, head);
      response.end(answer);
    });
  });
  return await listening(server);
}

const lookup = {
  name: "career",
  text: "select nisse_reference from arza.self_employed where ssin = $1 and known_until = 'infinity'",
};

const ssinTag = Buffer.from("<ssin>");

function ssinIn(body: Buffer): string {
  const start = body.indexOf(ssinTag) + ssinTag.length;
  return body.toString("latin1", start, start + 11);
}

await serveInWorkers(start);
