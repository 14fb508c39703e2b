// What a caller is told of a request that HTTP already shows to be wrong.
import type { Texts } from "../crossroads/statuses.ts";

export const httpWords = {
  unreadableAddress: {
    en: "The address is not readable.",
    nl: "Het adres is niet leesbaar.",
    fr: "L'adresse n'est pas lisible.",
    de: "Die Adresse ist nicht lesbar.",
  },
  nothingHere: {
    en: "There is nothing at this address; see /api.",
    nl: "Op dit adres is er niets; zie /api.",
    fr: "Il n'y a rien à cette adresse ; voyez /api.",
    de: "Unter dieser Adresse gibt es nichts; siehe /api.",
  },
  notJson: {
    en: "The body must be JSON: Content-Type application/json.",
    nl: "De body moet JSON zijn: Content-Type application/json.",
    fr: "Le corps doit être en JSON : Content-Type application/json.",
    de: "Der Body muss JSON sein: Content-Type application/json.",
  },
  otherMediaType: {
    en: "This address does not take such a body; see /api.",
    nl: "Dit adres aanvaardt zo'n body niet; zie /api.",
    fr: "Cette adresse n'accepte pas un tel corps ; voyez /api.",
    de: "Diese Adresse nimmt einen solchen Body nicht an; siehe /api.",
  },
  notReadable: {
    en: "The request is not readable as HTTP.",
    nl: "De aanvraag is niet leesbaar als HTTP.",
    fr: "La requête n'est pas lisible en HTTP.",
    de: "Die Anforderung ist nicht als HTTP lesbar.",
  },
  ownFault: {
    en: "Something went wrong here, and the request was not answered.",
    nl: "Hier ging iets mis, en de aanvraag werd niet beantwoord.",
    fr: "Un incident s'est produit ici et la requête est restée sans réponse.",
    de: "Hier ist etwas schiefgegangen, und die Anforderung wurde nicht beantwortet.",
  },
} as const satisfies Readonly<Record<string, Texts>>;

export function tooLarge(most: number): Texts {
  return {
    en: `The body may have at most ${most} bytes.`,
    nl: `De body mag hoogstens ${most} bytes tellen.`,
    fr: `Le corps peut compter au plus ${most} octets.`,
    de: `Der Body darf höchstens ${most} Bytes haben.`,
  };
}

export function methodsTaken(methods: string): Texts {
  return {
    en: `This address takes ${methods}.`,
    nl: `Dit adres aanvaardt ${methods}.`,
    fr: `Cette adresse accepte ${methods}.`,
    de: `Diese Adresse nimmt ${methods} an.`,
  };
}

export function formsThere(forms: string): Texts {
  return {
    en: `The answer is there as ${forms}, and the header Accept takes none of these.`,
    nl: `Het antwoord bestaat als ${forms}, en de header Accept aanvaardt er geen van.`,
    fr: `La réponse existe en ${forms}, et l'en-tête Accept n'en accepte aucun.`,
    de: `Die Antwort gibt es als ${forms}, und der Header Accept nimmt nichts davon an.`,
  };
}
