// What the answers of every consultation of the KSZ kind begin with, in the names of the contracts.
import type { KszRequest, Response } from "./operation.ts";

export function headOf<Request extends KszRequest>({
  request,
  informationCBSS,
  status,
  ssin,
}: Response<Request, unknown>) {
  return {
    informationCustomer: request.informationCustomer,
    informationCBSS,
    legalContext: request.legalContext,
    status,
    ...(ssin === undefined
      ? {}
      : { ssin: ssin.replaces === undefined ? { value: ssin.value } : { value: ssin.value, replaces: ssin.replaces } }),
  };
}
