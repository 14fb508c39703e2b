// The attributes of a certificate holder's name: by what node:crypto (OpenSSL) calls them, their object identifiers.

/** Its name as it is printed, then the identifier. */
const attributes: ReadonlyMap<string, string> = new Map([
  ["C", "2.5.4.6"],
  ["ST", "2.5.4.8"],
  ["L", "2.5.4.7"],
  ["O", "2.5.4.10"],
  ["OU", "2.5.4.11"],
  ["CN", "2.5.4.3"],
  ["SN", "2.5.4.4"],
  ["GN", "2.5.4.42"],
  ["serialNumber", "2.5.4.5"],
  ["title", "2.5.4.12"],
  ["street", "2.5.4.9"],
  ["description", "2.5.4.13"],
  ["businessCategory", "2.5.4.15"],
  ["postalAddress", "2.5.4.16"],
  ["postalCode", "2.5.4.17"],
  ["postOfficeBox", "2.5.4.18"],
  ["telephoneNumber", "2.5.4.20"],
  ["name", "2.5.4.41"],
  ["initials", "2.5.4.43"],
  ["generationQualifier", "2.5.4.44"],
  ["x500UniqueIdentifier", "2.5.4.45"],
  ["dnQualifier", "2.5.4.46"],
  ["pseudonym", "2.5.4.65"],
  ["role", "2.5.4.72"],
  ["organizationIdentifier", "2.5.4.97"],
  ["UID", "0.9.2342.19200300.100.1.1"],
  ["mail", "0.9.2342.19200300.100.1.3"],
  ["DC", "0.9.2342.19200300.100.1.25"],
  ["emailAddress", "1.2.840.113549.1.9.1"],
  ["unstructuredName", "1.2.840.113549.1.9.2"],
  ["jurisdictionL", "1.3.6.1.4.1.311.60.2.1.1"],
  ["jurisdictionST", "1.3.6.1.4.1.311.60.2.1.2"],
  ["jurisdictionC", "1.3.6.1.4.1.311.60.2.1.3"],
]);

const otherNames: ReadonlyMap<string, string> = new Map([
  ["s", "ST"],
  ["surname", "SN"],
  ["givenname", "GN"],
  ["e", "emailAddress"],
  ["email", "emailAddress"],
]);

const printed: ReadonlyMap<string, string> = new Map([
  ...[...attributes].flatMap(([name, id]) => [[name.toLowerCase(), name] as const, [id, name] as const]),
  ...otherNames,
]);

/** What OpenSSL calls this attribute, given by a name in any capitals or by its identifier; undefined where there is none. */
export function attributeNamed(text: string): string | undefined {
  return printed.get(text.toLowerCase()) ?? (/^\d+(\.\d+)+$/.test(text) ? text : undefined);
}

/** The object identifier of an attribute, of which this is the name as OpenSSL has it. */
export function identifierOf(name: string): string {
  return attributes.get(name) ?? name;
}
