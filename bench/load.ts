// The load: raw sockets that send requests made beforehand, each once, and judge every answer. The same for every contender.
import { connect } from "node:net";

export interface Load {
  readonly port: number;
  /** Whole HTTP requests, head and body. */
  readonly requests: readonly Uint8Array[];
  /** What every answer must hold; an answer without it, or with another status, ends the load with an error. */
  readonly expected: readonly string[];
  readonly status: 200 | 201;
  /** Sent at this rate whether or not earlier ones were answered; absent: each connection sends as soon as it may. */
  readonly perSecond?: number;
}

export interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

const connections = 64;
const inboxSize = 262_144;

/**
 * Sends the requests over 64 keep-alive connections and resolves when all are answered. Latencies are milliseconds:
 * from sending, or with a rate from the moment that was due, so that a server that stalls cannot hide who waited.
 */
export async function send({ port, requests, expected, status, perSecond }: Load): Promise<Measured> {
  const markers = expected.map((marker) => Buffer.from(marker));
  const latencies = new Float64Array(requests.length);
  const idle: Connection[] = [];
  const all: Connection[] = [];
  const { promise: finished, resolve: finish, reject: fail } = Promise.withResolvers<void>();
  // Until it is awaited below, a failure must not count as unhandled.
  finished.catch(() => {});
  let next = 0;
  let answered = 0;
  let timer: NodeJS.Timeout | undefined;

  const answeredBy = (connection: Connection): void => {
    latencies[answered++] = performance.now() - connection.since;
    if (answered === requests.length) finish();
    else idle.push(connection);
  };
  for (let count = 0; count < connections; count += 1) {
    all.push(await openConnection(port, { status: String(status), markers }, answeredBy, fail));
  }
  idle.push(...all);

  const started = performance.now();
  const due = (place: number): number => (perSecond === undefined ? 0 : started + (place * 1000) / perSecond);
  const feed = (): void => {
    const now = performance.now();
    while (next < requests.length && due(next) <= now) {
      // The one that rests longest: so the load spreads over all connections, and over the workers behind them.
      const connection = idle.shift();
      const request = requests[next];
      if (connection === undefined || request === undefined) return;
      connection.send(request, perSecond === undefined ? now : due(next));
      next += 1;
    }
  };
  if (perSecond === undefined) {
    for (const connection of all) connection.afterAnswer = feed;
    feed();
  } else {
    // A turn a millisecond: what this adds to a latency is at most that, and never flatters.
    const turn = (): void => {
      feed();
      timer = setTimeout(turn, 1);
    };
    for (const connection of all) connection.afterAnswer = feed;
    turn();
  }
  try {
    await finished;
  } finally {
    clearTimeout(timer);
    for (const connection of all) connection.close();
  }
  const seconds = (performance.now() - started) / 1000;
  latencies.sort();
  return {
    perSecond: requests.length / seconds,
    p50: latencies[Math.floor(requests.length * 0.5)] ?? 0,
    p99: latencies[Math.floor(requests.length * 0.99)] ?? 0,
  };
}

interface Connection {
  /** From when the request under way counts. */
  since: number;
  afterAnswer: () => void;
  send(request: Uint8Array, since: number): void;
  close(): void;
}

interface Expectation {
  readonly status: string;
  readonly markers: readonly Buffer[];
}

function openConnection(
  port: number,
  expectation: Expectation,
  answered: (connection: Connection) => void,
  fail: (error: Error) => void,
): Promise<Connection> {
  const inbox = Buffer.allocUnsafe(inboxSize);
  let filled = 0;
  let closing = false;
  return new Promise((resolve) => {
    const socket = connect({
      port,
      host: "127.0.0.1",
      noDelay: true,
      // Read into one buffer at the place where the answer so far ends: no copying, no garbage.
      onread: {
        buffer: () => inbox.subarray(filled),
        callback: (bytes) => {
          filled += bytes;
          const answer = inbox.subarray(0, filled);
          const length = lengthOf(answer);
          if (length === "unknown" || filled === inboxSize) {
            fail(new Error(`an answer without its length, or of more than ${inboxSize} bytes`));
            return false;
          }
          if (length === undefined || filled < length) return true;
          const fault = faultOf(answer, expectation);
          if (fault !== undefined) fail(new Error(fault));
          filled = 0;
          answered(connection);
          connection.afterAnswer();
          return true;
        },
      },
    });
    const connection: Connection = {
      since: 0,
      afterAnswer: () => {},
      send: (request, since) => {
        connection.since = since;
        socket.write(request);
      },
      close: () => {
        closing = true;
        socket.destroy();
      },
    };
    socket.on("connect", () => resolve(connection));
    socket.on("error", fail);
    socket.on("close", () => {
      if (!closing) fail(new Error("the server closed a connection"));
    });
  });
}

const headEnd = Buffer.from("\r\n\r\n");

/** Bytes of the whole answer, once its head is there. */
function lengthOf(answer: Buffer): number | "unknown" | undefined {
  const end = answer.indexOf(headEnd);
  if (end < 0) return undefined;
  const length = /content-length: *(\d+)/i.exec(answer.toString("latin1", 0, end))?.[1];
  if (length === undefined) return "unknown";
  return end + headEnd.length + Number(length);
}

function faultOf(answer: Buffer, { status: wanted, markers }: Expectation): string | undefined {
  const status = answer.toString("latin1", 9, 12);
  const missing = markers.find((marker) => !answer.includes(marker));
  if (status === wanted && missing === undefined) return undefined;
  const text = answer.toString("utf8");
  const code = /(?:MSG|SES|EMC|SOA-)\d{5}/.exec(text)?.[0] ?? text.slice(0, 200);
  return `an answer with status ${status}${missing === undefined ? "" : ` and without ${missing}`}: ${code}`;
}
