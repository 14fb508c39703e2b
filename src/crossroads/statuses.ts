// The catalogue of status and fault codes of the crossroads: what each says, how grave it is, what the asker can do.
import { accessCodes } from "./access-codes.ts";
import { systemErrors } from "./system-errors.ts";

/** Texts in the four languages of the house; English is what goes on the wire. */
export interface Texts {
  readonly en: string;
  readonly nl: string;
  readonly fr: string;
  readonly de: string;
}

export interface Status extends Row {
  readonly code: StatusCode;
}

export type StatusCode = keyof typeof statuses;

interface Row {
  readonly code: string;
  /**
   * What the answer's status/value says; "FAULT" where the code only travels in a SOAP fault, "ACCESS" and "NO_ACCESS" where
   * the answer says Access instead.
   * MSG00015 and MSG00016 keep NO_RESULT, though they travel in a fault while the asker is not authenticated.
   */
  readonly value: "DATA_FOUND" | "NO_DATA_FOUND" | "NO_RESULT" | "FAULT" | "ACCESS" | "NO_ACCESS";
  /** INFORMATION: treated, with or without data or access. WARNING: the asker must change the question. FATAL: no access, or a failure. */
  readonly severity: "INFORMATION" | "WARNING" | "FATAL";
  /** At most 256 characters each, the limit of StatusType and MessageType; worded by ourselves. */
  readonly meaning: Texts;
  /** What the asker can do about it, in one or two sentences. */
  readonly remedy: Texts;
  /** Whether code and meaning are publicly confirmed or reconstructed by analogy. */
  readonly source: "confirmed" | "inferred";
  /** The same for the value that goes with the code: known from the real network for some codes only. */
  readonly valueSource: "confirmed" | "inferred";
}

/** The status of a code; undefined for a code that is not in the catalogue, such as one of another crossroads. */
export function statusOfCode(code: string): Status | undefined {
  return Object.values(statuses).find((status) => status.code === code);
}

/**
 * All codes, generic ones first, then those of the SelfEmployedService, the DimonaService and the
 * EmployerMandateConsultationService, then the errors of services of the Smals kind. The key is the code.
 */
export const statuses = {
  MSG00000: {
    code: "MSG00000",
    value: "DATA_FOUND",
    severity: "INFORMATION",
    meaning: {
      en: "The question was treated and data were found.",
      nl: "De vraag werd behandeld en er werden gegevens gevonden.",
      fr: "La demande a été traitée et des données ont été trouvées.",
      de: "Die Anfrage wurde bearbeitet und es wurden Daten gefunden.",
    },
    remedy: {
      en: "You need not do anything. Where the answer holds dataFilters, it names the elements that your annex leaves out.",
      nl: "U hoeft niets te doen. Bevat het antwoord dataFilters, dan staan daarin de elementen die volgens uw bijlage zijn weggelaten.",
      fr: "Aucune action n'est nécessaire. Si la réponse contient dataFilters, cet élément énumère les données que votre annexe en exclut.",
      de: "Sie brauchen nichts zu unternehmen. Enthält die Antwort dataFilters, so nennt dieses Element die Angaben, die gemäß Ihrem Anhang weggelassen wurden.",
    },
    source: "confirmed",
    valueSource: "confirmed",
  },
  MSG00001: {
    code: "MSG00001",
    value: "FAULT",
    severity: "FATAL",
    meaning: {
      en: "The service of the Crossroads Bank is temporarily unavailable.",
      nl: "De dienst van de Kruispuntbank is tijdelijk niet beschikbaar.",
      fr: "Le service de la Banque Carrefour est temporairement indisponible.",
      de: "Der Dienst der Zentralen Datenbank ist vorübergehend nicht verfügbar.",
    },
    remedy: {
      en: "Send the same question again after a few minutes, with growing pauses between attempts. If the service stays unavailable, contact its operator and quote the ticketCBSS.",
      nl: "Stel dezelfde vraag na enkele minuten opnieuw, met telkens langere pauzes tussen de pogingen. Blijft de dienst onbeschikbaar, neem dan contact op met de beheerder ervan en vermeld het ticketCBSS.",
      fr: "Renvoyez la même demande après quelques minutes, en espaçant de plus en plus les tentatives. Si l'indisponibilité persiste, contactez le gestionnaire du service en mentionnant le ticketCBSS.",
      de: "Senden Sie dieselbe Anfrage nach einigen Minuten erneut und verlängern Sie die Pausen zwischen den Versuchen. Bleibt der Dienst nicht verfügbar, wenden Sie sich unter Angabe des ticketCBSS an den Betreiber.",
    },
    source: "confirmed",
    valueSource: "inferred",
  },
  MSG00002: {
    code: "MSG00002",
    value: "NO_RESULT",
    severity: "FATAL",
    meaning: {
      en: "An external service needed to treat the question is unavailable.",
      nl: "Een externe dienst die nodig is om de vraag te behandelen, is niet beschikbaar.",
      fr: "Un service externe nécessaire au traitement de la demande est indisponible.",
      de: "Ein externer Dienst, der zur Bearbeitung der Anfrage benötigt wird, ist nicht verfügbar.",
    },
    remedy: {
      en: "Your question is not the cause: send it again later, unchanged. Draw no conclusion about the person from this answer.",
      nl: "Uw vraag is niet de oorzaak: stel ze later ongewijzigd opnieuw. Leid uit dit antwoord niets af over de persoon.",
      fr: "Votre demande n'est pas en cause et peut être renvoyée telle quelle plus tard. Ne tirez de cette réponse aucune conclusion concernant la personne.",
      de: "Ihre Anfrage ist nicht die Ursache: Senden Sie sie später unverändert erneut. Ziehen Sie aus dieser Antwort keine Schlüsse über die Person.",
    },
    source: "confirmed",
    valueSource: "inferred",
  },
  MSG00003: {
    code: "MSG00003",
    value: "FAULT",
    severity: "FATAL",
    meaning: {
      en: "An internal error occurred; the question was not answered.",
      nl: "Er deed zich een interne fout voor; de vraag werd niet beantwoord.",
      fr: "Une erreur interne s'est produite et la demande est restée sans réponse.",
      de: "Es ist ein interner Fehler aufgetreten; die Anfrage wurde nicht beantwortet.",
    },
    remedy: {
      en: "Send the question once more. If the error returns, report it to the operator of the service with the ticketCBSS and the time of the call.",
      nl: "Stel de vraag nog één keer. Keert de fout terug, meld deze dan aan de beheerder van de dienst met het ticketCBSS en het tijdstip van de aanroep.",
      fr: "Renvoyez la demande une seule fois. Si l'erreur se reproduit, signalez-la au gestionnaire du service en indiquant le ticketCBSS et l'heure de l'appel.",
      de: "Senden Sie die Anfrage noch einmal. Tritt der Fehler erneut auf, melden Sie ihn dem Betreiber des Dienstes mit dem ticketCBSS und dem Zeitpunkt des Aufrufs.",
    },
    source: "confirmed",
    valueSource: "confirmed",
  },
  MSG00004: {
    code: "MSG00004",
    value: "FAULT",
    severity: "FATAL",
    meaning: {
      en: "The structure of the message is invalid: it does not conform to the WSDL and the schemas of the service.",
      nl: "De structuur van het bericht is ongeldig: ze stemt niet overeen met de WSDL en de schema's van de dienst.",
      fr: "La structure du message est invalide et ne respecte pas le WSDL et les schémas du service.",
      de: "Die Struktur der Nachricht ist ungültig: Sie entspricht nicht der WSDL und den Schemata des Dienstes.",
    },
    remedy: {
      en: "Validate the message against the WSDL and the schemas that the service publishes at ?wsdl, and correct it. Sent unchanged, it will be refused again.",
      nl: "Valideer het bericht tegen de WSDL en de schema's die de dienst via ?wsdl publiceert, en verbeter het. Ongewijzigd wordt het opnieuw geweigerd.",
      fr: "Validez le message par rapport au WSDL et aux schémas que le service publie à l'adresse ?wsdl, puis corrigez-le. Renvoyé tel quel, il sera de nouveau refusé.",
      de: "Prüfen Sie die Nachricht anhand der WSDL und der Schemata, die der Dienst unter ?wsdl veröffentlicht, und berichtigen Sie sie. Unverändert wird sie erneut abgelehnt.",
    },
    source: "confirmed",
    valueSource: "inferred",
  },
  MSG00005: {
    code: "MSG00005",
    value: "NO_RESULT",
    severity: "WARNING",
    meaning: {
      en: "The SSIN in the question does not exist.",
      nl: "Het INSZ in de vraag bestaat niet.",
      fr: "Le NISS mentionné dans la demande n'existe pas.",
      de: "Die in der Anfrage angegebene ENSS existiert nicht.",
    },
    remedy: {
      en: "Compare the number in your file with the National Register or the Bis register of the Crossroads Bank, and ask again with the right SSIN.",
      nl: "Vergelijk het nummer in uw dossier met het Rijksregister of het bisregister van de Kruispuntbank en stel de vraag opnieuw met het juiste INSZ.",
      fr: "Comparez le numéro de votre dossier avec le Registre national ou le registre bis de la Banque Carrefour, puis renvoyez la demande avec le NISS correct.",
      de: "Vergleichen Sie die Nummer in Ihrer Akte mit dem Nationalregister oder dem Bis-Register der Zentralen Datenbank und stellen Sie die Anfrage mit der richtigen ENSS erneut.",
    },
    source: "confirmed",
    valueSource: "confirmed",
  },
  MSG00006: {
    code: "MSG00006",
    value: "NO_RESULT",
    severity: "WARNING",
    meaning: {
      en: "The SSIN in the question has been replaced by another one.",
      nl: "Het INSZ in de vraag werd door een ander vervangen.",
      fr: "Le NISS mentionné dans la demande a été remplacé par un autre.",
      de: "Die in der Anfrage angegebene ENSS wurde durch eine andere ersetzt.",
    },
    remedy: {
      en: "The information field newSSIN holds the number that took its place: record it in your file and ask again with it.",
      nl: "Het informatieveld newSSIN bevat het nummer dat in de plaats komt: neem het op in uw dossier en stel de vraag ermee opnieuw.",
      fr: "Le champ d'information newSSIN contient le numéro de remplacement. Enregistrez-le dans votre dossier et utilisez-le pour renvoyer la demande.",
      de: "Das Informationsfeld newSSIN enthält die neue Nummer: Übernehmen Sie sie in Ihre Akte und stellen Sie die Anfrage damit erneut.",
    },
    source: "confirmed",
    valueSource: "confirmed",
  },
  MSG00007: {
    code: "MSG00007",
    value: "NO_RESULT",
    severity: "WARNING",
    meaning: {
      en: "The SSIN in the question has been cancelled.",
      nl: "Het INSZ in de vraag werd geannuleerd.",
      fr: "Le NISS mentionné dans la demande a été annulé.",
      de: "Die in der Anfrage angegebene ENSS wurde annulliert.",
    },
    remedy: {
      en: "Stop using this number. Look the person up in the registers by name and date of birth, and ask again with the valid SSIN.",
      nl: "Gebruik dit nummer niet langer. Zoek de persoon in de registers op naam en geboortedatum en stel de vraag opnieuw met het geldige INSZ.",
      fr: "N'utilisez plus ce numéro. Recherchez la personne dans les registres à partir de son nom et de sa date de naissance, puis renvoyez la demande avec le NISS valable.",
      de: "Verwenden Sie diese Nummer nicht mehr. Suchen Sie die Person anhand von Name und Geburtsdatum in den Registern und stellen Sie die Anfrage mit der gültigen ENSS erneut.",
    },
    source: "confirmed",
    valueSource: "inferred",
  },
  MSG00008: {
    code: "MSG00008",
    value: "NO_RESULT",
    severity: "WARNING",
    meaning: {
      en: "The question contains invalid data.",
      nl: "De vraag bevat ongeldige gegevens.",
      fr: "La demande contient des données invalides.",
      de: "Die Anfrage enthält ungültige Daten.",
    },
    remedy: {
      en: "The information fields of the status name the values that were refused: correct them and ask again.",
      nl: "De informatievelden van de status vermelden de geweigerde waarden: verbeter ze en stel de vraag opnieuw.",
      fr: "Les champs d'information du statut mentionnent les valeurs refusées. Corrigez-les et renvoyez la demande.",
      de: "Die Informationsfelder des Status nennen die abgelehnten Werte: Berichtigen Sie diese und stellen Sie die Anfrage erneut.",
    },
    source: "confirmed",
    valueSource: "confirmed",
  },
  MSG00009: {
    code: "MSG00009",
    value: "NO_DATA_FOUND",
    severity: "INFORMATION",
    meaning: {
      en: "The person concerned is deceased.",
      nl: "De betrokken persoon is overleden.",
      fr: "La personne concernée est décédée.",
      de: "Die betreffende Person ist verstorben.",
    },
    remedy: {
      en: "The information field deceiseDate holds the date of death: check it against the National Register and update your file. Asking again gives the same answer.",
      nl: "Het informatieveld deceiseDate bevat de overlijdensdatum: vergelijk die met het Rijksregister en werk uw dossier bij. De vraag opnieuw stellen levert hetzelfde antwoord op.",
      fr: "Le champ d'information deceiseDate contient la date du décès. Comparez-la avec le Registre national et mettez votre dossier à jour, car une nouvelle demande donnera la même réponse.",
      de: "Das Informationsfeld deceiseDate enthält das Sterbedatum: Vergleichen Sie es mit dem Nationalregister und aktualisieren Sie Ihre Akte. Eine erneute Anfrage führt zur selben Antwort.",
    },
    source: "confirmed",
    valueSource: "confirmed",
  },
  MSG00011: {
    code: "MSG00011",
    value: "NO_RESULT",
    severity: "WARNING",
    meaning: {
      en: "The structure of the SSIN is invalid, for example because its check digits are wrong.",
      nl: "De structuur van het INSZ is ongeldig, bijvoorbeeld omdat het controlegetal niet klopt.",
      fr: "La structure du NISS est invalide, par exemple parce que le chiffre de contrôle est incorrect.",
      de: "Die Struktur der ENSS ist ungültig, zum Beispiel weil die Prüfziffer nicht stimmt.",
    },
    remedy: {
      en: "Check the eleven digits for typing errors and swapped digits. The last two must be 97 minus the remainder of the first nine divided by 97; for births from 2000 the nine are preceded by a 2.",
      nl: "Controleer de elf cijfers op tikfouten en omgewisselde cijfers. De laatste twee moeten 97 min de rest van de deling van de eerste negen door 97 zijn; bij geboorten vanaf 2000 komt voor die negen een 2.",
      fr: "Vérifiez que les onze chiffres ne comportent ni faute de frappe ni inversion. Les deux derniers doivent valoir 97 moins le reste de la division par 97 des neuf premiers, eux-mêmes précédés d'un 2 pour les naissances à partir de 2000.",
      de: "Prüfen Sie die elf Ziffern auf Tippfehler und Zahlendreher. Die letzten zwei müssen der Differenz zwischen 97 und dem Rest der Division der ersten neun durch 97 entsprechen; bei Geburten ab 2000 wird den neun Ziffern eine 2 vorangestellt.",
    },
    source: "confirmed",
    valueSource: "confirmed",
  },
  MSG00012: {
    code: "MSG00012",
    value: "NO_RESULT",
    severity: "WARNING",
    meaning: {
      en: "The SSIN is not, or not sufficiently, inscribed (integrated) for your organisation.",
      nl: "Het INSZ is niet of onvoldoende ingeschreven (geïntegreerd) voor uw organisatie.",
      fr: "Le NISS n'est pas ou pas suffisamment inscrit (intégré) pour votre organisation.",
      de: "Für Ihre Organisation liegt keine oder keine ausreichende Eintragung dieser ENSS vor.",
    },
    remedy: {
      en: "Inscribe the person for your organisation, with a quality code and a period that your annex accepts, and ask again. An inscription in another quality or outside that period is not enough.",
      nl: "Schrijf de persoon in voor uw organisatie, met een hoedanigheidscode en een periode die uw bijlage aanvaardt, en stel de vraag opnieuw. Een inschrijving in een andere hoedanigheid of buiten die periode volstaat niet.",
      fr: "Inscrivez la personne pour votre organisation, avec un code qualité et une période admis par votre annexe, puis renvoyez la demande. Une inscription en une autre qualité ou en dehors de cette période ne suffit pas.",
      de: "Tragen Sie die Person für Ihre Organisation ein, mit einem Eigenschaftscode und einem Zeitraum, die Ihr Anhang zulässt, und stellen Sie die Anfrage erneut. Eine Eintragung in anderer Eigenschaft oder außerhalb dieses Zeitraums genügt nicht.",
    },
    source: "confirmed",
    valueSource: "confirmed",
  },
  MSG00013: {
    code: "MSG00013",
    value: "NO_RESULT",
    severity: "FATAL",
    meaning: {
      en: "The operation is not allowed in this legal context with these credentials.",
      nl: "De operatie is niet toegelaten in deze wettelijke context met deze toegangsgegevens.",
      fr: "L'opération n'est pas autorisée dans ce contexte légal avec ces données d'authentification.",
      de: "Die Operation ist in diesem gesetzlichen Kontext mit diesen Zugangsdaten nicht zulässig.",
    },
    remedy: {
      en: "Put in legalContext, character for character, a value that your annex grants for this operation. If your task requires another legal context, ask the operator of the service to extend the annex.",
      nl: "Vul in legalContext, teken voor teken, een waarde in die uw bijlage voor deze operatie toekent. Vereist uw opdracht een andere wettelijke context, vraag de beheerder van de dienst dan de bijlage uit te breiden.",
      fr: "Indiquez dans legalContext, au caractère près, une valeur que votre annexe accorde pour cette opération. Si votre mission exige un autre contexte légal, demandez au gestionnaire du service d'étendre l'annexe.",
      de: "Geben Sie in legalContext zeichengenau einen Wert an, den Ihr Anhang für diese Operation vorsieht. Erfordert Ihre Aufgabe einen anderen gesetzlichen Kontext, bitten Sie den Betreiber des Dienstes, den Anhang zu erweitern.",
    },
    source: "confirmed",
    valueSource: "confirmed",
  },
  MSG00014: {
    code: "MSG00014",
    value: "NO_RESULT",
    severity: "FATAL",
    meaning: {
      en: "The customerIdentification does not match the authenticated organisation.",
      nl: "De customerIdentification stemt niet overeen met de geauthenticeerde organisatie.",
      fr: "Le champ customerIdentification ne correspond pas à l'organisation authentifiée.",
      de: "Die Angabe customerIdentification stimmt nicht mit der authentifizierten Organisation überein.",
    },
    remedy: {
      en: "Fill in customerIdentification exactly as your annex states it (cbeNumber, or sector and institution) and use the certificate or the account of that same organisation.",
      nl: "Vul customerIdentification precies in zoals uw bijlage vermeldt (cbeNumber, of sector en institution) en gebruik het certificaat of de account van diezelfde organisatie.",
      fr: "Complétez customerIdentification exactement comme l'indique votre annexe (cbeNumber, ou sector et institution) et utilisez le certificat ou le compte de cette même organisation.",
      de: "Füllen Sie customerIdentification genau so aus, wie Ihr Anhang es angibt (cbeNumber oder sector und institution), und verwenden Sie das Zertifikat oder das Konto derselben Organisation.",
    },
    source: "confirmed",
    valueSource: "inferred",
  },
  MSG00015: {
    code: "MSG00015",
    value: "NO_RESULT",
    severity: "FATAL",
    meaning: {
      en: "Authorisation refused by the access policy: the message is not authenticated, the sender has no access or its quota is used up.",
      nl: "Toelating geweigerd op grond van het toegangsbeleid: het bericht is niet geauthenticeerd, de afzender heeft geen toegang of de quota zijn uitgeput.",
      fr: "Autorisation refusée par la politique d'accès, soit que le message ne soit pas authentifié, soit que l'expéditeur n'ait pas accès, soit que son quota soit épuisé.",
      de: "Zugriff gemäß der Zugriffsrichtlinie verweigert: Die Nachricht ist nicht authentifiziert, der Absender ist nicht zugelassen oder sein Kontingent (Quota) ist ausgeschöpft.",
    },
    remedy: {
      en: "For a message that is not authenticated, check your certificate (valid and known), the signature over Body and Timestamp, and your clock. For a quota that is used up, spread your questions or wait for the next minute or day.",
      nl: "Is het bericht niet geauthenticeerd, controleer dan uw certificaat (geldig en bekend), de handtekening over Body en Timestamp en uw systeemklok. Zijn de quota van uw bijlage uitgeput, spreid dan uw vragen of wacht op de volgende minuut of dag.",
      fr: "Si le message n'est pas authentifié, vérifiez votre certificat (valable et connu), la signature de Body et de Timestamp ainsi que l'horloge de votre système. Si le quota de votre annexe est épuisé, étalez vos demandes ou attendez la minute ou le jour suivant.",
      de: "Ist die Nachricht nicht authentifiziert, prüfen Sie Ihr Zertifikat (gültig und bekannt), die Signatur über Body und Timestamp sowie Ihre Systemuhr. Ist das Kontingent (Quota) Ihres Anhangs ausgeschöpft, verteilen Sie Ihre Anfragen oder warten Sie bis zur nächsten Minute oder zum nächsten Tag.",
    },
    source: "confirmed",
    valueSource: "inferred",
  },
  MSG00016: {
    code: "MSG00016",
    value: "NO_RESULT",
    severity: "FATAL",
    meaning: {
      en: "The authenticated user may not call this operation.",
      nl: "De geauthenticeerde gebruiker mag deze operatie niet aanroepen.",
      fr: "L'utilisateur authentifié n'a pas accès à cette opération.",
      de: "Der authentifizierte Benutzer darf diese Operation nicht aufrufen.",
    },
    remedy: {
      en: "Check that you call a service version and an operation that your annex grants, with the right certificate or account. If the right is missing, ask the operator of the service to extend the annex.",
      nl: "Ga na of u een versie van de dienst en een operatie aanroept die uw bijlage toekent, met het juiste certificaat of de juiste account. Ontbreekt het recht, vraag de beheerder van de dienst dan de bijlage uit te breiden.",
      fr: "Vérifiez que vous appelez une version du service et une opération accordées par votre annexe, avec le bon certificat ou le bon compte. Si le droit fait défaut, demandez au gestionnaire du service d'étendre l'annexe.",
      de: "Prüfen Sie, ob Sie eine in Ihrem Anhang vorgesehene Dienstversion und Operation aufrufen, und zwar mit dem richtigen Zertifikat oder Konto. Fehlt das Recht, bitten Sie den Betreiber des Dienstes, den Anhang zu erweitern.",
    },
    source: "confirmed",
    valueSource: "inferred",
  },
  MSG00020: {
    code: "MSG00020",
    value: "NO_RESULT",
    severity: "FATAL",
    meaning: {
      en: "The supplier of the data is unavailable.",
      nl: "De leverancier van de gegevens is niet beschikbaar.",
      fr: "Le fournisseur des données est indisponible.",
      de: "Der Datenlieferant ist nicht verfügbar.",
    },
    remedy: {
      en: "Send the same question again later. This answer does not mean that there are no data on the person.",
      nl: "Stel dezelfde vraag later opnieuw. Dit antwoord betekent niet dat er over de persoon geen gegevens bestaan.",
      fr: "Renvoyez la même demande plus tard. Cette réponse ne signifie pas qu'il n'existe aucune donnée concernant la personne.",
      de: "Senden Sie dieselbe Anfrage später erneut. Diese Antwort bedeutet nicht, dass zu der Person keine Daten vorliegen.",
    },
    source: "confirmed",
    valueSource: "inferred",
  },
  MSG00021: {
    code: "MSG00021",
    value: "NO_DATA_FOUND",
    severity: "INFORMATION",
    meaning: {
      en: "The SSIN is unknown to the supplier or not integrated there.",
      nl: "Het INSZ is niet bekend of niet geïntegreerd bij de leverancier.",
      fr: "Le NISS est inconnu du fournisseur ou n'y est pas intégré.",
      de: "Die ENSS ist beim Datenlieferanten nicht bekannt oder nicht eingetragen.",
    },
    remedy: {
      en: "Treat this as an answer: the supplier keeps no file on this person. If you hold proof to the contrary, ask the supplier to correct its inscription.",
      nl: "Beschouw dit als een antwoord: de leverancier houdt over deze persoon geen dossier bij. Beschikt u over een bewijs van het tegendeel, vraag de leverancier dan zijn inschrijving te verbeteren.",
      fr: "Considérez ce résultat comme une réponse, car le fournisseur ne gère aucun dossier concernant cette personne. Si vous disposez d'une preuve du contraire, demandez au fournisseur de corriger son inscription.",
      de: "Betrachten Sie dies als Antwort: Der Datenlieferant führt zu dieser Person keine Akte. Liegt Ihnen ein gegenteiliger Nachweis vor, bitten Sie den Datenlieferanten, seine Eintragung zu berichtigen.",
    },
    source: "confirmed",
    valueSource: "confirmed",
  },
  MSG00023: {
    code: "MSG00023",
    value: "NO_RESULT",
    severity: "FATAL",
    meaning: {
      en: "The supplier gave an incorrect answer, which was not passed on.",
      nl: "De leverancier gaf een onjuist antwoord, dat niet werd doorgegeven.",
      fr: "Le fournisseur a donné une réponse incorrecte, qui n'a pas été transmise.",
      de: "Der Datenlieferant hat eine fehlerhafte Antwort gegeben, die nicht weitergeleitet wurde.",
    },
    remedy: {
      en: "Send the same question again later. If the result stays the same, report it to the operator of the service with the ticketCBSS, so that the supplier can look into it.",
      nl: "Stel dezelfde vraag later opnieuw. Blijft het resultaat hetzelfde, meld het dan aan de beheerder van de dienst met het ticketCBSS, zodat de leverancier het kan onderzoeken.",
      fr: "Renvoyez la même demande plus tard. Si le résultat reste identique, signalez-le au gestionnaire du service en indiquant le ticketCBSS, afin que le fournisseur puisse l'examiner.",
      de: "Senden Sie dieselbe Anfrage später erneut. Bleibt das Ergebnis gleich, melden Sie es dem Betreiber des Dienstes mit dem ticketCBSS, damit der Datenlieferant es untersuchen kann.",
    },
    source: "confirmed",
    valueSource: "inferred",
  },
  MSG00025: {
    code: "MSG00025",
    value: "NO_RESULT",
    severity: "FATAL",
    meaning: {
      en: "The operation is not, or not yet, implemented.",
      nl: "De operatie is niet of nog niet geïmplementeerd.",
      fr: "L'opération n'est pas ou pas encore implémentée.",
      de: "Die Operation ist nicht oder noch nicht implementiert.",
    },
    remedy: {
      en: "Check that you call the intended operation at the intended version of the service. If so, wait until the operator of the service announces that the operation is available.",
      nl: "Ga na of u de bedoelde operatie in de bedoelde versie van de dienst aanroept. Is dat zo, wacht dan tot de beheerder van de dienst meldt dat de operatie beschikbaar is.",
      fr: "Vérifiez que vous appelez l'opération voulue dans la version voulue du service. Si tel est le cas, attendez que le gestionnaire du service annonce la mise à disposition de l'opération.",
      de: "Prüfen Sie, ob Sie die gewünschte Operation in der gewünschten Version des Dienstes aufrufen. Wenn ja, warten Sie, bis der Betreiber des Dienstes die Verfügbarkeit der Operation mitteilt.",
    },
    source: "confirmed",
    valueSource: "inferred",
  },
  MSG00027: {
    code: "MSG00027",
    value: "NO_RESULT",
    severity: "FATAL",
    meaning: {
      en: "The customer is not authorised to obtain the data asked for.",
      nl: "De klant is niet gemachtigd om de gevraagde gegevens te verkrijgen.",
      fr: "Le client n'est pas autorisé à obtenir les données demandées.",
      de: "Der Kunde ist nicht ermächtigt, die angefragten Daten zu erhalten.",
    },
    remedy: {
      en: "Compare the question, above all its period, with what your annex allows, and limit it to that. For more data you need a legal basis and an extended annex.",
      nl: "Vergelijk de vraag, en vooral de periode, met wat uw bijlage toelaat en beperk ze daartoe. Voor meer gegevens hebt u een wettelijke basis en een uitgebreide bijlage nodig.",
      fr: "Comparez la demande, et en particulier sa période, avec ce que permet votre annexe et limitez-la en conséquence. Pour obtenir davantage de données, il vous faut une base légale et une annexe étendue.",
      de: "Vergleichen Sie die Anfrage, insbesondere den Zeitraum, mit dem, was Ihr Anhang zulässt, und beschränken Sie sie darauf. Für weitere Daten benötigen Sie eine Rechtsgrundlage und einen erweiterten Anhang.",
    },
    source: "confirmed",
    valueSource: "inferred",
  },
  MSG00100: {
    code: "MSG00100",
    value: "NO_DATA_FOUND",
    severity: "INFORMATION",
    meaning: {
      en: "The question was treated, but the supplier holds no data that answer it.",
      nl: "De vraag werd behandeld, maar de leverancier heeft geen gegevens die eraan voldoen.",
      fr: "La demande a été traitée, mais le fournisseur ne dispose d'aucune donnée correspondante.",
      de: "Die Anfrage wurde bearbeitet, aber der Datenlieferant verfügt über keine entsprechenden Daten.",
    },
    remedy: {
      en: "Treat this as an answer, not as an error. If you expected data, check the SSIN and the period asked for.",
      nl: "Beschouw dit als een antwoord, niet als een fout. Verwachtte u wel gegevens, controleer dan het INSZ en de gevraagde periode.",
      fr: "Considérez ce résultat comme une réponse et non comme une erreur. Si vous attendiez des données, vérifiez le NISS et la période demandée.",
      de: "Betrachten Sie dies als Antwort, nicht als Fehler. Falls Sie Daten erwartet haben, prüfen Sie die ENSS und den angefragten Zeitraum.",
    },
    source: "confirmed",
    valueSource: "confirmed",
  },
  SES00100: {
    code: "SES00100",
    value: "NO_DATA_FOUND",
    severity: "INFORMATION",
    meaning: {
      en: "There are no data on this person as a self-employed person.",
      nl: "Over deze persoon zijn geen gegevens als zelfstandige bekend.",
      fr: "Il n'existe aucune donnée concernant cette personne en tant que travailleur indépendant.",
      de: "Zu dieser Person liegen keine Daten über eine selbständige Tätigkeit vor.",
    },
    remedy: {
      en: "Treat this as an answer, not as an error. If you expected data, check that the SSIN is that of the person concerned.",
      nl: "Beschouw dit als een antwoord, niet als een fout. Verwachtte u wel gegevens, controleer dan of het INSZ dat van de betrokken persoon is.",
      fr: "Considérez ce résultat comme une réponse et non comme une erreur. Si vous attendiez des données, vérifiez que le NISS est bien celui de la personne concernée.",
      de: "Betrachten Sie dies als Antwort, nicht als Fehler. Falls Sie Daten erwartet haben, prüfen Sie, ob die ENSS der betreffenden Person gehört.",
    },
    source: "confirmed",
    valueSource: "inferred",
  },
  SES00200: {
    code: "SES00200",
    value: "NO_DATA_FOUND",
    severity: "INFORMATION",
    meaning: {
      en: "There are no data for the period asked for.",
      nl: "Er zijn geen gegevens voor de gevraagde periode.",
      fr: "Il n'existe aucune donnée pour la période demandée.",
      de: "Für den angefragten Zeitraum liegen keine Daten vor.",
    },
    remedy: {
      en: "Treat this as an answer, not as an error. There may be data outside this period: ask for a longer one if you need them and your annex allows it.",
      nl: "Beschouw dit als een antwoord, niet als een fout. Buiten deze periode kunnen er gegevens zijn: vraag een langere periode op als u ze nodig hebt en uw bijlage het toelaat.",
      fr: "Considérez ce résultat comme une réponse et non comme une erreur. Des données peuvent exister en dehors de cette période, que vous pouvez étendre si vous en avez besoin et si votre annexe le permet.",
      de: "Betrachten Sie dies als Antwort, nicht als Fehler. Außerhalb dieses Zeitraums können Daten vorliegen: Fragen Sie einen längeren Zeitraum ab, wenn Sie sie benötigen und Ihr Anhang es zulässt.",
    },
    source: "confirmed",
    valueSource: "inferred",
  },
  SES00300: {
    code: "SES00300",
    value: "NO_RESULT",
    severity: "WARNING",
    meaning: {
      en: "The period asked for is incorrect.",
      nl: "De gevraagde periode is onjuist.",
      fr: "La période demandée est incorrecte.",
      de: "Der angefragte Zeitraum ist nicht korrekt.",
    },
    remedy: {
      en: "See to it that endDate does not lie before beginDate and that the period stays within the limits of your annex, then ask again.",
      nl: "Zorg ervoor dat endDate niet vóór beginDate ligt en dat de periode binnen de grenzen van uw bijlage blijft, en stel de vraag opnieuw.",
      fr: "Veillez à ce que endDate ne précède pas beginDate et à ce que la période respecte les limites de votre annexe, puis renvoyez la demande.",
      de: "Achten Sie darauf, dass endDate nicht vor beginDate liegt und der Zeitraum innerhalb der Grenzen Ihres Anhangs bleibt, und stellen Sie die Anfrage erneut.",
    },
    source: "confirmed",
    valueSource: "inferred",
  },
  SES00400: {
    code: "SES00400",
    value: "NO_RESULT",
    severity: "WARNING",
    meaning: {
      en: "A quarter in the question is incorrect.",
      nl: "Een kwartaal in de vraag is onjuist.",
      fr: "Un trimestre mentionné dans la demande est incorrect.",
      de: "Ein in der Anfrage angegebenes Quartal ist nicht korrekt.",
    },
    remedy: {
      en: "See to it that endQuarter does not lie before beginQuarter, and ask for at most 40 quarters at a time. Write a quarter as 2019Q1.",
      nl: "Zorg ervoor dat endQuarter niet vóór beginQuarter ligt en vraag ten hoogste 40 kwartalen per keer op. Schrijf een kwartaal als 2019Q1.",
      fr: "Veillez à ce que endQuarter ne précède pas beginQuarter et demandez au maximum 40 trimestres à la fois. Un trimestre s'écrit sous la forme 2019Q1.",
      de: "Achten Sie darauf, dass endQuarter nicht vor beginQuarter liegt, und fragen Sie höchstens 40 Quartale auf einmal ab. Ein Quartal wird in der Form 2019Q1 angegeben.",
    },
    source: "confirmed",
    valueSource: "inferred",
  },
  SES00500: {
    code: "SES00500",
    value: "NO_RESULT",
    severity: "FATAL",
    meaning: {
      en: "The supplier gave an unexpected return code.",
      nl: "De leverancier gaf een onverwachte retourcode.",
      fr: "Le fournisseur a renvoyé un code retour inattendu.",
      de: "Der Datenlieferant hat einen unerwarteten Rückgabecode geliefert.",
    },
    remedy: {
      en: "Send the same question again later and draw no conclusion about the person meanwhile. If the result stays the same, report it to the operator of the service with the ticketCBSS.",
      nl: "Stel dezelfde vraag later opnieuw en leid intussen niets af over de persoon. Blijft het resultaat hetzelfde, meld het dan aan de beheerder van de dienst met het ticketCBSS.",
      fr: "Renvoyez la même demande plus tard et ne tirez entre-temps aucune conclusion concernant la personne. Si le résultat reste identique, signalez-le au gestionnaire du service en indiquant le ticketCBSS.",
      de: "Senden Sie dieselbe Anfrage später erneut und ziehen Sie bis dahin keine Schlüsse über die Person. Bleibt das Ergebnis gleich, melden Sie es dem Betreiber des Dienstes mit dem ticketCBSS.",
    },
    source: "confirmed",
    valueSource: "inferred",
  },
  SES00600: {
    code: "SES00600",
    value: "NO_RESULT",
    severity: "FATAL",
    meaning: {
      en: "The cbeNumber is not that of a public centre for social welfare.",
      nl: "Het cbeNumber is niet dat van een openbaar centrum voor maatschappelijk welzijn (OCMW).",
      fr: "Le cbeNumber n'est pas celui d'un centre public d'action sociale (CPAS).",
      de: "Die cbeNumber ist nicht die eines öffentlichen Sozialhilfezentrums (ÖSHZ).",
    },
    remedy: {
      en: "This legal context is reserved for public centres for social welfare: fill in the enterprise number of the centre as cbeNumber. Any other organisation uses a legal context of its own annex.",
      nl: "Deze wettelijke context is voorbehouden aan OCMW's: vul als cbeNumber het ondernemingsnummer van het centrum in. Een andere organisatie gebruikt een wettelijke context uit haar eigen bijlage.",
      fr: "Ce contexte légal est réservé aux CPAS, qui indiquent dans cbeNumber le numéro d'entreprise du centre. Toute autre organisation utilise un contexte légal de sa propre annexe.",
      de: "Dieser gesetzliche Kontext ist den ÖSHZ vorbehalten: Geben Sie als cbeNumber die Unternehmensnummer des Zentrums an. Andere Organisationen verwenden einen gesetzlichen Kontext aus ihrem eigenen Anhang.",
    },
    source: "confirmed",
    valueSource: "inferred",
  },
  DIM00100: {
    code: "DIM00100",
    value: "NO_RESULT",
    severity: "WARNING",
    meaning: {
      en: "More was found than one answer may hold.",
      nl: "Er werd meer gevonden dan één antwoord mag bevatten.",
      fr: "Le nombre de résultats dépasse ce qu'une seule réponse peut contenir.",
      de: "Es wurde mehr gefunden, als eine Antwort enthalten darf.",
    },
    remedy: {
      en: "Ask for a shorter period, or name a worker, worker types, a joint committee or a using employer. Nothing is answered in part, so that nobody takes a part for the whole.",
      nl: "Vraag een kortere periode, of noem een werknemer, werknemerstypes, een paritair comité of een gebruiker. Er wordt niets gedeeltelijk geantwoord, zodat niemand een deel voor het geheel neemt.",
      fr: "Demandez une période plus courte, ou précisez un travailleur, des types de travailleur, une commission paritaire ou un utilisateur. Aucune réponse partielle n'est donnée, afin que personne ne prenne une partie pour le tout.",
      de: "Fragen Sie einen kürzeren Zeitraum an, oder nennen Sie einen Arbeitnehmer, Arbeitnehmerarten, eine paritätische Kommission oder einen Entleiher. Es wird nichts teilweise beantwortet, damit niemand einen Teil für das Ganze hält.",
    },
    source: "inferred",
    valueSource: "inferred",
  },
  ...accessCodes,
  ...systemErrors,
} as const satisfies Record<string, Row>;
