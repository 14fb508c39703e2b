// Who runs the installation: whoever may read its signing key, and therefore needs no annex to see how it is.
import type { KeyObject } from "node:crypto";
import type { Annex } from "../crossroads/annex.ts";
import type { Clock } from "../kernel/clock.ts";
import { newTicket } from "../kernel/ticket.ts";
import { createAccessTokens } from "../rest/access-token.ts";
import type { BearerCheck } from "../rest/bearer.ts";
import { monitoringScope } from "../rest/token-endpoint.ts";

/** No client id of an annex has brackets, so nobody gets a token in this name from the token endpoint. */
const operatorClient = "(operator)";

const operator: Annex = {
  customer: operatorClient,
  name: "Operator",
  identification: { cbeNumber: "" },
  publicWelfareCentre: false,
  authentication: { certificates: [], oauth: { clientId: operatorClient } },
  answers: { signed: false },
  quota: { perMinute: 0, perDay: 0 },
  monitoring: true,
  services: new Map(),
  accessServices: new Map(),
};

/** An access token that opens the details of GET /health, and nothing else. */
export function signOperatorToken(privateKey: KeyObject, clock: Clock): Promise<string> {
  const { issue } = createAccessTokens({ privateKey, clock });
  return issue({ clientId: operatorClient, scopes: [monitoringScope], ticket: newTicket(clock) });
}

/** The same check of tokens, that also knows the operator. */
export function withOperator(check: BearerCheck): BearerCheck {
  const { annexes } = check;
  const byClientId = (clientId: string) => (clientId === operatorClient ? operator : annexes.byClientId(clientId));
  return { ...check, annexes: { ...annexes, byClientId } };
}
