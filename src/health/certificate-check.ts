// Certificates in use: valid today and for some time to come, with their key, and as they lie on the disk.
import { type KeyObject, X509Certificate } from "node:crypto";
import type { Clock } from "../kernel/clock.ts";
import { type Check, type CheckFacts, critical, type Finding, ok, warning } from "./check.ts";
import { createFileComparison, type FilesInUse } from "./files.ts";

interface CertificateParts {
  /** PEM texts, each one certificate. Several stand for one another: authorities, of which one may follow the other. */
  readonly certificates: readonly string[];
  /** The private key of the only certificate. */
  readonly key?: KeyObject;
  /** Where certificates and key were read. */
  readonly files: FilesInUse;
  readonly clock: Clock;
}

/** OK for more than 30 days, then WARNING, and CRITICAL once none of them is valid. */
export function certificateCheck(facts: CheckFacts, { certificates, key, files, clock }: CertificateParts): Check {
  const read = certificates.map((pem) => new X509Certificate(pem));
  const spans = read.map((x509) => ({ from: x509.validFromDate.getTime(), to: x509.validToDate.getTime() }));
  const compareFiles = createFileComparison(files);
  return {
    ...facts,
    // Days go by, and a clock may be put right: what a moment says counts at once.
    known: () => findingOf(spans, clock.now()).code,
    run: async (signal) => {
      if (key !== undefined && !read.every((x509) => x509.checkPrivateKey(key))) {
        return critical("KEY_OTHER", "the key is not that of the certificate");
      }
      const finding = findingOf(spans, clock.now());
      if (finding.level !== "OK") return finding;
      const compared = await compareFiles(signal);
      return compared.level === "OK" ? finding : compared;
    },
  };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

const day = 86_400_000;
const soon = 30 * day;

function findingOf(spans: readonly Span[], now: number): Finding {
  const valid = spans.filter(({ from, to }) => from <= now && now <= to);
  if (valid.length === 0) {
    const last = Math.max(...spans.map(({ to }) => to));
    if (now > last) return critical("CERTIFICATE_EXPIRED", `it expired on ${dayOf(last)}`);
    return critical("CERTIFICATE_EARLY", `it is valid from ${dayOf(Math.min(...spans.map(({ from }) => from)))} on`);
  }
  const expired = spans.filter(({ to }) => to < now).length;
  if (expired > 0) return warning("CERTIFICATE_EXPIRED", `${expired} of ${spans.length} expired`);
  const first = Math.min(...valid.map(({ to }) => to));
  if (first - now > soon) return ok(`valid until ${dayOf(first)}`);
  return warning("CERTIFICATE_EXPIRES", `it expires on ${dayOf(first)}, in ${Math.floor((first - now) / day)} days`);
}

function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
