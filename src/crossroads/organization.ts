// Who asks: an organisation, known by its enterprise number or by sector and institution.

export type Organization = { readonly cbeNumber: string } | { readonly sector: number; readonly institution: number };

/** The name under which inscriptions and the audit know an organisation: `cbe:0123456749` or `sector:40.1`. */
export function organizationKey(organization: Organization): string {
  return "cbeNumber" in organization
    ? `cbe:${organization.cbeNumber}`
    : `sector:${organization.sector}.${organization.institution}`;
}
