// Why nobody is known by a request: what was expected and found, and how that is told.
import type { Texts } from "../crossroads/statuses.ts";

export interface Unproven {
  readonly kind: "noAccessToken" | "invalidAccessToken" | "expiredAccessToken";
  readonly expected: string;
  readonly found: string;
  readonly detail: Texts;
}

export const unproven = {
  noHeader: {
    kind: "noAccessToken",
    expected: "an access token in the header Authorization",
    found: "none",
    detail: {
      en: "The request has no access token: it belongs in the header Authorization.",
      nl: "De aanvraag heeft geen toegangstoken: het hoort in de header Authorization.",
      fr: "La requête ne contient pas de jeton d'accès : il se place dans l'en-tête Authorization.",
      de: "Die Anforderung hat kein Zugriffstoken: Es gehört in den Header Authorization.",
    },
  },
  otherScheme: {
    kind: "noAccessToken",
    expected: "Authorization: Bearer and a token",
    found: "another kind",
    detail: {
      en: "The header Authorization must be Bearer, a blank and an access token.",
      nl: "De header Authorization moet bestaan uit Bearer, een spatie en een toegangstoken.",
      fr: "L'en-tête Authorization doit contenir Bearer, une espace et un jeton d'accès.",
      de: "Der Header Authorization muss aus Bearer, einem Leerzeichen und einem Zugriffstoken bestehen.",
    },
  },
  notEncrypted: {
    kind: "invalidAccessToken",
    expected: "a token over TLS only",
    found: "a plain connection",
    detail: {
      en: "Access tokens are taken over TLS only.",
      nl: "Toegangstokens worden alleen over TLS aanvaard.",
      fr: "Les jetons d'accès ne sont acceptés que par TLS.",
      de: "Zugriffstokens werden nur über TLS angenommen.",
    },
  },
  expired: {
    kind: "expiredAccessToken",
    expected: "a token that is still valid",
    found: "an expired one",
    detail: {
      en: "The access token has expired: get a new one.",
      nl: "Het toegangstoken is vervallen: vraag een nieuw aan.",
      fr: "Le jeton d'accès a expiré : demandez-en un nouveau.",
      de: "Das Zugriffstoken ist abgelaufen: Fordern Sie ein neues an.",
    },
  },
  notOurs: {
    kind: "invalidAccessToken",
    expected: "a token of this installation",
    found: "another",
    detail: {
      en: "This is no access token of this installation.",
      nl: "Dit is geen toegangstoken van deze installatie.",
      fr: "Ceci n'est pas un jeton d'accès de cette installation.",
      de: "Dies ist kein Zugriffstoken dieser Installation.",
    },
  },
  noAnnex: {
    kind: "invalidAccessToken",
    expected: "the token of a client in an annex",
    found: "another",
    detail: {
      en: "The client of this access token stands in no annex.",
      nl: "De client van dit toegangstoken staat in geen enkele bijlage.",
      fr: "Le client de ce jeton d'accès ne figure dans aucune annexe.",
      de: "Der Client dieses Zugriffstokens steht in keinem Anhang.",
    },
  },
} as const satisfies Readonly<Record<string, Unproven>>;
