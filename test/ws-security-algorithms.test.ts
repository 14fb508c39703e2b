// Messages signed with what is not allowed, altered after they were signed, or signed in another form than agreed.

import { createHmac, hash, sign } from "node:crypto";
import { issueCertificate, makeAuthority } from "./pki.ts";
import { type Attack, testAttack } from "./ws-security-attack.ts";
import {
  edited,
  exclusive,
  makeService,
  partOf,
  redigested,
  replaced,
  resigned,
  signatureValueOf,
  signedBy,
  ssin,
  transformNamed,
  withSignatureValue,
} from "./ws-security-scene.ts";

const authority = await makeAuthority({ keyKind: "p-256" });
const party = await issueCertificate({ issuer: authority });
const curveParty = await issueCertificate({ issuer: authority, keyKind: "p-256" });
const service = makeService({ authorities: [authority.certificatePem] });
const good = signedBy(party);
const goodOnCurve = signedBy(curveParty);

function attack(name: string, options: Omit<Attack, "signer" | "service"> & Partial<Attack>): void {
  testAttack(name, { signer: party, service, ...options });
}

const dsig = "http://www.w3.org/2000/09/xmldsig#";
const more = "http://www.w3.org/2001/04/xmldsig-more#";
const c14n = "http://www.w3.org/2001/10/xml-exc-c14n#";
const inclusive = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
const sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";

// Altered on the way.

attack("a Body altered after signing", {
  message: edited(good, ssin, "85010100243"),
  reason: "digest-mismatch",
  bare: "bad",
});

attack("a Body altered after signing, its digest put right", {
  message: redigested(edited(good, ssin, "85010100243"), "body"),
  reason: "signature-mismatch",
  bare: "bad",
});

attack("a digest altered", {
  message: redigested(good, "body", hash("sha256", "something else", "base64")),
  reason: "signature-mismatch",
  bare: "bad",
});

attack("a SignedInfo with a space more", {
  message: edited(good, "</ds:SignedInfo>", " </ds:SignedInfo>"),
  reason: "signature-mismatch",
  bare: "bad",
});

attack("a SignedInfo with an attribute more", {
  message: good.replace("<ds:Reference ", '<ds:Reference Id="r1" '),
  reason: "signature-mismatch",
  bare: "bad",
});

attack("references in another order than they were signed", {
  message: replaced(good, "signedInfo", (info) => {
    const [first = "", second = ""] = info.match(/<ds:Reference .*?<\/ds:Reference>/gs) ?? [];
    return edited(info, first + second, second + first);
  }),
  reason: "signature-mismatch",
  bare: "bad",
});

// Negotiated down.

attack("a digest by SHA-1", {
  message: resigned(
    redigested(
      edited(good, `${digestMethod(sha256)}${digestOf("body")}`, `${digestMethod(`${dsig}sha1`)}${digestOf("body")}`),
      "body",
      hash("sha1", partOf(good, "body"), "base64"),
    ),
    party,
  ),
  reason: "digest-algorithm-not-allowed",
  bare: "good",
});

attack("a digest by SHA-512", {
  message: resigned(
    redigested(
      edited(
        good,
        `${digestMethod(sha256)}${digestOf("body")}`,
        `${digestMethod("http://www.w3.org/2001/04/xmlenc#sha512")}${digestOf("body")}`,
      ),
      "body",
      hash("sha512", partOf(good, "body"), "base64"),
    ),
    party,
  ),
  reason: "digest-algorithm-not-allowed",
  bare: "good",
});

attack("a signature by RSA with SHA-1", {
  message: resigned(edited(good, `${more}rsa-sha256`, `${dsig}rsa-sha1`), party, { digest: "sha1" }),
  reason: "signature-algorithm-not-allowed",
  bare: "good",
});

attack("a signature by RSA with MD5", {
  message: resigned(edited(good, `${more}rsa-sha256`, `${more}rsa-md5`), party, { digest: "md5" }),
  reason: "signature-algorithm-not-allowed",
  bare: "good",
});

attack("a signature by ECDSA with SHA-1", {
  message: resigned(edited(goodOnCurve, `${more}ecdsa-sha256`, `${more}ecdsa-sha1`), curveParty, { digest: "sha1" }),
  reason: "signature-algorithm-not-allowed",
  bare: "good",
  signer: curveParty,
});

const publicKeyBytes = party.publicKey.export({ type: "spki", format: "der" });
const asHmac = edited(good, `${more}rsa-sha256`, `${more}hmac-sha256`);

attack("an HMAC with the public key for its secret", {
  message: withSignatureValue(
    asHmac,
    createHmac("sha256", publicKeyBytes).update(partOf(asHmac, "signedInfo")).digest("base64"),
  ),
  reason: "signature-algorithm-not-allowed",
  bare: "good",
  hmacKey: publicKeyBytes,
});

attack("a SignatureMethod with a parameter", {
  message: resigned(
    edited(good, "</ds:SignatureMethod>", "<ds:HMACOutputLength>8</ds:HMACOutputLength></ds:SignatureMethod>"),
    party,
  ),
  reason: "signature-algorithm-not-allowed",
  bare: "good",
});

attack("a SignedInfo in inclusive canonical form", {
  message: resignedInclusively(),
  reason: "canonicalization-not-allowed",
  bare: "good",
});

attack("a SignedInfo in exclusive canonical form with comments", {
  message: resigned(
    good.replace(
      `CanonicalizationMethod Algorithm="${c14n}"`,
      `CanonicalizationMethod Algorithm="${c14n}WithComments"`,
    ),
    party,
  ),
  reason: "canonicalization-not-allowed",
  bare: "good",
});

// Each of these leaves the canonical Body as it is, so that only the transform is wrong.

for (const [name, transforms] of [
  ["inclusive canonicalization", transformNamed(inclusive)],
  ["exclusive canonicalization with comments", transformNamed(`${c14n}WithComments`)],
  ["two canonicalizations", exclusive + exclusive],
  ["an enveloped signature", transformNamed(`${dsig}enveloped-signature`) + exclusive],
  [
    "an XPath filter",
    transformNamed("http://www.w3.org/TR/1999/REC-xpath-19991116", "<ds:XPath>not(self::evil)</ds:XPath>") + exclusive,
  ],
  [
    "a style sheet",
    transformNamed(
      "http://www.w3.org/TR/1999/REC-xslt-19991116",
      '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"><xsl:template match="/">' +
        '<xsl:copy-of select="."></xsl:copy-of></xsl:template></xsl:stylesheet>',
    ) + exclusive,
  ],
] as const) {
  attack(`a Body transformed by ${name}`, {
    message: resigned(withBodyTransforms(transforms), party),
    reason: "transform-not-allowed",
    bare: "good",
  });
}

attack("a Body without transform", {
  message: resigned(withBodyTransforms(""), party),
  reason: "transform-not-allowed",
  bare: "good",
});

attack("a PrefixList without end", {
  message: resigned(
    withBodyTransforms(
      transformNamed(
        c14n,
        `<ec:InclusiveNamespaces xmlns:ec="${c14n}" PrefixList="${"prefix ".repeat(200)}"></ec:InclusiveNamespaces>`,
      ),
    ),
    party,
  ),
  reason: "prefix-list-too-long",
  bare: "good",
});

attack("a transform with a parameter that nobody knows", {
  message: resigned(withBodyTransforms(transformNamed(c14n, '<x:Depth xmlns:x="urn:x"></x:Depth>')), party),
  reason: "transform-not-allowed",
  bare: "unprocessable",
});

// In another form.

attack("a signature value cut short", {
  message: withSignatureValue(good, signatureValueOf(good).subarray(0, 255).toString("base64")),
  reason: "signature-length",
  bare: "bad",
});

attack("a signature value with bytes after it", {
  message: withSignatureValue(good, Buffer.concat([signatureValueOf(good), Buffer.alloc(3)]).toString("base64")),
  reason: "signature-length",
  bare: "bad",
});

attack("an empty signature value", {
  message: withSignatureValue(good, ""),
  reason: "signature-length",
  bare: "unprocessable",
});

attack("a signature value with characters outside base64", {
  message: withSignatureValue(
    good,
    signatureValueOf(good)
      .toString("base64")
      .replace(/^(.{8})/, "$1!*"),
  ),
  reason: "base64-wrong",
  bare: "unprocessable",
});

attack("a signature value in base64url", {
  message: withSignatureValue(good, signatureValueOf(good).toString("base64url")),
  reason: "base64-wrong",
  bare: "unprocessable",
});

attack("a digest with a bit set that encodes nothing", {
  message: resigned(
    replaced(good, "signedInfo", (info) =>
      info.replace(/([A-Za-z0-9+/])=</, (_, last: string) => `${following(last)}=<`),
    ),
    party,
  ),
  reason: "base64-wrong",
  bare: "good",
});

attack("an ECDSA signature in DER", {
  message: withSignatureValue(
    goodOnCurve,
    sign("sha256", Buffer.from(partOf(goodOnCurve, "signedInfo")), curveParty.privateKey).toString("base64"),
  ),
  reason: "signature-length",
  bare: "unprocessable",
  signer: curveParty,
});

attack("an ECDSA signature with r and s nought", {
  message: withSignatureValue(goodOnCurve, Buffer.alloc(64).toString("base64")),
  reason: "signature-mismatch",
  bare: "bad",
  signer: curveParty,
});

attack("an RSA signature that is called ECDSA", {
  message: resigned(edited(good, `${more}rsa-sha256`, `${more}ecdsa-sha256`), party),
  reason: "signature-algorithm-not-of-key",
  bare: "unprocessable",
});

function digestMethod(algorithm: string): string {
  return `<ds:DigestMethod Algorithm="${algorithm}"></ds:DigestMethod>`;
}

function digestOf(part: "body"): string {
  return `<ds:DigestValue>${hash("sha256", partOf(good, part), "base64")}`;
}

/** The Body is what the first reference is to. */
function withBodyTransforms(transforms: string): string {
  return good.replace(
    /<ds:Transforms>.*?<\/ds:Transforms>/s,
    transforms === "" ? "" : `<ds:Transforms>${transforms}</ds:Transforms>`,
  );
}

/** Inclusive canonical form also declares what the elements around SignedInfo declare. */
function resignedInclusively(): string {
  const text = good.replace(
    `CanonicalizationMethod Algorithm="${c14n}"`,
    `CanonicalizationMethod Algorithm="${inclusive}"`,
  );
  const [soapenv = ""] = /xmlns:soapenv="[^"]*"/.exec(text) ?? [];
  const [wsse = ""] = /xmlns:wsse="[^"]*"/.exec(text) ?? [];
  const signedInfo = edited(partOf(text, "signedInfo"), `xmlns:ds="${dsig}"`, `xmlns:ds="${dsig}" ${soapenv} ${wsse}`);
  return resigned(text, party, { signedInfo });
}

/** The next character of the base64 alphabet: another last bit, the same 32 bytes. */
function following(character: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  return alphabet.charAt(alphabet.indexOf(character) + 1);
}
