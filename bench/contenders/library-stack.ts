// The same service as it is commonly made of libraries: fastify, xml-crypto, libxml2-wasm and a pool of pg. Set up as
// their manuals ask: keys and schemas read once, signed content taken from getSignedReferences, documents disposed of.
import { randomUUID, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fastify from "fastify";
import { XmlDocument, XmlElement, XsdValidator } from "libxml2-wasm";
import { xmlRegisterFsInputProviders } from "libxml2-wasm/lib/nodejs.mjs";
import { SignedXml } from "xml-crypto";
import type { CareerType } from "../../src/schema/generated/self-employed-common-types-v1.ts";
import { interfaceNamespace, servicePath } from "../../src/self-employed/names.ts";
import { securityNamespace, soapNamespace } from "../../src/soap/envelope.ts";
import { openRegister } from "./consultation.ts";
import type { Scene } from "./scene.ts";
import { portOf, serveInWorkers } from "./workers.ts";

async function start(scene: Scene): Promise<number> {
  const register = openRegister(scene.connectionString);
  const validator = compileSchema();
  const keys = trustedKeys(readFileSync(scene.authority));
  const app = fastify({ bodyLimit: 1_048_576 });
  app.addContentTypeParser("text/xml", { parseAs: "string" }, (_, body, done) => done(null, body));
  app.post<{ Body: string }>(servicePath, async ({ body }, reply) => {
    const signedBody = verifiedBody(body, keys);
    const request = readRequest(signedBody, validator);
    const career = await register.careerOf(request.ssin);
    const ticket = randomUUID();
    const answer = writeAnswer(request, ticket, career);
    checkAnswer(answer, validator);
    const entry = JSON.stringify({ ticket, customer: scene.cbeNumber, legalContext: request.legalContext });
    await register.pool.query({ name: "audit", text: auditStatement, values: [ticket, request.ssin, entry] });
    reply.header("content-type", "text/xml; charset=utf-8");
    return answer;
  });
  await app.listen({ port: 0, host: "127.0.0.1", backlog: 1024 });
  return portOf(app.server);
}

const auditStatement = "insert into public.library_stack_audit (ticket, subject, entry) values ($1, $2, $3)";

const namespaces = {
  s: soapNamespace,
  o: securityNamespace,
  d: "http://www.w3.org/2000/09/xmldsig#",
  v: interfaceNamespace,
};

function compileSchema(): XsdValidator {
  xmlRegisterFsInputProviders();
  const file = fileURLToPath(new URL("../../contracts/self-employed-v2/SelfEmployedV2.wsdl", import.meta.url));
  using wsdl = XmlDocument.fromBuffer(readFileSync(file));
  const schema = wsdl.get("//x:schema", { x: "http://www.w3.org/2001/XMLSchema" });
  if (schema === null) throw new Error("the contract holds no schema");
  using document = XmlDocument.fromString(schema.canonicalizeToString(), { url: file });
  return XsdValidator.fromDoc(document);
}

/** The public key of a certificate that the authority issued; each certificate is judged once. */
function trustedKeys(authorityPem: Buffer) {
  const authority = new X509Certificate(authorityPem);
  const known = new Map<string, string>();
  return (token: string): string => {
    const found = known.get(token);
    if (found !== undefined) return found;
    const certificate = new X509Certificate(Buffer.from(token, "base64"));
    if (!certificate.checkIssued(authority) || !certificate.verify(authority.publicKey)) throw new Error("not trusted");
    const pem = certificate.publicKey.export({ type: "spki", format: "pem" }).toString();
    known.set(token, pem);
    return pem;
  };
}

/** The Body as it was signed: canonical, and by getSignedReferences, so that nothing else can stand in for it. */
function verifiedBody(message: string, keyOf: (token: string) => string): string {
  using document = XmlDocument.fromString(message);
  const security = "/s:Envelope/s:Header/o:Security";
  const signature = document.get(`${security}/d:Signature`, namespaces);
  const token = document.get(`${security}/o:BinarySecurityToken`, namespaces);
  if (signature === null || token === null) throw new Error("the message is not signed");
  const signed = new SignedXml({ idMode: "wssecurity", publicCert: keyOf(token.content) });
  signed.loadSignature(signature.canonicalizeToString());
  if (!signed.checkSignature(message)) throw new Error("the signature does not hold");
  const parts = signed.getSignedReferences();
  const timestamp = parts.find((part) => part.startsWith("<wsu:Timestamp"));
  const body = parts.find((part) => part.startsWith("<soapenv:Body"));
  const expires = /<wsu:Expires>([^<]*)</.exec(timestamp ?? "")?.[1] ?? "";
  if (body === undefined || !(Date.parse(expires) > Date.now())) throw new Error("Body and Timestamp must be signed");
  return body;
}

function readRequest(signedBody: string, validator: XsdValidator) {
  using document = XmlDocument.fromString(signedBody);
  const request = document.get("/s:Body/v:consultCareerRequest", namespaces);
  if (!(request instanceof XmlElement)) throw new Error("not a consultCareerRequest");
  validator.validate(request);
  const text = (path: string): string => request.get(path)?.content ?? "";
  return {
    ticket: text("informationCustomer/ticket"),
    timestampSent: text("informationCustomer/timestampSent"),
    cbeNumber: text("informationCustomer/customerIdentification/cbeNumber"),
    legalContext: text("legalContext"),
    ssin: text("criteria/ssin"),
  };
}

function writeAnswer(request: ReturnType<typeof readRequest>, ticket: string, career: CareerType): string {
  const now = new Date().toISOString();
  return (
    `<soapenv:Envelope xmlns:soapenv="${soapNamespace}"><soapenv:Body><v2:consultCareerResponse xmlns:v2="${interfaceNamespace}">` +
    `<informationCustomer><ticket>${escaped(request.ticket)}</ticket><timestampSent>${escaped(request.timestampSent)}</timestampSent>` +
    `<customerIdentification><cbeNumber>${request.cbeNumber}</cbeNumber></customerIdentification></informationCustomer>` +
    `<informationCBSS><ticketCBSS>${ticket}</ticketCBSS><timestampReceive>${now}</timestampReceive>` +
    `<timestampReply>${now}</timestampReply></informationCBSS><legalContext>${escaped(request.legalContext)}</legalContext>` +
    `<criteria><ssin>${request.ssin}</ssin></criteria><status><value>DATA_FOUND</value><code>MSG00000</code>` +
    `<description>Treatment successful</description></status><ssin>${request.ssin}</ssin>` +
    `<career>${elements(career)}</career></v2:consultCareerResponse></soapenv:Body></soapenv:Envelope>`
  );
}

/** Objects as elements in the order of their properties, arrays as repeated elements, `language` as an attribute. */
function elements(content: object): string {
  return Object.entries(content)
    .flatMap(([name, value]: [string, unknown]) =>
      (Array.isArray(value) ? value : [value]).map((one: unknown) => {
        if (typeof one !== "object" || one === null) return `<${name}>${escaped(String(one))}</${name}>`;
        if (!("value" in one && "language" in one)) return `<${name}>${elements(one)}</${name}>`;
        return `<${name} language="${one.language}">${escaped(String(one.value))}</${name}>`;
      }),
    )
    .join("");
}

function checkAnswer(answer: string, validator: XsdValidator): void {
  using document = XmlDocument.fromString(answer);
  const response = document.get("/s:Envelope/s:Body/v:consultCareerResponse", namespaces);
  if (!(response instanceof XmlElement)) throw new Error("not a consultCareerResponse");
  validator.validate(response);
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? "");
}

await serveInWorkers(start);
