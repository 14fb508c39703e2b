// The names under which customers know this service (contracts/test-connection-v1).
export const serviceName = "TestConnectionService/v1";
export const interfaceNamespace = "http://kszbcss.fgov.be/intf/TestConnectionServiceService/v1";
export const servicePath = "/TestConnectionService/v1";
