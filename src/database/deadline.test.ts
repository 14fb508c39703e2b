import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { type TestContext, test } from "node:test";
import { Worker } from "node:worker_threads";
import { startDeadline } from "./deadline.ts";

/** A connection whose other end, in a thread of its own, sends back each byte. */
async function connectToEcho(t: TestContext): Promise<Socket> {
  const echo = new Worker(
    `const { createServer } = require("node:net");
     const server = createServer((socket) => socket.pipe(socket));
     server.listen(0, "127.0.0.1", () => require("node:worker_threads").parentPort.postMessage(server.address().port));`,
    { eval: true },
  );
  const [port] = await once(echo, "message");
  const socket = connect(port, "127.0.0.1");
  t.after(async () => {
    socket.destroy();
    await echo.terminate();
  });
  await once(socket, "connect");
  return socket;
}

/** Nothing happens in this thread for as long, though elsewhere it may. */
function standStill(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

test("an answer that arrived while the process stood still is in time", async (t) => {
  const socket = await connectToEcho(t);
  const events: string[] = [];
  socket.write("?");
  const deadline = startDeadline(5, () => events.push("late"));
  const answered = once(socket, "data").then(() => {
    deadline.cancel();
    events.push("answered");
  });
  standStill(300);
  await answered;
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual(events, ["answered"]);
});

test("without an answer it is late once, and never after it was cancelled", async () => {
  const late: string[] = [];
  await new Promise<void>((resolve) => {
    startDeadline(1, () => {
      late.push("first");
      resolve();
    });
  });
  startDeadline(1, () => late.push("second")).cancel();
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual(late, ["first"]);
});
