// Where the elements that a refusal may name stand in the JSON: with the element that they stand in, where that tells which.
export const pointers = {
  "Entity/NOSSRegistrationNbr": "/entity/nssoNumber",
  "Entity/ProvisionalNSSONbr": "/entity/provisionalNssoNumber",
  "Entity/NOSSLPARegistrationNbr": "/entity/pplNumber",
  "Entity/CompanyID": "/entity/enterpriseNumber",
  "Entity/INSS": "/entity/ssin",
  "Context/Entity/NOSSRegistrationNbr": "/context/entity/nssoNumber",
  "Context/Entity/ProvisionalNSSONbr": "/context/entity/provisionalNssoNumber",
  "Context/Entity/NOSSLPARegistrationNbr": "/context/entity/pplNumber",
  "Context/Entity/CompanyID": "/context/entity/enterpriseNumber",
  "Context/Entity/INSS": "/context/entity/ssin",
  Date: "/accessCriteria/date",
  Quarter: "/accessCriteria/quarter",
  BeginQuarter: "/accessCriteria/period/startQuarter",
  EndQuarter: "/accessCriteria/period/endQuarter",
} as const;
