// What is wrong with the PEM files of an installation, told to the operator who named them.
import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import { isMessageKey, readAuthorities } from "../soap/security/authorities.ts";
import { keyFilesOf } from "./key-files.ts";
import type { Settings } from "./settings.ts";

/** A sentence for each file that is not what its setting means, with setting, path and what to do; none where all are right. */
export function faultsOfKeyFiles(settings: Settings): readonly string[] {
  const files = keyFilesOf(settings);
  const signing = pairFaults("KRUISPUNT_SIGNING", files.signingKey, files.signingCertificate, (key) =>
    isMessageKey(key) ? undefined : "is a key that no receiver believes: expected RSA of 2048 to 8192 bits, or P-256",
  );
  const server = settings.tlsPort === 0 ? [] : pairFaults("KRUISPUNT_SERVER", files.serverKey, files.serverCertificate);
  return [...faultsOfAuthorities(settings), ...server, ...signing];
}

/** The same of KRUISPUNT_AUTHORITIES alone. */
export function faultsOfAuthorities(settings: Settings): readonly string[] {
  const { authorities: file } = keyFilesOf(settings);
  return told("KRUISPUNT_AUTHORITIES", file, readWith(file, readAuthorityFile));
}

function pairFaults(
  setting: "KRUISPUNT_SERVER" | "KRUISPUNT_SIGNING",
  keyFile: string,
  certificateFile: string,
  faultOf: (key: KeyObject) => string | undefined = () => undefined,
): readonly string[] {
  const key = readWith(keyFile, readPrivateKey);
  const certificate = readWith(certificateFile, readCertificate);
  const keyFault = key.ok ? faultOf(key.value) : undefined;
  const isPair = !key.ok || !certificate.ok || certificate.value.checkPrivateKey(key.value);
  return [
    ...told(`${setting}_KEY`, keyFile, keyFault === undefined ? key : refused(keyFault)),
    ...told(`${setting}_CERTIFICATE`, certificateFile, certificate),
    ...(isPair
      ? []
      : [
          `${setting}_CERTIFICATE: ${certificateFile} is not the certificate of ${setting}_KEY, ${keyFile}: name the two that belong together; of a chain, the key's own certificate comes first`,
        ]),
  ];
}

function told(setting: string, file: string, outcome: Outcome<unknown, string>): readonly string[] {
  return outcome.ok ? [] : [`${setting}: ${file} ${outcome.reason}`];
}

function readWith<Value>(file: string, read: (text: string) => Outcome<Value, string>): Outcome<Value, string> {
  try {
    return read(readFileSync(file, "utf8"));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    return refused(`cannot be read (${code}): name a PEM file that this account may read`);
  }
}

function readPrivateKey(text: string): Outcome<KeyObject, string> {
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(text)) {
    return refused(
      "is encrypted, and nobody is there to give its password: write it without one (openssl pkey -in FILE -out KEY), for this account alone",
    );
  }
  try {
    return accepted(createPrivateKey(text));
  } catch {
    return refused("holds no private key in PEM: expected -----BEGIN PRIVATE KEY-----");
  }
}

function readCertificate(text: string): Outcome<X509Certificate, string> {
  const noCertificate = "holds no certificate in PEM: expected -----BEGIN CERTIFICATE-----";
  // OpenSSL reads DER as well, which TLS and messages do not take.
  if (!text.includes("-----BEGIN CERTIFICATE-----")) return refused(noCertificate);
  try {
    return accepted(new X509Certificate(text));
  } catch {
    return refused(noCertificate);
  }
}

function readAuthorityFile(text: string): Outcome<unknown, string> {
  const first = readCertificate(text);
  if (!first.ok) return first;
  try {
    return accepted(readAuthorities([text]));
  } catch (error) {
    const reason = error instanceof Error && error.message.startsWith("authority ") ? error.message : undefined;
    return refused(
      reason === undefined
        ? "holds a certificate that cannot be read"
        : `holds what cannot be an authority: ${reason}; name the certificates of those who issue, up to the root`,
    );
  }
}
