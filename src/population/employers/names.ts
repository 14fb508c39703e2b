// Names that say what their bearers are: invented.

/** Of an enterprise; no two of the first 576 places share one. */
export function enterpriseName(place: number): string {
  const invented = inventions[Math.floor(place / trades.length) % inventions.length];
  return `${trades[place % trades.length]} ${invented} ${forms[place % forms.length]}`;
}

/** Of a provincial or local administration; no two of the first 300. */
export function administrationName(place: number): string {
  return `${administrations[Math.floor(place / villages.length) % administrations.length]} ${villages[place % villages.length]}`;
}

/** Whether the enterprise of a place serves meals, and so works in the evening. */
export function isCaterer(place: number): boolean {
  return trades[place % trades.length] === "Traiteur";
}

export function secretariatName(place: number): string {
  return `Sociaal Secretariaat ${inventions[place % inventions.length]} VZW`;
}

export function bureauName(place: number): string {
  return `Bureau ${inventions[(place + 12) % inventions.length]} SRL`;
}

export function personName(place: number): string {
  return `${"ABCDEFGHIJKLMNOPRSTVW".charAt(place % 21)}. ${inventions[(place * 5) % inventions.length]}`;
}

const trades = [
  "Bakkerij",
  "Boulangerie",
  "Brouwerij",
  "Menuiserie",
  "Drukkerij",
  "Imprimerie",
  "Garage",
  "Transport",
  "Tuincentrum",
  "Carrosserie",
  "Wasserij",
  "Ferronnerie",
  "Schrijnwerkerij",
  "Traiteur",
  "Dakwerken",
  "Plomberie",
  "Weverij",
  "Fromagerie",
  "Steenhouwerij",
  "Verrerie",
  "Fietsen",
  "Librairie",
  "Slagerij",
  "Toitures",
] as const;

const inventions = [
  "Verzinsel",
  "Mirage",
  "Luchtkasteel",
  "Chimère",
  "Droombeeld",
  "Rêverie",
  "Hersenschim",
  "Songe",
  "Sprookje",
  "Utopie",
  "Nergens",
  "Légende",
  "Waanbeeld",
  "Fiction",
  "Schijn",
  "Fantôme",
  "Verbeelding",
  "Apparence",
  "Spiegeling",
  "Conte",
  "Fabel",
  "Nullepart",
  "Denkbeeld",
  "Invention",
] as const;

const forms = ["BV", "SRL", "NV", "SA", "BV"] as const;

const villages = [
  "Nergenshuizen",
  "Nullepart-sur-Rêve",
  "Schijnbeke",
  "Songeville",
  "Luchtegem",
  "Chimèremont",
  "Verzonnerode",
  "Mirageau",
  "Droomhoven",
  "Fabelloo",
  "Utopie-lez-Brume",
  "Sprookjesdam",
  "Waanzele",
  "Fictionval",
  "Spiegelmeerbeke",
  "Brumeroche",
  "Hersengem",
  "Légendaux",
  "Denkbergen",
  "Vapeurville",
  "Schimmeloo",
  "Fantômont",
  "Wolkenzand",
  "Conteraux",
  "Ingebeeldegem",
  "Apparence-la-Petite",
  "Verdichtrode",
  "Inventival",
  "Zeepbelle",
  "Châteaunuage",
] as const;

const administrations = [
  "Gemeente",
  "Commune de",
  "OCMW",
  "CPAS de",
  "Politiezone",
  "Zone de police de",
  "Hulpverleningszone",
  "Zone de secours de",
  "Autonoom gemeentebedrijf",
  "Régie communale de",
] as const;
