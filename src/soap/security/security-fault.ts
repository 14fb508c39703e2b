// Why a message's security is refused: one stable reason each, and the fault code that OASIS gave to its kind.

import { type Refused, refused } from "../../kernel/outcome.ts";
import type { CertificateReason } from "./trust.ts";

export interface SecurityFault {
  /** WS-Security 1.0 section 12 (MessageExpired: 1.1), without prefix: the namespace is that of `wsse`. */
  readonly code: SecurityFaultCode;
  readonly reason: SecurityReason;
  readonly expected: string;
  /** Names, algorithms, counts and moments; nothing of what the message says about a person. */
  readonly found: string;
}

export type SecurityFaultCode =
  | "UnsupportedAlgorithm"
  | "InvalidSecurity"
  | "InvalidSecurityToken"
  | "FailedAuthentication"
  | "FailedCheck"
  | "SecurityTokenUnavailable"
  | "MessageExpired";

export type SecurityReason = keyof typeof codes;

export function refusedFor(reason: SecurityReason, expected: string, found: string): Refused<SecurityFault> {
  return refused({ code: codes[reason], reason, expected, found });
}

/** The reasons that a certificate is refused for are among these: the compiler holds the two lists together. */
const codes = {
  "envelope-not-soap11": "InvalidSecurity",
  "envelope-structure": "InvalidSecurity",
  "security-missing": "InvalidSecurity",
  "security-twice": "InvalidSecurity",
  "security-actor-unknown": "InvalidSecurity",
  "security-structure": "InvalidSecurity",
  "comment-in-security": "InvalidSecurity",
  "comment-in-text": "InvalidSecurity",
  "id-twice": "InvalidSecurity",
  "ids-too-many": "InvalidSecurity",
  "token-missing": "SecurityTokenUnavailable",
  "token-twice": "InvalidSecurity",
  "token-type-unknown": "InvalidSecurityToken",
  "token-reference-wrong": "SecurityTokenUnavailable",
  "timestamp-missing": "InvalidSecurity",
  "timestamp-twice": "InvalidSecurity",
  "timestamp-unreadable": "InvalidSecurity",
  "timestamp-order": "InvalidSecurity",
  "timestamp-life-too-long": "InvalidSecurity",
  "timestamp-in-future": "InvalidSecurity",
  "timestamp-expired": "MessageExpired",
  "signature-missing": "InvalidSecurity",
  "signature-twice": "InvalidSecurity",
  "signature-structure": "InvalidSecurity",
  "prefix-list-too-long": "InvalidSecurity",
  "canonicalization-not-allowed": "UnsupportedAlgorithm",
  "signature-algorithm-not-allowed": "UnsupportedAlgorithm",
  "digest-algorithm-not-allowed": "UnsupportedAlgorithm",
  "transform-not-allowed": "UnsupportedAlgorithm",
  "reference-external": "InvalidSecurity",
  "reference-whole-document": "InvalidSecurity",
  "reference-not-body-or-timestamp": "InvalidSecurity",
  "reference-twice": "InvalidSecurity",
  "body-not-signed": "FailedCheck",
  "timestamp-not-signed": "FailedCheck",
  "base64-wrong": "InvalidSecurity",
  "digest-mismatch": "FailedCheck",
  "signature-algorithm-not-of-key": "FailedCheck",
  "signature-length": "FailedCheck",
  "signature-mismatch": "FailedCheck",
  replayed: "FailedCheck",
  "replay-memory-full": "FailedCheck",
  "certificate-unreadable": "InvalidSecurityToken",
  "certificate-unknown-issuer": "FailedAuthentication",
  "certificate-signature-wrong": "FailedAuthentication",
  "certificate-signature-algorithm": "InvalidSecurityToken",
  "certificate-is-authority": "InvalidSecurityToken",
  "certificate-not-yet-valid": "FailedAuthentication",
  "certificate-expired": "FailedAuthentication",
  "certificate-authority-not-valid": "FailedAuthentication",
  "certificate-key-not-allowed": "InvalidSecurityToken",
  "certificate-key-usage": "InvalidSecurityToken",
  "certificate-extension-unknown": "InvalidSecurityToken",
  "certificate-organization-ambiguous": "InvalidSecurityToken",
  "certificate-revoked": "FailedAuthentication",
} as const satisfies Record<string, SecurityFaultCode> & Record<CertificateReason, SecurityFaultCode>;
