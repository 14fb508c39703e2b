// What a caller in JSON is told where the words of a status speak of SOAP, or of something else than was asked.
import { type Quota, type QuotaSpan, toldLimit } from "../crossroads/quota.ts";
import type { Status, StatusCode, Texts } from "../crossroads/statuses.ts";

export type Words = Pick<Status, "meaning" | "remedy">;

/** Those of the status, or those of this side in their place. */
export function wordsOf({ code, meaning, remedy }: Pick<Status, "code" | "meaning" | "remedy">): Words {
  return { meaning, remedy, ...ownWords[code] };
}

/** Which quota there is no room left in, and how large it is. */
export function quotaTold(quota: Quota, usedUp: QuotaSpan): Texts {
  const most = usedUp === "minute" ? quota.perMinute : quota.perDay;
  const [nl, fr, de] = usedUp === "minute" ? ["minuut", "minute", "Minute"] : ["dag", "jour", "Tag"];
  const isOne = most === 1;
  return {
    en: `The quota of your annex is used up: ${toldLimit(quota, usedUp)}.`,
    nl: `De quota van uw bijlage zijn uitgeput: hoogstens ${most} ${isOne ? "vraag" : "vragen"} per ${nl}.`,
    fr: `Le quota de votre annexe est épuisé : au plus ${most} ${isOne ? "demande" : "demandes"} par ${fr}.`,
    de: `Das Kontingent Ihres Anhangs ist ausgeschöpft: höchstens ${most} ${isOne ? "Anfrage" : "Anfragen"} pro ${de}.`,
  };
}

const reference = {
  meaning: {
    en: "The request does not have the form that the reference describes.",
    nl: "De aanvraag heeft niet de vorm die de referentie beschrijft.",
    fr: "La requête n'a pas la forme que décrit la référence.",
    de: "Die Anforderung hat nicht die Form, die die Referenz beschreibt.",
  },
  remedy: {
    en: "Compare the request with the reference at /api and correct what the issues name. Sent unchanged, it will be refused again.",
    nl: "Vergelijk de aanvraag met de referentie op /api en verbeter wat de issues noemen. Ongewijzigd wordt ze opnieuw geweigerd.",
    fr: "Comparez la requête avec la référence sous /api et corrigez ce que les issues mentionnent. Renvoyée telle quelle, elle sera de nouveau refusée.",
    de: "Vergleichen Sie die Anforderung mit der Referenz unter /api und berichtigen Sie, was die Issues nennen. Unverändert wird sie erneut abgelehnt.",
  },
};

const ownWords: Readonly<Partial<Record<StatusCode, Partial<Words>>>> = {
  MSG00001: {
    remedy: {
      en: "Send the same request again after a few minutes, with growing pauses between attempts. If the service stays unavailable, contact its operator and quote the ticket in instance.",
      nl: "Verstuur dezelfde aanvraag na enkele minuten opnieuw, met telkens langere pauzes tussen de pogingen. Blijft de dienst onbeschikbaar, neem dan contact op met de beheerder ervan en vermeld het ticket in instance.",
      fr: "Renvoyez la même requête après quelques minutes, en espaçant de plus en plus les tentatives. Si l'indisponibilité persiste, contactez le gestionnaire du service en mentionnant le ticket qui figure dans instance.",
      de: "Senden Sie dieselbe Anforderung nach einigen Minuten erneut und verlängern Sie die Pausen zwischen den Versuchen. Bleibt der Dienst nicht verfügbar, wenden Sie sich unter Angabe des Tickets in instance an den Betreiber.",
    },
  },
  MSG00003: {
    remedy: {
      en: "Send the request once more. If the error returns, report it to the operator of the service with the ticket in instance and the time of the call.",
      nl: "Verstuur de aanvraag nog één keer. Keert de fout terug, meld deze dan aan de beheerder van de dienst met het ticket in instance en het tijdstip van de aanroep.",
      fr: "Renvoyez la requête une seule fois. Si l'erreur se reproduit, signalez-la au gestionnaire du service en indiquant le ticket qui figure dans instance et l'heure de l'appel.",
      de: "Senden Sie die Anforderung noch einmal. Tritt der Fehler erneut auf, melden Sie ihn dem Betreiber des Dienstes mit dem Ticket in instance und dem Zeitpunkt des Aufrufs.",
    },
  },
  MSG00004: reference,
  MSG00006: {
    remedy: {
      en: "The property replacedBy of the issue holds the number that took its place: record it in your file and ask again with it.",
      nl: "De eigenschap replacedBy van de issue bevat het nummer dat in de plaats komt: neem het op in uw dossier en stel de vraag ermee opnieuw.",
      fr: "La propriété replacedBy de l'issue contient le numéro de remplacement. Enregistrez-le dans votre dossier et utilisez-le pour renvoyer la demande.",
      de: "Die Eigenschaft replacedBy des Issues enthält die neue Nummer: Übernehmen Sie sie in Ihre Akte und stellen Sie die Anfrage damit erneut.",
    },
  },
  MSG00008: {
    remedy: {
      en: "The issues name the places whose values were refused: correct them and ask again.",
      nl: "De issues noemen de plaatsen waarvan de waarde werd geweigerd: verbeter ze en stel de vraag opnieuw.",
      fr: "Les issues mentionnent les endroits dont la valeur a été refusée. Corrigez-les et renvoyez la demande.",
      de: "Die Issues nennen die Stellen, deren Wert abgelehnt wurde: Berichtigen Sie diese und stellen Sie die Anfrage erneut.",
    },
  },
  MSG00015: {
    meaning: {
      en: "The quota of your annex is used up.",
      nl: "De quota van uw bijlage zijn uitgeput.",
      fr: "Le quota de votre annexe est épuisé.",
      de: "Das Kontingent Ihres Anhangs ist ausgeschöpft.",
    },
    remedy: {
      en: "Wait as many seconds as the header Retry-After says, and spread your questions.",
      nl: "Wacht zoveel seconden als de header Retry-After zegt, en spreid uw vragen.",
      fr: "Attendez le nombre de secondes indiqué par l'en-tête Retry-After et étalez vos demandes.",
      de: "Warten Sie so viele Sekunden, wie der Header Retry-After angibt, und verteilen Sie Ihre Anfragen.",
    },
  },
  MSG00023: {
    remedy: {
      en: "Send the same question again later. If the result stays the same, report it to the operator of the service with the ticket in instance, so that the supplier can look into it.",
      nl: "Stel dezelfde vraag later opnieuw. Blijft het resultaat hetzelfde, meld het dan aan de beheerder van de dienst met het ticket in instance, zodat de leverancier het kan onderzoeken.",
      fr: "Renvoyez la même demande plus tard. Si le résultat reste identique, signalez-le au gestionnaire du service en indiquant le ticket qui figure dans instance, afin que le fournisseur puisse l'examiner.",
      de: "Senden Sie dieselbe Anfrage später erneut. Bleibt das Ergebnis gleich, melden Sie es dem Betreiber des Dienstes mit dem Ticket in instance, damit der Datenlieferant es untersuchen kann.",
    },
  },
  MSG00100: {
    meaning: {
      en: "There is nothing with this number that you may see.",
      nl: "Er is niets met dit nummer dat u mag zien.",
      fr: "Il n'existe, sous ce numéro, rien que vous puissiez consulter.",
      de: "Unter dieser Nummer gibt es nichts, was Sie sehen dürfen.",
    },
    remedy: {
      en: "Check the number in the address. What was taken only just now is there within seconds: ask again.",
      nl: "Controleer het nummer in het adres. Wat pas zonet werd aangenomen, is er binnen enkele seconden: vraag het opnieuw op.",
      fr: "Vérifiez le numéro dans l'adresse. Ce qui vient tout juste d'être reçu est disponible en quelques secondes : renvoyez la demande.",
      de: "Prüfen Sie die Nummer in der Adresse. Was soeben erst angenommen wurde, ist binnen Sekunden da: Fragen Sie erneut.",
    },
  },
  SES00300: {
    remedy: {
      en: "See to it that the end of the period does not lie before its start and that the period stays within the limits of your annex, then ask again.",
      nl: "Zorg ervoor dat het einde van de periode niet vóór het begin ligt en dat de periode binnen de grenzen van uw bijlage blijft, en stel de vraag opnieuw.",
      fr: "Veillez à ce que la fin de la période ne précède pas son début et à ce que la période respecte les limites de votre annexe, puis renvoyez la demande.",
      de: "Achten Sie darauf, dass das Ende des Zeitraums nicht vor seinem Beginn liegt und der Zeitraum innerhalb der Grenzen Ihres Anhangs bleibt, und stellen Sie die Anfrage erneut.",
    },
  },
  SES00400: {
    remedy: {
      en: "See to it that endQuarter does not lie before startQuarter, and ask for at most 40 quarters at a time. Write a quarter as 2019Q1.",
      nl: "Zorg ervoor dat endQuarter niet vóór startQuarter ligt en vraag ten hoogste 40 kwartalen per keer op. Schrijf een kwartaal als 2019Q1.",
      fr: "Veillez à ce que endQuarter ne précède pas startQuarter et demandez au maximum 40 trimestres à la fois. Un trimestre s'écrit sous la forme 2019Q1.",
      de: "Achten Sie darauf, dass endQuarter nicht vor startQuarter liegt, und fragen Sie höchstens 40 Quartale auf einmal ab. Ein Quartal wird in der Form 2019Q1 angegeben.",
    },
  },
  SES00500: {
    remedy: {
      en: "Send the same question again later and draw no conclusion about the person meanwhile. If the result stays the same, report it to the operator of the service with the ticket in instance.",
      nl: "Stel dezelfde vraag later opnieuw en leid intussen niets af over de persoon. Blijft het resultaat hetzelfde, meld het dan aan de beheerder van de dienst met het ticket in instance.",
      fr: "Renvoyez la même demande plus tard et ne tirez entre-temps aucune conclusion concernant la personne. Si le résultat reste identique, signalez-le au gestionnaire du service en indiquant le ticket qui figure dans instance.",
      de: "Senden Sie dieselbe Anfrage später erneut und ziehen Sie bis dahin keine Schlüsse über die Person. Bleibt das Ergebnis gleich, melden Sie es dem Betreiber des Dienstes mit dem Ticket in instance.",
    },
  },
  SES00600: {
    meaning: {
      en: "The customer of the access token is not a public centre for social welfare.",
      nl: "De klant van het toegangstoken is geen openbaar centrum voor maatschappelijk welzijn (OCMW).",
      fr: "Le client du jeton d'accès n'est pas un centre public d'action sociale (CPAS).",
      de: "Der Kunde des Zugriffstokens ist kein öffentliches Sozialhilfezentrum (ÖSHZ).",
    },
    remedy: {
      en: "This legal context is reserved for public centres for social welfare: use a legal context of your own annex.",
      nl: "Deze wettelijke context is voorbehouden aan OCMW's: gebruik een wettelijke context uit uw eigen bijlage.",
      fr: "Ce contexte légal est réservé aux CPAS : utilisez un contexte légal de votre propre annexe.",
      de: "Dieser gesetzliche Kontext ist den ÖSHZ vorbehalten: Verwenden Sie einen gesetzlichen Kontext aus Ihrem eigenen Anhang.",
    },
  },
  EMC10001: {
    remedy: {
      en: "Put in context the capacity in which the user acts: its entity and its qualityCode.",
      nl: "Vermeld in context de hoedanigheid waarin de gebruiker optreedt: de entity en de qualityCode.",
      fr: "Indiquez dans context la qualité en laquelle l'utilisateur agit, avec son entity et son qualityCode.",
      de: "Geben Sie in context an, in welcher Eigenschaft der Benutzer handelt: entity und qualityCode.",
    },
  },
  EMC10003: {
    remedy: {
      en: "Compare object and objectType with the code tables of the service; a code counts for its own type only.",
      nl: "Vergelijk object en objectType met de codetabellen van de dienst; een code geldt alleen voor haar eigen type.",
      fr: "Comparez object et objectType avec les tables de codes du service, un code ne valant que pour son propre type.",
      de: "Vergleichen Sie object und objectType mit den Codetabellen des Dienstes; ein Code gilt nur für seinen eigenen Typ.",
    },
  },
  "SOA-03006": reference,
  "SOA-03007": {
    remedy: {
      en: "Check the values that the issues name: check digits, ends before beginnings, values that exclude one another.",
      nl: "Controleer de waarden die de issues noemen: controlecijfers, een einde voor een begin, waarden die elkaar uitsluiten.",
      fr: "Vérifiez les valeurs que les issues mentionnent, comme les chiffres de contrôle, une fin avant un début ou des valeurs qui s'excluent.",
      de: "Prüfen Sie die Werte, die die Issues nennen: Prüfziffern, ein Ende vor einem Beginn, Werte, die einander ausschließen.",
    },
  },
};
