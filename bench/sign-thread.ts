// Signs its share of the questions, away from the main thread.
import { createPrivateKey, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { certain } from "../src/kernel/outcome.ts";
import { encodeConsultPeriodsRequest } from "../src/schema/generated/dimona-service-v1.ts";
import { encodeCheckUnauthenticatedUserAccessRequest } from "../src/schema/generated/employer-mandate-consultation-v2.ts";
import { interfaceNamespace } from "../src/self-employed/names.ts";
import { createSigner } from "../src/soap/security/sign.ts";
import { addresses, type Questioner, type Signed, type SigningOrder } from "./messages.ts";

// Whoever starts this thread gives it just that (messages.ts).
const { operation, questioner, subjects, first, count, lifeMs }: SigningOrder = workerData;
const signer = createSigner({
  privateKey: createPrivateKey(readFileSync(questioner.key)),
  certificatePem: readFileSync(questioner.certificate, "utf8"),
});
const created = Date.now();
const messages: Buffer[] = [];
const ends: number[] = [];
let end = 0;
for (let place = first; place < first + count; place += 1) {
  const body = question(questioner, subjects[place % subjects.length] ?? "");
  const message = Buffer.from(signer.sign({ body, created, lifeMs, extraHeaders: headersOnTheWay() }));
  messages.push(message);
  end += message.length;
  ends.push(end);
}
const bytes = new ArrayBuffer(end);
Buffer.concat(messages).copy(new Uint8Array(bytes));
const signed: Signed = { bytes, ends };
parentPort?.postMessage(signed, [bytes]);

function question(questioner: Questioner, subject: string): string {
  switch (operation) {
    case "checkUnauthenticatedUserAccess":
      return accessQuestion(subject);
    case "consultPeriods":
      return periodsQuestion(questioner, subject);
    default:
      return personQuestion(questioner, subject);
  }
}

function periodsQuestion({ cbeNumber, legalContext }: Questioner, ssin: string): string {
  return certain(
    encodeConsultPeriodsRequest({
      informationCustomer: {
        ticket: randomUUID(),
        timestampSent: new Date().toISOString(),
        customerIdentification: { cbeNumber },
      },
      legalContext,
      criteria: { ssin, period: { beginDate: "2015-01-01" }, cancellationIndicator: "1" },
    }),
  );
}

function accessQuestion(subject: string): string {
  const [technicalId = "", employer = ""] = subject.split(" ");
  return certain(
    encodeCheckUnauthenticatedUserAccessRequest({
      User: { TechnicalID: technicalId },
      Entity: { NOSSRegistrationNbr: employer },
      AccessCriteria: { ObjectCriteria: [{ Object: "DMFA", ObjectType: "APPLICATION" }] },
      IncludeBasis: true,
      Reference: randomUUID(),
    }),
  );
}

function personQuestion({ cbeNumber, legalContext }: Questioner, ssin: string): string {
  return (
    `<v2:${operation}Request xmlns:v2="${interfaceNamespace}"><informationCustomer><ticket>${randomUUID()}</ticket>` +
    `<timestampSent>${new Date().toISOString()}</timestampSent><customerIdentification><cbeNumber>${cbeNumber}</cbeNumber>` +
    `</customerIdentification></informationCustomer><legalContext>${legalContext}</legalContext>` +
    `<criteria><ssin>${ssin}</ssin>${operation === "consultContributions" ? lastFiveYears() : ""}</criteria></v2:${operation}Request>`
  );
}

function lastFiveYears(): string {
  const year = new Date().getUTCFullYear();
  return `<period><beginQuarter>${year - 5}Q1</beginQuarter><endQuarter>${year - 1}Q4</endQuarter></period>`;
}

/** What a customer's toolkit and its gateway put beside the Security header: nobody here needs it, everybody parses it. */
function headersOnTheWay(): string {
  const { path, action } = addresses[operation];
  const hop = (name: string) =>
    `<hop><name>${name}</name><received>${new Date().toISOString()}</received><trace>${randomUUID()}</trace>` +
    `<channel>urn:example:gateway:channel:social-security:self-employed:consult</channel></hop>`;
  return (
    `<wsa:To xmlns:wsa="http://www.w3.org/2005/08/addressing">https://crossroads.example${path}</wsa:To>` +
    `<wsa:Action xmlns:wsa="http://www.w3.org/2005/08/addressing">${action}</wsa:Action>` +
    `<wsa:MessageID xmlns:wsa="http://www.w3.org/2005/08/addressing">urn:uuid:${randomUUID()}</wsa:MessageID>` +
    `<wsa:ReplyTo xmlns:wsa="http://www.w3.org/2005/08/addressing"><wsa:Address>http://www.w3.org/2005/08/addressing/anonymous</wsa:Address></wsa:ReplyTo>` +
    `<gw:route xmlns:gw="urn:example:gateway:v1">${["application", "outbound", "perimeter"].map(hop).join("")}</gw:route>`
  );
}
