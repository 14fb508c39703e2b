// May this customer ask this at all: its identification, the operation, the legal context.

import { organizationKey } from "../organization.ts";
import { type Gate, passed, refusedBecause } from "../passage.ts";
import { statuses } from "../statuses.ts";

/** The operation must stand in the annex for at least one legal context (MSG00016). */
export const operationGate: Gate = {
  name: "operation",
  check: ({ annex, question }) => {
    const grants = annex.services.get(question.service) ?? [];
    if (grants.some(({ operations }) => operations.includes(question.operation))) return passed();
    const allowed = [...annex.services].flatMap(([service, own]) =>
      own.flatMap(({ operations }) => operations.map((operation) => `${service} ${operation}`)),
    );
    return refusedBecause(statuses.MSG00016, {
      expected: `one of: ${[...new Set(allowed)].join(", ")}`,
      found: `${question.service} ${question.operation}`,
    });
  },
};

/** customerIdentification must be the organisation that the certificate or user name speaks for (MSG00014). */
export const customerIdentificationGate: Gate = {
  name: "customer-identification",
  check: ({ annex, question }) => {
    const expected = organizationKey(annex.identification);
    const found = organizationKey(question.customerIdentification);
    return expected === found ? passed() : refusedBecause(statuses.MSG00014, { expected, found });
  },
};

/** Some legal contexts are for public centres for social welfare alone (SES00600). */
export const welfareCentreGate: Gate = {
  name: "public-welfare-centre",
  check: ({ annex, question }) => {
    const grants = annex.services.get(question.service) ?? [];
    const onlyCentres = grants.some(
      (grant) => grant.onlyPublicWelfareCentres && grant.legalContext === question.legalContext,
    );
    if (!onlyCentres || annex.publicWelfareCentre) return passed();
    return refusedBecause(statuses.SES00600, {
      expected: "the enterprise number of a public centre for social welfare",
      found: organizationKey(question.customerIdentification),
    });
  },
};

/** May this customer use this legal context for this operation? (MSG00013; annex, `legalContext`) */
export const legalContextGate: Gate = {
  name: "legal-context",
  check: ({ annex, question }) => {
    const able = (annex.services.get(question.service) ?? []).filter(({ operations }) =>
      operations.includes(question.operation),
    );
    const grant = able.find(({ legalContext }) => legalContext === question.legalContext);
    if (grant !== undefined) return passed({ grant });
    return refusedBecause(statuses.MSG00013, {
      expected: `one of: ${able.map(({ legalContext }) => legalContext).join(", ")}`,
      found: question.legalContext,
    });
  },
};
