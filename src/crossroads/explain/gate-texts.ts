// What each gate asks, in one line: the customer reads it beside the gate's verdict.
import type { Texts } from "../statuses.ts";

/** The gate's question in the reader's language; undefined for a gate that has no text yet. */
export function askedAt(gate: string, language: keyof Texts): string | undefined {
  return gateTexts.get(gate)?.[language];
}

/** By the gate's name, in the order in which a message meets them. */
export const gateTexts: ReadonlyMap<string, Texts> = new Map<string, Texts>([
  [
    "size",
    {
      en: "Is the message no larger than this installation takes?",
      nl: "Is het bericht niet groter dan deze installatie aanvaardt?",
      fr: "La taille du message reste-t-elle dans la limite admise par cette installation ?",
      de: "Ist die Nachricht nicht größer, als diese Installation annimmt?",
    },
  ],
  [
    "xml",
    {
      en: "Is the message well-formed XML in UTF-8, without a document type declaration?",
      nl: "Is het bericht welgevormde XML in UTF-8, zonder documenttypedeclaratie?",
      fr: "Le message est-il un document XML bien formé, en UTF-8 et sans déclaration de type de document ?",
      de: "Ist die Nachricht wohlgeformtes XML in UTF-8 ohne Dokumenttypdeklaration?",
    },
  ],
  [
    "envelope",
    {
      en: "Is it a SOAP 1.1 envelope with at most one Header and with one element in its Body?",
      nl: "Is het een SOAP 1.1-envelop met ten hoogste één Header en met één element in de Body?",
      fr: "S'agit-il d'une enveloppe SOAP 1.1 comportant au plus un Header et un seul élément dans son Body ?",
      de: "Ist es ein SOAP-1.1-Umschlag mit höchstens einem Header und mit genau einem Element im Body?",
    },
  ],
  [
    "authentication",
    {
      en: "Is it proved who sends the message, and does that sender stand in an annex?",
      nl: "Is bewezen wie het bericht verstuurt, en komt die afzender voor in een bijlage?",
      fr: "L'identité de l'expéditeur est-elle prouvée et cet expéditeur figure-t-il dans une annexe ?",
      de: "Ist nachgewiesen, wer die Nachricht sendet, und ist dieser Absender in einem Anhang aufgeführt?",
    },
  ],
  [
    "operation",
    {
      en: "Does this address know the operation, and does your annex grant it?",
      nl: "Is de operatie op dit adres bekend, en kent uw bijlage ze toe?",
      fr: "L'opération existe-t-elle à cette adresse et votre annexe l'accorde-t-elle ?",
      de: "Ist die Operation unter dieser Adresse bekannt, und gewährt Ihr Anhang sie?",
    },
  ],
  [
    "structure",
    {
      en: "Does the question conform to the WSDL and the schemas of the service?",
      nl: "Stemt de vraag overeen met de WSDL en de schema's van de dienst?",
      fr: "La demande est-elle conforme au WSDL et aux schémas du service ?",
      de: "Entspricht die Anfrage der WSDL und den Schemas des Dienstes?",
    },
  ],
  [
    "grant",
    {
      en: "Does your annex grant the objects that you ask about, and this way of naming an entity?",
      nl: "Kent uw bijlage de gevraagde voorwerpen toe, en deze manier om een entiteit te noemen?",
      fr: "Votre annexe accorde-t-elle les objets demandés et cette façon de désigner une entité ?",
      de: "Gewährt Ihr Anhang die angefragten Objekte und diese Art, eine Einheit zu benennen?",
    },
  ],
  [
    "content",
    {
      en: "Can what the request says be right, as far as the request itself shows it?",
      nl: "Kan wat de aanvraag zegt kloppen, voor zover de aanvraag zelf dat toont?",
      fr: "Le contenu de la requête peut-il être correct, pour autant que la requête elle-même le montre ?",
      de: "Kann das, was die Anforderung sagt, stimmen, soweit die Anforderung selbst es zeigt?",
    },
  ],
  [
    "objects",
    {
      en: "Are the applications, groups and sectors in the question known?",
      nl: "Zijn de toepassingen, groepen en sectoren in de vraag gekend?",
      fr: "Les applications, groupes et secteurs de la demande sont-ils connus ?",
      de: "Sind die Anwendungen, Gruppen und Sektoren der Anfrage bekannt?",
    },
  ],
  [
    "quarters",
    {
      en: "Do the quarters lie within those that are kept?",
      nl: "Liggen de kwartalen binnen die welke worden bijgehouden?",
      fr: "Les trimestres font-ils partie de ceux qui sont conservés ?",
      de: "Liegen die Quartale innerhalb derer, die geführt werden?",
    },
  ],
  [
    "user",
    {
      en: "Does the technical id belong to an account that is active today?",
      nl: "Hoort de technische identificatie bij een account die vandaag actief is?",
      fr: "L'identifiant technique appartient-il à un compte actif aujourd'hui ?",
      de: "Gehört die technische Kennung zu einem Konto, das heute aktiv ist?",
    },
  ],
  [
    "context",
    {
      en: "Does the user act today in the context that was given, or in any?",
      nl: "Treedt de gebruiker vandaag op in de opgegeven context, of in een andere als er geen is opgegeven?",
      fr: "L'utilisateur agit-il aujourd'hui dans le contexte indiqué, ou dans l'un des siens si aucun n'est indiqué ?",
      de: "Handelt der Benutzer heute im angegebenen Kontext, oder in irgendeinem, wenn keiner angegeben ist?",
    },
  ],
  [
    "profile",
    {
      en: "Does the user have the application in the profile, or a role that has them all?",
      nl: "Heeft de gebruiker de toepassing in het profiel, of een rol die ze allemaal heeft?",
      fr: "L'utilisateur a-t-il l'application dans son profil, ou un rôle qui les a toutes ?",
      de: "Hat der Benutzer die Anwendung im Profil, oder eine Rolle, die alle hat?",
    },
  ],
  [
    "target",
    {
      en: "Do the numbers name one entity, and is it active?",
      nl: "Duiden de nummers één entiteit aan, en is die actief?",
      fr: "Les numéros désignent-ils une seule entité, et celle-ci est-elle active ?",
      de: "Bezeichnen die Nummern eine einzige Einheit, und ist diese aktiv?",
    },
  ],
  [
    "own-entity",
    {
      en: "Is it the user's own entity, in a quality in which the application is used?",
      nl: "Is het de eigen entiteit van de gebruiker, in een hoedanigheid waarin de toepassing wordt gebruikt?",
      fr: "Est-ce l'entité de l'utilisateur, dans une qualité où l'application est utilisée ?",
      de: "Ist es die eigene Einheit des Benutzers, in einer Eigenschaft, in der die Anwendung genutzt wird?",
    },
  ],
  [
    "mandate",
    {
      en: "Do mandates to the user's entity cover the application in every quarter?",
      nl: "Dekken mandaten aan de entiteit van de gebruiker de toepassing in elk kwartaal?",
      fr: "Des mandats donnés à l'entité de l'utilisateur couvrent-ils l'application pour chaque trimestre ?",
      de: "Decken Mandate an die Einheit des Benutzers die Anwendung in jedem Quartal ab?",
    },
  ],
  [
    "delegation",
    {
      en: "Do mandates that were delegated to the user or to the context cover it in every quarter?",
      nl: "Dekken mandaten die aan de gebruiker of aan de context zijn gedelegeerd het in elk kwartaal?",
      fr: "Des mandats délégués à l'utilisateur ou au contexte couvrent-ils tous les trimestres ?",
      de: "Decken Mandate, die an den Benutzer oder den Kontext delegiert wurden, jedes Quartal ab?",
    },
  ],
  [
    "access",
    {
      en: "Does it come down to access for this object?",
      nl: "Komt het neer op toegang voor dit voorwerp?",
      fr: "Cela revient-il à un accès pour cet objet ?",
      de: "Läuft es für dieses Objekt auf Zugang hinaus?",
    },
  ],
  [
    "customer-identification",
    {
      en: "Is customerIdentification the organisation that was authenticated?",
      nl: "Is customerIdentification de organisatie die geauthenticeerd werd?",
      fr: "L'élément customerIdentification désigne-t-il l'organisation qui s'est authentifiée ?",
      de: "Bezeichnet customerIdentification die Organisation, die authentifiziert wurde?",
    },
  ],
  [
    "public-welfare-centre",
    {
      en: "Where the legal context is reserved for public centres for social welfare: are you one?",
      nl: "Als de wettelijke context aan OCMW's is voorbehouden: bent u een OCMW?",
      fr: "Si le contexte légal est réservé aux CPAS, êtes-vous un CPAS ?",
      de: "Falls der gesetzliche Kontext den ÖSHZ vorbehalten ist: Sind Sie ein ÖSHZ?",
    },
  ],
  [
    "legal-context",
    {
      en: "Does your annex grant this operation in this legal context?",
      nl: "Kent uw bijlage deze operatie toe in deze wettelijke context?",
      fr: "Votre annexe accorde-t-elle cette opération dans ce contexte légal ?",
      de: "Gewährt Ihr Anhang diese Operation in diesem gesetzlichen Kontext?",
    },
  ],
  [
    "ssin-structure",
    {
      en: "Are the shape, the date of birth and the check digits of the SSIN possible?",
      nl: "Zijn de vorm, de geboortedatum en het controlegetal van het INSZ mogelijk?",
      fr: "La forme, la date de naissance et le chiffre de contrôle du NISS sont-ils possibles ?",
      de: "Sind Form, Geburtsdatum und Prüfziffer der ENSS möglich?",
    },
  ],
  [
    "ssin-status",
    {
      en: "Does the SSIN stand in the person register, neither cancelled nor replaced?",
      nl: "Komt het INSZ voor in het personenregister en is het niet geannuleerd of vervangen?",
      fr: "Le NISS figure-t-il dans le registre des personnes sans y être annulé ni remplacé ?",
      de: "Steht die ENSS im Personenregister, und ist sie weder annulliert noch ersetzt?",
    },
  ],
  [
    "inscription",
    {
      en: "Do you have the inscription for this person that your annex asks for?",
      nl: "Hebt u voor deze persoon de inschrijving die uw bijlage vereist?",
      fr: "Disposez-vous, pour cette personne, de l'inscription qu'exige votre annexe ?",
      de: "Haben Sie für diese Person die Eintragung, die Ihr Anhang verlangt?",
    },
  ],
  [
    "criteria",
    {
      en: "Are the criteria of the question possible, such as a period that ends after it begins?",
      nl: "Zijn de criteria van de vraag mogelijk, zoals een periode die na haar begin eindigt?",
      fr: "Les critères de la demande sont-ils possibles, par exemple une période qui se termine après son début ?",
      de: "Sind die Kriterien der Anfrage möglich, etwa ein Zeitraum, der nach seinem Beginn endet?",
    },
  ],
  [
    "period",
    {
      en: "Does the period stay within what your annex allows?",
      nl: "Blijft de periode binnen wat uw bijlage toelaat?",
      fr: "La période respecte-t-elle ce que permet votre annexe ?",
      de: "Bleibt der Zeitraum innerhalb dessen, was Ihr Anhang zulässt?",
    },
  ],
  [
    "quota",
    {
      en: "Is there room left in the quota of your annex for this minute and this day?",
      nl: "Is er binnen de quota van uw bijlage nog ruimte voor deze minuut en deze dag?",
      fr: "Le quota de votre annexe laisse-t-il encore de la place pour cette minute et ce jour ?",
      de: "Lässt das Kontingent (Quota) Ihres Anhangs für diese Minute und diesen Tag noch Raum?",
    },
  ],
  [
    "supplier-integration",
    {
      en: "Does the supplier of the data keep a file on this person?",
      nl: "Houdt de leverancier van de gegevens over deze persoon een dossier bij?",
      fr: "Le fournisseur des données gère-t-il un dossier concernant cette personne ?",
      de: "Führt der Datenlieferant zu dieser Person eine Akte?",
    },
  ],
  [
    "source",
    {
      en: "Did the supplier answer, and with data that may be shown to you?",
      nl: "Heeft de leverancier geantwoord, en met gegevens die u mag zien?",
      fr: "Le fournisseur a-t-il répondu, et avec des données que vous pouvez consulter ?",
      de: "Hat der Datenlieferant geantwortet, und zwar mit Daten, die Sie sehen dürfen?",
    },
  ],
  [
    "contract",
    {
      en: "Does the supplier's answer conform to the contract of the service?",
      nl: "Stemt het antwoord van de leverancier overeen met het contract van de dienst?",
      fr: "La réponse du fournisseur est-elle conforme au contrat du service ?",
      de: "Entspricht die Antwort des Datenlieferanten dem Vertrag des Dienstes?",
    },
  ],
  [
    "registers",
    {
      en: "Could the registers that the question needs be reached?",
      nl: "Waren de registers die voor de vraag nodig zijn bereikbaar?",
      fr: "Les registres nécessaires au traitement de la demande étaient-ils accessibles ?",
      de: "Waren die für die Anfrage benötigten Register erreichbar?",
    },
  ],
  [
    "replay",
    {
      en: "Is this signed message one that was not answered before?",
      nl: "Is dit ondertekende bericht niet al eerder beantwoord?",
      fr: "Ce message signé n'a-t-il pas déjà reçu une réponse ?",
      de: "Wurde diese signierte Nachricht nicht schon zuvor beantwortet?",
    },
  ],
  [
    "scope",
    {
      en: "Does the access token hold the scope that the operation asks for?",
      nl: "Bevat het toegangstoken de scope die de operatie vraagt?",
      fr: "Le jeton d'accès contient-il la portée (scope) qu'exige l'opération ?",
      de: "Enthält das Zugriffstoken den Geltungsbereich (Scope), den die Operation verlangt?",
    },
  ],
  [
    "media-type",
    {
      en: "Does the request say that its body is JSON (application/json)?",
      nl: "Vermeldt de vraag dat de inhoud JSON is (application/json)?",
      fr: "La requête indique-t-elle que son contenu est du JSON (application/json) ?",
      de: "Gibt die Anfrage an, dass ihr Inhalt JSON ist (application/json)?",
    },
  ],
  [
    "json",
    {
      en: "Is the body readable JSON in UTF-8?",
      nl: "Is de inhoud leesbare JSON in UTF-8?",
      fr: "Le contenu est-il du JSON lisible, en UTF-8 ?",
      de: "Ist der Inhalt lesbares JSON in UTF-8?",
    },
  ],
  [
    "employer-mandate",
    {
      en: "Are you the employer, or has it given you a mandate that holds today?",
      nl: "Bent u de werkgever, of hebt u van hem een mandaat dat vandaag geldt?",
      fr: "Êtes-vous l'employeur, ou vous a-t-il donné un mandat valable aujourd'hui ?",
      de: "Sind Sie der Arbeitgeber, oder hat er Ihnen ein heute gültiges Mandat erteilt?",
    },
  ],
  [
    "personnel-file",
    {
      en: "Has the employer its definitive NSSO number, with which its personnel file opens?",
      nl: "Heeft de werkgever zijn definitieve RSZ-nummer, waarmee zijn personeelsbestand opengaat?",
      fr: "L'employeur a-t-il son numéro ONSS définitif, avec lequel s'ouvre son fichier du personnel ?",
      de: "Hat der Arbeitgeber seine endgültige LSS-Nummer, mit der sich seine Personaldatei öffnet?",
    },
  ],
  [
    "forwarding",
    {
      en: "Does your annex say that you fetch mutations?",
      nl: "Staat in uw bijlage dat u mutaties ophaalt?",
      fr: "Votre annexe dit-elle que vous recherchez vous-même les mutations ?",
      de: "Steht in Ihrem Anhang, dass Sie Mutationen abholen?",
    },
  ],
  [
    "identification",
    {
      en: "Is exactly one person in the register as the worker was declared?",
      nl: "Staat precies één persoon in het register zoals de werknemer werd aangegeven?",
      fr: "Le registre connaît-il exactement une personne telle que le travailleur a été déclaré ?",
      de: "Kennt das Register genau eine Person, die so ist, wie der Arbeitnehmer gemeldet wurde?",
    },
  ],
  [
    "resource",
    {
      en: "Is there something at this address that you may see?",
      nl: "Is er op dit adres iets dat u mag zien?",
      fr: "Y a-t-il à cette adresse quelque chose que vous pouvez voir ?",
      de: "Gibt es unter dieser Adresse etwas, das Sie sehen dürfen?",
    },
  ],
  [
    "idempotency",
    {
      en: "Does the idempotency key stand for this declaration and for no other?",
      nl: "Staat de idempotentiesleutel voor deze aangifte en voor geen andere?",
      fr: "La clé d'idempotence désigne-t-elle cette déclaration et aucune autre ?",
      de: "Steht der Idempotenzschlüssel für diese Meldung und für keine andere?",
    },
  ],
  [
    "request",
    {
      en: "Does the question about a ticket have the right form?",
      nl: "Heeft de vraag over een ticket de juiste vorm?",
      fr: "La question relative à un ticket a-t-elle la forme voulue ?",
      de: "Hat die Frage nach einem Ticket die richtige Form?",
    },
  ],
  [
    "ticket",
    {
      en: "Is the ticket that of one of your own questions?",
      nl: "Hoort het ticket bij een van uw eigen vragen?",
      fr: "Le ticket est-il celui d'une de vos propres demandes ?",
      de: "Gehört das Ticket zu einer Ihrer eigenen Anfragen?",
    },
  ],
]);
