// One connection, written byte by byte: for what no HTTP client would send.
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export interface Conversation {
  /** All that came back. */
  readonly text: string;
  /** How it ended: the other side closed it, broke it off, or kept it open longer than we waited. */
  readonly end: "closed" | "reset" | "open";
}

/** Writes the parts, pausing for the milliseconds where one is a number; reads only once all is written. */
export async function converse(
  port: number,
  parts: readonly (string | Uint8Array | number)[],
  { wait = 5000 }: { readonly wait?: number } = {},
): Promise<Conversation> {
  const socket = connect(port, "127.0.0.1");
  let end: Conversation["end"] = "open";
  let text = "";
  const over = new Promise<void>((resolve) => {
    socket.on("error", () => {
      end = "reset";
      resolve();
    });
    socket.on("end", () => {
      if (end === "open") end = "closed";
      resolve();
    });
  });
  socket.pause();
  await Promise.race([once(socket, "connect"), over]);
  for (const part of parts) {
    if (end !== "open") break;
    if (typeof part === "number") await sleep(part);
    else if (!socket.write(part)) await Promise.race([once(socket, "drain"), over]);
  }
  socket.on("data", (chunk: Buffer) => {
    text += chunk.toString("utf8");
  });
  socket.resume();
  await Promise.race([over, sleep(wait, undefined, { ref: false })]);
  socket.destroy();
  return { text, end };
}
