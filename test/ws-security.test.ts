// What a good message is: ours, and those of xmlsec1 and of other people's SOAP clients.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { hash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { WSSecurityCert } from "soap";
import type { SignedMessage } from "../src/soap/security/verify.ts";
import { childElement, textOf } from "../src/xml/query.ts";
import { type Issued, issueCertificate, makeAuthority, partySubject } from "./pki.ts";
import {
  edited,
  exclusive,
  makeService,
  noon,
  partOf,
  question,
  referenceTo,
  replaced,
  resigned,
  type Service,
  signedBy,
  ssin,
  transformNamed,
} from "./ws-security-scene.ts";
import { bareSignature, signTemplate, withoutXmlsec1 } from "./xmlsec1.ts";

const authority = await makeAuthority({ keyKind: "p-256" });
const party = await issueCertificate({ issuer: authority });
const curveParty = await issueCertificate({ issuer: authority, keyKind: "p-256" });
const authorities = [authority.certificatePem];

function accept(message: string, service: Service = makeService({ authorities })): SignedMessage {
  const outcome = service.receive(message);
  if (!outcome.ok) assert.fail(JSON.stringify(outcome.reason));
  return outcome.value;
}

for (const [name, signer] of [
  ["RSA", party],
  ["P-256", curveParty],
] as const) {
  test(`a message signed with ${name} tells who sent it, when, and what`, () => {
    const message = signedBy(signer);
    const { certificate, created, expires, body, bodyDigest, signatureDigest } = accept(message);
    assert.equal(certificate.organizationNumber, "0123456749");
    assert.equal(
      certificate.subject,
      "CN=Test party,OU=urn:be:fgov:kbo-bce:organization:cbe-number:0123456749,O=Kruispunt test,C=BE",
    );
    assert.equal(certificate.fingerprint, hash("sha256", Buffer.from(signer.base64, "base64")));
    assert.deepEqual([created, expires], [noon, noon + 60_000]);
    assert.equal(
      childElement(body, "http://kszbcss.fgov.be/intf/SelfEmployedService/v2", "consultCareerRequest")?.parent,
      body,
    );
    assert.equal(bodyDigest, hash("sha256", partOf(message, "body")));
    assert.match(signatureDigest, /^[0-9a-f]{64}$/);
  });

  test(`xmlsec1 verifies what we sign with ${name}`, { skip: withoutXmlsec1 }, async () => {
    assert.equal(await bareSignature(signedBy(signer), signer), "good");
    assert.equal(await bareSignature(edited(signedBy(signer), ssin, "85010100243"), signer), "bad");
  });

  test(`a template that xmlsec1 signed with ${name} is accepted`, { skip: withoutXmlsec1 }, async () => {
    const { body, certificate } = accept(
      await signTemplate(template(signer, name === "RSA" ? "rsa" : "ecdsa"), pemOf(signer)),
    );
    assert.match(textOf(body), /^\s+$/);
    assert.equal(certificate.organizationNumber, "0123456749");
  });
}

test("the same question twice is two messages", () => {
  const service = makeService({ authorities });
  assert.notEqual(accept(signedBy(party), service).signatureDigest, accept(signedBy(party), service).signatureDigest);
});

test("a message is accepted from a skew before its Created to just before a skew after its Expires", () => {
  for (const now of [noon - 60_000, noon + 119_999]) accept(signedBy(party), makeService({ authorities, now }));
});

test("a Timestamp in whole seconds with offset +00:00 is read as UTC", () => {
  const good = signedBy(party);
  const timestamp = partOf(good, "timestamp").replaceAll(".000Z", "+00:00");
  const rewritten = edited(good, partOf(good, "timestamp"), timestamp);
  const digests = edited(
    rewritten,
    hash("sha256", partOf(good, "timestamp"), "base64"),
    hash("sha256", timestamp, "base64"),
  );
  assert.equal(accept(resigned(digests, party)).created, noon);
});

test("the token may be signed too", () => {
  const good = signedBy(party);
  const [, id = ""] = /wsu:Id="(token-[^"]*)"/.exec(good) ?? [];
  // The token's canonical form declares the prefixes that it uses itself.
  const wsse = ' xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"';
  const canonical = partOf(good, "token").replace("<wsse:BinarySecurityToken", `<wsse:BinarySecurityToken${wsse}`);
  const reference = referenceTo(`#${id}`, hash("sha256", canonical, "base64"));
  accept(resigned(edited(good, "</ds:SignedInfo>", `${reference}</ds:SignedInfo>`), party));
});

test("the references may come in either order", () => {
  const swapped = replaced(signedBy(party), "signedInfo", (info) => {
    const [first = "", second = ""] = info.match(/<ds:Reference .*?<\/ds:Reference>/gs) ?? [];
    return edited(info, first + second, second + first);
  });
  accept(resigned(swapped, party));
});

test("a PrefixList is applied, to references and to SignedInfo", () => {
  const list =
    '<ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="x"></ec:InclusiveNamespaces>';
  const declared = edited(signedBy(party), "<soapenv:Envelope ", '<soapenv:Envelope xmlns:x="urn:x" ');
  const canonicalBody = partOf(declared, "body").replace(' wsu:Id="', ' xmlns:x="urn:x" wsu:Id="');
  const listed = declared
    .replace(exclusive, transformNamed("http://www.w3.org/2001/10/xml-exc-c14n#", list))
    .replace("</ds:CanonicalizationMethod>", `${list}</ds:CanonicalizationMethod>`)
    .replace(hash("sha256", partOf(declared, "body"), "base64"), hash("sha256", canonicalBody, "base64"));
  const signedInfo = partOf(listed, "signedInfo").replace(/(<ds:SignedInfo [^>]*)>/, '$1 xmlns:x="urn:x">');
  accept(resigned(listed, party, { signedInfo }));
  assert.equal(makeService({ authorities }).receive(resigned(listed, party)).ok, false, "without it in SignedInfo");
});

test("comments may stand between the elements of the Body", () => {
  const commented = edited(signedBy(party), "<criteria>", "<!-- which person --><criteria> <!-- INSZ -->");
  const canonical = partOf(commented, "body").replaceAll(/<!--.*?-->/g, "");
  const digest = hash("sha256", canonical, "base64");
  const redigested = commented.replace(/(URI="#body.*?<ds:DigestValue>)[^<]*/s, (_, start: string) => start + digest);
  accept(resigned(redigested, party));
});

test("the parts of the Security header may stand in any order, with white space between", () => {
  const good = signedBy(party);
  const { token, timestamp, signature } = {
    token: partOf(good, "token"),
    timestamp: partOf(good, "timestamp"),
    signature: partOf(good, "signature"),
  };
  accept(edited(good, token + timestamp + signature, `\n  ${signature}\n  ${token}\n  ${timestamp}\n`));
});

test("base64 may be broken into lines", () => {
  const good = signedBy(party);
  const lines = party.base64.replaceAll(/.{64}/g, "$&\n");
  accept(edited(good, party.base64, `\n${lines}\n`));
});

test("X509Data beside the reference is accepted when it names the certificate in the token", () => {
  for (const [issuer, serial, known] of [
    ["C=BE, O=Kruispunt test, CN=Test authority", serialOf(party), true],
    ["CN=Test authority,O=Kruispunt test,C=BE", serialOf(party), true],
    ["CN=Test authority,O=Kruispunt test,C=BE", serialOf(curveParty), false],
    ["CN=Other authority,O=Kruispunt test,C=BE", serialOf(party), false],
  ] as const) {
    const data =
      `<ds:X509Data><ds:X509IssuerSerial><ds:X509IssuerName>${issuer}</ds:X509IssuerName>` +
      `<ds:X509SerialNumber>${serial}</ds:X509SerialNumber></ds:X509IssuerSerial></ds:X509Data>`;
    const message = edited(signedBy(party), "</wsse:SecurityTokenReference>", `${data}</wsse:SecurityTokenReference>`);
    assert.equal(makeService({ authorities }).receive(message).ok, known, `${issuer} ${serial}`);
  }
});

test("a header of somebody else's may stand before ours and is not signed", () => {
  const to = '<wsa:To xmlns:wsa="http://www.w3.org/2005/08/addressing">http://127.0.0.1/</wsa:To>';
  accept(edited(signedBy(party), "<wsse:Security ", `${to}<wsse:Security `));
});

test("a party below an intermediate authority is accepted", async () => {
  const subject = "C=BE,O=Kruispunt test,CN=Intermediate authority";
  const intermediate = await makeAuthority({ issuer: authority, subject, keyKind: "p-256" });
  const below = await issueCertificate({
    issuer: intermediate,
    keyKind: "p-256",
    subject: partySubject("Below", "0876543249"),
  });
  const service = makeService({ authorities: [intermediate.certificatePem, authority.certificatePem] });
  assert.equal(accept(signedBy(below), service).certificate.organizationNumber, "0876543249");
});

// Clients as people have them, set up as the documentation says.

test("node-soap's WSSecurityCert is accepted with exclusive canonicalization, wsu:Id and ten minutes of life", async () => {
  const today = { notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + 600_000) };
  const authority = await makeAuthority({ keyKind: "p-256", ...today });
  const party = await issueCertificate({ issuer: authority, ...today });
  const wsse = new WSSecurityCert(pemOf(party), party.certificatePem, "", {
    signatureTransformations: ["http://www.w3.org/2001/10/xml-exc-c14n#"],
    signerOptions: { idMode: "wssecurity" },
  });
  const envelope =
    '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Header></soap:Header>' +
    `<soap:Body>${question}</soap:Body></soap:Envelope>`;
  const message = wsse.postProcess(envelope, "soap");
  accept(message, makeService({ authorities: [authority.certificatePem], now: Date.now(), timestampLife: 600_000 }));
  const strict = makeService({ authorities: [authority.certificatePem], now: Date.now() }).receive(message);
  assert.equal(!strict.ok && strict.reason.reason, "timestamp-life-too-long");
});

const python = "/usr/bin/python3";
const withoutZeep =
  spawnSync(python, ["-c", "import zeep, xmlsec"]).status === 0
    ? false
    : "NOT CHECKED AGAINST zeep: install the Debian packages python3-zeep and python3-xmlsec";

test("zeep's BinarySignature is accepted with SHA-256 and a Timestamp", { skip: withoutZeep }, () => {
  const folder = mkdtempSync(join(tmpdir(), "zeep-"));
  try {
    writeFileSync(join(folder, "key.pem"), pemOf(party));
    writeFileSync(join(folder, "cert.pem"), party.certificatePem);
    const message = execFileSync(python, ["-c", zeepClient, folder], { encoding: "utf8", input: question });
    assert.equal(accept(message).certificate.organizationNumber, "0123456749");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const zeepClient = `
import sys, xmlsec
from lxml import etree
from zeep.wsse import utils
from zeep.wsse.compose import Compose
from zeep.wsse.signature import BinarySignature

class Timestamp:
    def apply(self, envelope, headers):
        utils.get_security_header(envelope).append(utils.WSU.Timestamp(
            utils.WSU.Created("2026-06-01T12:00:00Z"), utils.WSU.Expires("2026-06-01T12:05:00Z")))
        return envelope, headers

folder = sys.argv[1]
soap = "http://schemas.xmlsoap.org/soap/envelope/"
envelope = etree.fromstring('<e:Envelope xmlns:e="%s"><e:Body>%s</e:Body></e:Envelope>' % (soap, sys.stdin.read()))
security = Compose([Timestamp(), BinarySignature(folder + "/key.pem", folder + "/cert.pem",
    signature_method=xmlsec.Transform.RSA_SHA256, digest_method=xmlsec.Transform.SHA256)])
envelope, headers = security.apply(envelope, {})
sys.stdout.write(etree.tostring(envelope).decode())
`;

function pemOf({ privateKey }: Issued): string {
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

function serialOf(issued: Issued): string {
  const service = makeService({ authorities });
  return BigInt(`0x${accept(signedBy(issued), service).certificate.serialNumber}`).toString();
}

/** Another hand's message: indented, other prefixes, a default namespace, PrefixLists, three references. */
function template(signer: Issued, kind: "rsa" | "ecdsa"): string {
  const wss = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss";
  const reference = (id: string, prefixes: string) => `
          <Reference URI="#${id}">
            <Transforms>
              <Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#">
                <ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="${prefixes}"/>
              </Transform>
            </Transforms>
            <DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>
            <DigestValue/>
          </Reference>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:default" xmlns:v2="urn:hidden">
  <S:Header>
    <o:Security S:mustUnderstand="1" xmlns:o="${wss}-wssecurity-secext-1.0.xsd" xmlns:u="${wss}-wssecurity-utility-1.0.xsd">
      <u:Timestamp u:Id="TS-1">
        <u:Created>2026-06-01T12:00:00.000Z</u:Created>
        <u:Expires>2026-06-01T12:05:00.000Z</u:Expires>
      </u:Timestamp>
      <o:BinarySecurityToken EncodingType="${wss}-soap-message-security-1.0#Base64Binary" ValueType="${wss}-x509-token-profile-1.0#X509v3" u:Id="X509-1">
${signer.base64.replaceAll(/.{76}/g, "$&\n")}
      </o:BinarySecurityToken>
      <Signature xmlns="http://www.w3.org/2000/09/xmldsig#" Id="SIG-1">
        <SignedInfo>
          <CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#">
            <ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="S #default"/>
          </CanonicalizationMethod>
          <SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#${kind}-sha256"/>${reference("TS-1", "o S")}${reference("X509-1", "")}${reference("Body-1", "v2 #default unknown")}
        </SignedInfo>
        <SignatureValue/>
        <KeyInfo Id="KI-1">
          <o:SecurityTokenReference u:Id="STR-1">
            <o:Reference URI="#X509-1" ValueType="${wss}-x509-token-profile-1.0#X509v3"/>
          </o:SecurityTokenReference>
        </KeyInfo>
      </Signature>
    </o:Security>
  </S:Header>
  <S:Body xmlns:u="${wss}-wssecurity-utility-1.0.xsd" u:Id="Body-1">
    ${question}
  </S:Body>
</S:Envelope>
`;
}
