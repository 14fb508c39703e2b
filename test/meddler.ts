// Somebody on the line between a customer and the crossroads who changes what comes back.

import { once } from "node:events";
import { createServer, type IncomingMessage, request } from "node:http";
import type { TestContext } from "node:test";

/** Passes everything on to an address and back, with the answers to messages altered; gives the address to call instead. */
export async function meddler(t: TestContext, target: string, alter: (answer: string) => string): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    relay(target, incoming, alter).then(
      ({ status, body }) => {
        outgoing.writeHead(status, { "Content-Type": "text/xml; charset=utf-8" });
        outgoing.end(body);
      },
      () => outgoing.destroy(),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a server without a port");
  return `http://127.0.0.1:${address.port}`;
}

// The Host header goes along, so that the WSDL sends the customer back here.
async function relay(target: string, incoming: IncomingMessage, alter: (answer: string) => string) {
  const { method, headers, url = "/" } = incoming;
  const onward = request(new URL(url, target), { method, headers });
  incoming.pipe(onward);
  const [answer]: IncomingMessage[] = await once(onward, "response");
  if (answer === undefined) throw new Error("no answer");
  const body = (await answer.setEncoding("utf8").toArray()).join("");
  return { status: answer.statusCode ?? 500, body: method === "POST" ? alter(body) : body };
}
