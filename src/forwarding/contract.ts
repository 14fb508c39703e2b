// The contract of what institutions offer to be told of mutations, published so that they can make their side from it.
import { fileURLToPath } from "node:url";
import { publish } from "../soap/publication.ts";

export function mutationReceiver() {
  const wsdl = new URL("../../contracts/dimona-mutation-v1/DimonaMutationReceiverV1.wsdl", import.meta.url);
  return { path: mutationReceiverPath, publication: publish(fileURLToPath(wsdl)) };
}

/** Here, and at receivers of the demo. */
const mutationReceiverPath = "/DimonaMutationReceiver/v1";
