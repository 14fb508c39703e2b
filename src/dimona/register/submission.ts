// A declaration on its way into the register, and what its sender gets back.
import type { Identifier } from "../../employers/identifier.ts";
import type { Decision } from "../decision.ts";
import type { Declaration } from "../declaration.ts";
import type { DimonaNumber } from "../dimona-number.ts";

export interface Submission {
  readonly declaration: Declaration;
  readonly sender: Sender;
  readonly channel: "REST" | "XML" | "WEB" | "SOAP";
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  /** Under which the audit knows it. */
  readonly ticket: string;
  /** With it, the same declaration may be sent again without being applied twice. */
  readonly idempotency?: IdempotencyKey | undefined;
}

export interface Sender {
  /** By the name of its annex. */
  readonly customer: string;
  /** By which the register of employers knows the enterprise for which it speaks; absent where that does not matter any more. */
  readonly identifier: Identifier | undefined;
  /** Whether it has signed in; see Circumstances. */
  readonly secured: boolean;
  /** What becomes of a declaration for an employer without a mandate: not taken at all, or taken and refused by 90256-155. */
  readonly unmandated: "turned-away" | "refused";
}

export interface IdempotencyKey {
  /** 1 to 100 characters, the sender's own. */
  readonly key: string;
  /** SHA-256 of what was sent, hexadecimal. */
  readonly digest: string;
}

export type Receipt =
  | {
      readonly kind: "taken";
      readonly number: DimonaNumber;
      readonly result: Decision["result"];
      /** It was taken before, under the same key: this is the number of then. */
      readonly repeated: boolean;
    }
  | { readonly kind: "turned-away" }
  /** The key stands for another declaration, of this number. */
  | { readonly kind: "key-taken"; readonly number: DimonaNumber };
