// The names under which customers and annexes know this service (contracts/self-employed-v2).
export const serviceName = "SelfEmployedService/v2";
export const interfaceNamespace = "http://kszbcss.fgov.be/intf/SelfEmployedService/v2";
export const servicePath = "/SelfEmployedService/v2/consult";
