// An institution that is told of mutations, as its annex has it.
import type { Forwarding } from "../crossroads/annex-forwarding.ts";
import type { Annexes } from "../crossroads/annexes.ts";
import type { Organization } from "../crossroads/organization.ts";

export interface Receiver {
  /** By the name of its annex. */
  readonly customer: string;
  readonly identification: Organization;
  readonly forwarding: Forwarding;
}

export function receiversIn(annexes: Pick<Annexes, "all">, service: string): readonly Receiver[] {
  return annexes.all.flatMap(({ customer, identification, forwarding }) => {
    const own = forwarding?.get(service);
    return own === undefined ? [] : [{ customer, identification, forwarding: own }];
  });
}
