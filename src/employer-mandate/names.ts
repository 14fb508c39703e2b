// What EmployerMandateConsultationService v2 is called: in annexes, in its contract, at its address.

/** Service and version, as annexes name it. */
export const serviceName = "EmployerMandateConsultationService/v2";

export const operationName = "checkUnauthenticatedUserAccess";

export const interfaceNamespace = "http://socialsecurity.be/employermandateconsultation/v2";

export const servicePath = "/EmployerMandateConsultationService/v2";
