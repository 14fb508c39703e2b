// What carries mutations to an address of an institution's own.
import type { MutationType } from "../../schema/generated/dimona-mutation-v1.ts";
import type { Answered, Way } from "../post.ts";
import { reasonOf } from "../post.ts";
import type { Attempt } from "../settle.ts";

export interface Carrier {
  /** Never rejects. At most `mostInMessage` mutations, in the order of their numbers. */
  carry(mutations: readonly MutationType[]): Promise<Attempt>;
  close(): void;
}

/** As the contract has it. */
export const mostInMessage = 100;

/** A message as it goes out; a reason where the contract does not take it. */
export type Written =
  | { readonly ok: true; readonly body: string; readonly headers: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly reason: string };

export interface Speech {
  write(mutations: readonly MutationType[]): Written | Promise<Written>;
  /** Undefined for what nobody answers who speaks the contract. */
  read(answered: Answered): Attempt | undefined;
}

const patience = 15_000;

export function carrierOf(way: Way, { write, read }: Speech): Carrier {
  return {
    carry: async (mutations) => {
      const written = await write(mutations);
      if (!written.ok) return { kind: "failed", reason: written.reason };
      try {
        const answered = await way.post(written.body, written.headers, AbortSignal.timeout(patience));
        return read(answered) ?? { kind: "unreachable", reason: `HTTP_${answered.status}` };
      } catch (error) {
        return { kind: "unreachable", reason: reasonOf(error) };
      }
    },
    close: () => way.close(),
  };
}

interface Acknowledgement {
  readonly number: string;
  readonly status: "ACCEPTED" | "REFUSED";
  readonly reason?: string | undefined;
}

export function answeredWith(acknowledgements: readonly Acknowledgement[]): Attempt {
  const refused = acknowledgements.filter(({ status }) => status === "REFUSED");
  const accepted = acknowledgements.filter(({ status }) => status === "ACCEPTED");
  return {
    kind: "answered",
    refused: new Map(refused.map(({ number, reason = "REFUSED" }) => [number, reason])),
    accepted: new Set(accepted.map(({ number }) => number)),
  };
}
