// TestConnectionService v1: does the way to the crossroads work, and as whom does it know its caller?
import { fileURLToPath } from "node:url";
import type { Endpoint } from "../crossroads/endpoint.ts";
import { publish } from "../soap/publication.ts";
import { serviceName, servicePath } from "./names.ts";
import { type SubjectOf, sendTestMessage } from "./send-test-message.ts";

export function createTestConnectionService({ subjectOf }: { readonly subjectOf: SubjectOf }) {
  const contract = new URL("../../contracts/test-connection-v1/TestConnectionServiceV1.wsdl", import.meta.url);
  const endpoint: Endpoint = { service: serviceName, operations: [sendTestMessage(subjectOf)] };
  return { path: servicePath, endpoint, publication: publish(fileURLToPath(contract)) };
}
