// What can be wrong with a message before it is a question: each cause in words, with what to do about it.
import type { Texts } from "../statuses.ts";

interface CauseText {
  readonly meaning: Texts;
  readonly remedy: Texts;
}

export type StructuralCause = keyof typeof structureTexts;

export const structureTexts = {
  size: {
    meaning: {
      en: "The message is larger than this installation takes, and was not read.",
      nl: "Het bericht is groter dan deze installatie aanvaardt en werd niet gelezen.",
      fr: "Le message dépasse la taille admise par cette installation et n'a pas été lu.",
      de: "Die Nachricht ist größer, als diese Installation annimmt, und wurde nicht gelesen.",
    },
    remedy: {
      en: "Send one question per message, without attachments.",
      nl: "Stuur één vraag per bericht, zonder bijgevoegde bestanden.",
      fr: "Envoyez une seule demande par message, sans pièce jointe.",
      de: "Senden Sie je Nachricht nur eine Anfrage, ohne Dateianhänge.",
    },
  },
  "xml-not-well-formed": {
    meaning: {
      en: "The message is not well-formed XML.",
      nl: "Het bericht is geen welgevormde XML.",
      fr: "Le message n'est pas un document XML bien formé.",
      de: "Die Nachricht ist kein wohlgeformtes XML.",
    },
    remedy: {
      en: "Correct the place that is named (line and column). Write XML with an XML library rather than by putting texts together, and check that the message was not cut off.",
      nl: "Verbeter de aangegeven plaats (regel en kolom). Schrijf XML met een XML-bibliotheek in plaats van door teksten samen te voegen, en ga na of het bericht niet werd afgebroken.",
      fr: "Corrigez l'endroit indiqué (ligne et colonne). Produisez le XML au moyen d'une bibliothèque XML plutôt qu'en assemblant des textes, et vérifiez que le message n'a pas été tronqué.",
      de: "Berichtigen Sie die angegebene Stelle (Zeile und Spalte). Erzeugen Sie XML mit einer XML-Bibliothek statt durch Zusammensetzen von Texten, und prüfen Sie, ob die Nachricht abgeschnitten wurde.",
    },
  },
  "xml-forbidden": {
    meaning: {
      en: "The message holds a document type declaration (DOCTYPE), which SOAP forbids.",
      nl: "Het bericht bevat een documenttypedeclaratie (DOCTYPE); SOAP verbiedt dat.",
      fr: "Le message contient une déclaration de type de document (DOCTYPE), ce que SOAP interdit.",
      de: "Die Nachricht enthält eine Dokumenttypdeklaration (DOCTYPE), was SOAP verbietet.",
    },
    remedy: {
      en: "Leave the DOCTYPE and its entities out, and write the characters themselves.",
      nl: "Laat de DOCTYPE en de entiteiten ervan weg en schrijf de tekens zelf.",
      fr: "Supprimez le DOCTYPE et ses entités, et écrivez les caractères eux-mêmes.",
      de: "Lassen Sie die DOCTYPE-Angabe samt ihren Entitäten weg und schreiben Sie die Zeichen selbst.",
    },
  },
  "xml-too-large": {
    meaning: {
      en: "The XML is larger or more deeply nested than any message of the services can be.",
      nl: "De XML is groter of dieper genest dan een bericht van de diensten kan zijn.",
      fr: "Le document XML est plus volumineux ou plus profondément imbriqué que ne peut l'être un message des services.",
      de: "Das XML ist größer oder tiefer verschachtelt, als es eine Nachricht der Dienste sein kann.",
    },
    remedy: {
      en: "Send one question as the WSDL describes it. A message that seems small enough may hold repeated content by mistake.",
      nl: "Stuur één vraag zoals de WSDL ze beschrijft. Lijkt het bericht klein genoeg, dan bevat het misschien per vergissing herhaalde inhoud.",
      fr: "Envoyez une seule demande, telle que la décrit le WSDL. Un message qui semble assez petit peut contenir par erreur un contenu répété.",
      de: "Senden Sie eine einzelne Anfrage, wie die WSDL sie beschreibt. Eine scheinbar kleine Nachricht kann versehentlich wiederholten Inhalt enthalten.",
    },
  },
  "xml-encoding": {
    meaning: {
      en: "The message is not in UTF-8, or declares another encoding than the one it is in.",
      nl: "Het bericht staat niet in UTF-8, of geeft een andere tekencodering op dan de werkelijke.",
      fr: "Le message n'est pas codé en UTF-8 ou déclare un autre codage que celui qu'il utilise.",
      de: "Die Nachricht ist nicht in UTF-8 kodiert oder gibt eine andere Kodierung an als die tatsächliche.",
    },
    remedy: {
      en: "Write and sign the message in UTF-8, declare UTF-8 or nothing, and let nothing on the way convert it. ISO-8859-1 and UTF-16 are not taken.",
      nl: "Schrijf en onderteken het bericht in UTF-8, vermeld UTF-8 of niets, en laat het onderweg door niets omzetten. ISO-8859-1 en UTF-16 worden niet aanvaard.",
      fr: "Rédigez et signez le message en UTF-8, déclarez UTF-8 ou aucun codage, et veillez à ce que rien ne le convertisse en chemin. ISO-8859-1 et UTF-16 ne sont pas acceptés.",
      de: "Schreiben und signieren Sie die Nachricht in UTF-8, geben Sie UTF-8 oder gar keine Kodierung an und sorgen Sie dafür, dass sie unterwegs nicht umgewandelt wird. ISO-8859-1 und UTF-16 werden nicht angenommen.",
    },
  },
  "envelope-version": {
    meaning: {
      en: "The envelope is not that of SOAP 1.1: its namespace is another one.",
      nl: "De envelop is geen SOAP 1.1-envelop: de namespace ervan is een andere.",
      fr: "L'enveloppe n'est pas celle de SOAP 1.1, car son espace de noms est différent.",
      de: "Der Umschlag ist nicht der von SOAP 1.1: Sein Namensraum ist ein anderer.",
    },
    remedy: {
      en: "Set your SOAP library to SOAP 1.1 (namespace http://schemas.xmlsoap.org/soap/envelope/, Content-Type text/xml). SOAP 1.2 is not spoken here.",
      nl: "Stel uw SOAP-bibliotheek in op SOAP 1.1 (namespace http://schemas.xmlsoap.org/soap/envelope/, Content-Type text/xml). SOAP 1.2 wordt hier niet gebruikt.",
      fr: "Réglez votre bibliothèque SOAP sur SOAP 1.1 (espace de noms http://schemas.xmlsoap.org/soap/envelope/, Content-Type text/xml). SOAP 1.2 n'est pas pris en charge ici.",
      de: "Stellen Sie Ihre SOAP-Bibliothek auf SOAP 1.1 ein (Namensraum http://schemas.xmlsoap.org/soap/envelope/, Content-Type text/xml). SOAP 1.2 wird hier nicht verwendet.",
    },
  },
  "envelope-missing": {
    meaning: {
      en: "The outermost element is not a SOAP envelope.",
      nl: "Het buitenste element is geen SOAP-envelop.",
      fr: "L'élément le plus externe n'est pas une enveloppe SOAP.",
      de: "Das äußerste Element ist kein SOAP-Umschlag.",
    },
    remedy: {
      en: "Put the question into the Body of a SOAP 1.1 Envelope; do not send the request element by itself.",
      nl: "Plaats de vraag in de Body van een SOAP 1.1-envelop; verstuur het vraagelement niet op zichzelf.",
      fr: "Placez la demande dans le Body d'une enveloppe SOAP 1.1 et n'envoyez pas l'élément de demande seul.",
      de: "Setzen Sie die Anfrage in den Body eines SOAP-1.1-Umschlags; senden Sie das Anfrageelement nicht für sich allein.",
    },
  },
  "envelope-parts": {
    meaning: {
      en: "The envelope holds something else than at most one Header followed by one Body.",
      nl: "De envelop bevat iets anders dan ten hoogste één Header gevolgd door één Body.",
      fr: "L'enveloppe contient autre chose qu'un Header au plus, suivi d'un Body.",
      de: "Der Umschlag enthält etwas anderes als höchstens einen Header und danach einen Body.",
    },
    remedy: {
      en: "Write the Header first and the Body last, both in the namespace of SOAP 1.1, and nothing after the Body.",
      nl: "Schrijf eerst de Header en dan de Body, beide in de namespace van SOAP 1.1, en niets na de Body.",
      fr: "Écrivez d'abord le Header, puis le Body, tous deux dans l'espace de noms de SOAP 1.1, et rien après le Body.",
      de: "Schreiben Sie zuerst den Header und dann den Body, beide im Namensraum von SOAP 1.1, und nichts nach dem Body.",
    },
  },
  "header-not-understood": {
    meaning: {
      en: "A header is marked mustUnderstand, and this service does not process it.",
      nl: "Een header is als mustUnderstand gemarkeerd en deze dienst verwerkt hem niet.",
      fr: "Un en-tête est marqué mustUnderstand alors que ce service ne le traite pas.",
      de: "Ein Header ist als mustUnderstand gekennzeichnet, wird von diesem Dienst aber nicht verarbeitet.",
    },
    remedy: {
      en: "Leave that header out, or send it without mustUnderstand. Only wsse:Security may be mandatory.",
      nl: "Laat die header weg of verstuur hem zonder mustUnderstand. Alleen wsse:Security mag verplicht zijn.",
      fr: "Supprimez cet en-tête ou envoyez-le sans mustUnderstand. Seul wsse:Security peut être obligatoire.",
      de: "Lassen Sie diesen Header weg oder senden Sie ihn ohne mustUnderstand. Nur wsse:Security darf verbindlich sein.",
    },
  },
  "body-content": {
    meaning: {
      en: "The Body does not hold exactly one element.",
      nl: "De Body bevat niet precies één element.",
      fr: "Le Body ne contient pas exactement un élément.",
      de: "Der Body enthält nicht genau ein Element.",
    },
    remedy: {
      en: "Put exactly one request element into the Body.",
      nl: "Plaats precies één vraagelement in de Body.",
      fr: "Placez exactement un élément de demande dans le Body.",
      de: "Setzen Sie genau ein Anfrageelement in den Body.",
    },
  },
  "no-annex": {
    meaning: {
      en: "It is proved who you are, but your certificate or user name stands in no annex of this installation.",
      nl: "Het is bewezen wie u bent, maar uw certificaat of gebruikersnaam komt in geen enkele bijlage van deze installatie voor.",
      fr: "Votre identité est prouvée, mais votre certificat ou votre nom d'utilisateur ne figure dans aucune annexe de cette installation.",
      de: "Ihre Identität ist nachgewiesen, doch Ihr Zertifikat oder Benutzername steht in keinem Anhang dieser Installation.",
    },
    remedy: {
      en: "Check that you use the certificate or the account of the right environment. If so, give the operator the whole subject of your certificate and ask for it to be put into your annex.",
      nl: "Ga na of u het certificaat of de account van de juiste omgeving gebruikt. Is dat zo, bezorg de beheerder dan de volledige naam (subject) van uw certificaat en vraag die in uw bijlage op te nemen.",
      fr: "Vérifiez que vous utilisez le certificat ou le compte du bon environnement. Si c'est le cas, communiquez au gestionnaire le sujet complet de votre certificat et demandez-lui de l'inscrire dans votre annexe.",
      de: "Prüfen Sie, ob Sie das Zertifikat oder Konto der richtigen Umgebung verwenden. Wenn ja, teilen Sie dem Betreiber den vollständigen Inhabernamen (Subject) Ihres Zertifikats mit und bitten Sie ihn, diesen in Ihren Anhang aufzunehmen.",
    },
  },
  "operation-unknown": {
    meaning: {
      en: "The element in the Body is not a request of the service at this address.",
      nl: "Het element in de Body is geen vraag van de dienst op dit adres.",
      fr: "L'élément contenu dans le Body n'est pas une demande du service situé à cette adresse.",
      de: "Das Element im Body ist keine Anfrage des Dienstes unter dieser Adresse.",
    },
    remedy: {
      en: "Send it to the address of its own service, or use one of the request elements that the WSDL at this address names.",
      nl: "Stuur het naar het adres van de eigen dienst, of gebruik een van de vraagelementen die de WSDL op dit adres noemt.",
      fr: "Envoyez-le à l'adresse du service concerné ou utilisez l'un des éléments de demande que nomme le WSDL disponible à cette adresse.",
      de: "Senden Sie es an die Adresse des zugehörigen Dienstes oder verwenden Sie eines der Anfrageelemente, die die WSDL unter dieser Adresse nennt.",
    },
  },
  "operation-namespace": {
    meaning: {
      en: "The request element has the right name but the wrong namespace, or none.",
      nl: "Het vraagelement heeft de juiste naam, maar een verkeerde namespace of geen.",
      fr: "L'élément de demande porte le bon nom, mais se trouve dans un mauvais espace de noms ou dans aucun.",
      de: "Das Anfrageelement hat den richtigen Namen, aber den falschen oder gar keinen Namensraum.",
    },
    remedy: {
      en: "Put the request element, and that element alone, into the namespace of the interface, version included. Mind the version at its end and any slash.",
      nl: "Plaats het vraagelement, en dat element alleen, in de namespace van de interface, versie inbegrepen. Let op de versie aan het einde en op schuine strepen.",
      fr: "Placez l'élément de demande, et lui seul, dans l'espace de noms de l'interface, version comprise. Veillez à la version finale et aux barres obliques.",
      de: "Setzen Sie das Anfrageelement, und nur dieses, in den Namensraum der Schnittstelle einschließlich der Version. Achten Sie auf die Version am Ende und auf Schrägstriche.",
    },
  },
  "element-namespace": {
    meaning: {
      en: "An element has the right name but stands in the wrong namespace: only the request element has one, the elements inside it are in none (elementFormDefault is unqualified).",
      nl: "Een element heeft de juiste naam maar staat in de verkeerde namespace: alleen het vraagelement heeft er een, de elementen erin hebben er geen (elementFormDefault is unqualified).",
      fr: "Un élément porte le bon nom, mais se trouve dans un mauvais espace de noms. Seul l'élément de demande en possède un, les éléments qu'il contient n'en ont aucun (elementFormDefault vaut unqualified).",
      de: "Ein Element hat den richtigen Namen, steht aber im falschen Namensraum: Nur das Anfrageelement hat einen, die Elemente darin haben keinen (elementFormDefault ist unqualified).",
    },
    remedy: {
      en: 'Give the request element a prefix (xmlns:v2="..." and <v2:...Request>) instead of a default namespace (xmlns="..."), and write the elements inside it without a prefix.',
      nl: 'Geef het vraagelement een prefix (xmlns:v2="..." en <v2:...Request>) in plaats van een standaardnamespace (xmlns="..."), en schrijf de elementen erin zonder prefix.',
      fr: 'Donnez un préfixe à l\'élément de demande (xmlns:v2="..." et <v2:...Request>) au lieu d\'un espace de noms par défaut (xmlns="..."), et écrivez sans préfixe les éléments qu\'il contient.',
      de: 'Geben Sie dem Anfrageelement ein Präfix (xmlns:v2="..." und <v2:...Request>) statt eines Standardnamensraums (xmlns="...") und schreiben Sie die Elemente darin ohne Präfix.',
    },
  },
  "element-order": {
    meaning: {
      en: "The elements are there, but not in the order of the schema.",
      nl: "De elementen zijn aanwezig, maar niet in de volgorde van het schema.",
      fr: "Les éléments sont présents, mais ne respectent pas l'ordre du schéma.",
      de: "Die Elemente sind vorhanden, aber nicht in der Reihenfolge des Schemas.",
    },
    remedy: {
      en: "Write the elements in the order of the schema: a sequence has one order only. Code generated from the WSDL keeps to it.",
      nl: "Schrijf de elementen in de volgorde van het schema: een sequence kent maar één volgorde. Code die uit de WSDL is gegenereerd, houdt zich daaraan.",
      fr: "Écrivez les éléments dans l'ordre du schéma, car une sequence n'admet qu'un seul ordre. Le code généré à partir du WSDL le respecte.",
      de: "Schreiben Sie die Elemente in der Reihenfolge des Schemas: Eine sequence lässt nur eine Reihenfolge zu. Aus der WSDL erzeugter Code hält sie ein.",
    },
  },
  "element-missing": {
    meaning: {
      en: "A mandatory element is missing.",
      nl: "Een verplicht element ontbreekt.",
      fr: "Un élément obligatoire est absent.",
      de: "Ein Pflichtelement fehlt.",
    },
    remedy: {
      en: "Add the element that is named as expected, at the place that is named.",
      nl: "Voeg het verwachte element toe op de aangegeven plaats.",
      fr: "Ajoutez l'élément attendu à l'endroit indiqué.",
      de: "Fügen Sie das erwartete Element an der angegebenen Stelle hinzu.",
    },
  },
  "element-unexpected": {
    meaning: {
      en: "An element stands where the schema does not allow it.",
      nl: "Een element staat op een plaats waar het schema het niet toelaat.",
      fr: "Un élément figure à un endroit où le schéma ne l'autorise pas.",
      de: "Ein Element steht an einer Stelle, an der das Schema es nicht zulässt.",
    },
    remedy: {
      en: "Compare the name, letter by letter, with the schema; remove the element, or put the expected one in its place.",
      nl: "Vergelijk de naam letter voor letter met het schema; verwijder het element of plaats het verwachte element ervoor in de plaats.",
      fr: "Comparez le nom lettre par lettre avec le schéma, puis supprimez l'élément ou remplacez-le par l'élément attendu.",
      de: "Vergleichen Sie den Namen Buchstabe für Buchstabe mit dem Schema; entfernen Sie das Element oder ersetzen Sie es durch das erwartete.",
    },
  },
  "attribute-wrong": {
    meaning: {
      en: "An attribute is missing, or stands where the schema knows none.",
      nl: "Een attribuut ontbreekt of staat op een plaats waar het schema er geen kent.",
      fr: "Un attribut est absent ou figure à un endroit où le schéma n'en prévoit pas.",
      de: "Ein Attribut fehlt oder steht an einer Stelle, an der das Schema keines kennt.",
    },
    remedy: {
      en: "Write the attributes of the schema only, without a namespace, at the place that is named.",
      nl: "Schrijf op de aangegeven plaats alleen de attributen van het schema, zonder namespace.",
      fr: "N'écrivez à l'endroit indiqué que les attributs du schéma, sans espace de noms.",
      de: "Schreiben Sie an der angegebenen Stelle nur die Attribute des Schemas, ohne Namensraum.",
    },
  },
  "value-wrong": {
    meaning: {
      en: "The content of an element is not of its type.",
      nl: "De inhoud van een element is niet van het juiste type.",
      fr: "Le contenu d'un élément n'est pas du type prévu.",
      de: "Der Inhalt eines Elements hat nicht den vorgesehenen Typ.",
    },
    remedy: {
      en: "Write the value as the type asks (a date as 2026-01-31, a number with all its digits and leading zeros), and leave an optional element out rather than sending it empty.",
      nl: "Schrijf de waarde zoals het type vraagt (een datum als 2026-01-31, een nummer met al zijn cijfers en voorloopnullen), en laat een optioneel element weg in plaats van het leeg te versturen.",
      fr: "Écrivez la valeur comme le type l'exige (une date sous la forme 2026-01-31, un numéro avec tous ses chiffres et ses zéros initiaux), et omettez un élément facultatif plutôt que de l'envoyer vide.",
      de: "Schreiben Sie den Wert so, wie der Typ es verlangt (ein Datum als 2026-01-31, eine Nummer mit allen Ziffern und führenden Nullen), und lassen Sie ein optionales Element weg, statt es leer zu senden.",
    },
  },
} as const satisfies Record<string, CauseText>;
