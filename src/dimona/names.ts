// What Dimona is called: in annexes, at its address, in access tokens.

/** Service and version, as annexes name it. */
export const serviceName = "Dimona/v2";

export const restBase = "/REST/dimona/v2";

/** Of DimonaService v1 in SOAP (contracts/dimona-v1). */
export const servicePath = "/DimonaService/v1";
export const interfaceNamespace = "http://kszbcss.fgov.be/intf/DimonaService/v1";

export const declareOperation = "declare";
export const consultOperation = "consult";
/** What only SOAP has: for institutions, the first two. */
export const soapOperations = ["consultPeriods", "consultRelations", "consultDeclarations"] as const;
/** Our own search for who a worker is; no annex grants it. */
export const identifyOperation = "identify";
/** Of institutions that fetch mutations. */
export const receiveOperation = "receive";

/** Of the real service's access tokens. */
export const declarantScope = "scope:dimona:declaration:declarant";
export const consultScope = "scope:dimona:declaration:consult";

/** Our own: how institutions fetch is not publicly known. */
export const receiveScope = "scope:dimona:mutation:receive";

/** Which group of applications a mandate must be for (codes/employer-mandate/application-group.tsv). */
export const mandateGroups = ["DMFA_DIMONA", "CURATORSHIP"] as const;
