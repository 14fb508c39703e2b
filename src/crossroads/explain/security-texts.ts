// What each reason for refusing a signature, a certificate or a sign-in means, and which remedy goes with it.
import type { SecurityReason } from "../../soap/security/security-fault.ts";
import type { Texts } from "../statuses.ts";
import type { SecurityRemedy } from "./security-remedies.ts";

/** The reasons of createAuthentication itself stand at the end. */
type AuthenticationReason = SecurityReason | "no-proof" | "basic-without-tls" | "basic-wrong";

export const securityTexts: Readonly<
  Record<AuthenticationReason, { readonly meaning: Texts; readonly remedy: SecurityRemedy }>
> = {
  "envelope-not-soap11": {
    meaning: {
      en: "The signed message is not in a SOAP 1.1 envelope.",
      nl: "Het ondertekende bericht zit niet in een SOAP 1.1-envelop.",
      fr: "Le message signé ne se trouve pas dans une enveloppe SOAP 1.1.",
      de: "Die signierte Nachricht steht nicht in einem SOAP-1.1-Umschlag.",
    },
    remedy: "envelope",
  },
  "envelope-structure": {
    meaning: {
      en: "A signed envelope must hold one Header and then one Body; it holds something else.",
      nl: "Een ondertekende envelop moet één Header en dan één Body bevatten; deze bevat iets anders.",
      fr: "Une enveloppe signée doit contenir un Header puis un Body ; celle-ci contient autre chose.",
      de: "Ein signierter Umschlag muss einen Header und danach einen Body enthalten; dieser enthält etwas anderes.",
    },
    remedy: "envelope",
  },
  "security-missing": {
    meaning: {
      en: "The Header holds no wsse:Security.",
      nl: "De Header bevat geen wsse:Security.",
      fr: "Le Header ne contient pas de wsse:Security.",
      de: "Der Header enthält kein wsse:Security.",
    },
    remedy: "profile",
  },
  "security-twice": {
    meaning: {
      en: "The Header holds more than one wsse:Security.",
      nl: "De Header bevat meer dan één wsse:Security.",
      fr: "Le Header contient plus d'un wsse:Security.",
      de: "Der Header enthält mehr als ein wsse:Security.",
    },
    remedy: "profile",
  },
  "security-actor-unknown": {
    meaning: {
      en: "The Security header is addressed to another actor than this service.",
      nl: "De Security-header is voor een andere actor dan deze dienst bestemd.",
      fr: "L'en-tête Security est destiné à un autre acteur que ce service.",
      de: "Der Security-Header richtet sich an einen anderen Akteur als diesen Dienst.",
    },
    remedy: "profile",
  },
  "security-structure": {
    meaning: {
      en: "The Security header holds something besides the token, the timestamp and the signature.",
      nl: "De Security-header bevat iets anders dan het token, de tijdsaanduiding en de handtekening.",
      fr: "L'en-tête Security contient autre chose que le jeton, l'horodatage et la signature.",
      de: "Der Security-Header enthält etwas anderes als das Token, den Zeitstempel und die Signatur.",
    },
    remedy: "profile",
  },
  "comment-in-security": {
    meaning: {
      en: "A comment or a processing instruction stands in the Security header.",
      nl: "In de Security-header staat commentaar of een verwerkingsinstructie.",
      fr: "L'en-tête Security contient un commentaire ou une instruction de traitement.",
      de: "Im Security-Header steht ein Kommentar oder eine Verarbeitungsanweisung.",
    },
    remedy: "comments",
  },
  "comment-in-text": {
    meaning: {
      en: "A comment or a processing instruction stands within a text of the Body, where it is not covered by the signature.",
      nl: "In een tekst van de Body staat commentaar of een verwerkingsinstructie, die niet door de handtekening wordt gedekt.",
      fr: "Un texte du Body contient un commentaire ou une instruction de traitement que la signature ne couvre pas.",
      de: "In einem Text des Body steht ein Kommentar oder eine Verarbeitungsanweisung, die von der Signatur nicht erfasst wird.",
    },
    remedy: "comments",
  },
  "id-twice": {
    meaning: {
      en: "Two elements of the message carry the same id, so that a reference could mean either.",
      nl: "Twee elementen van het bericht hebben dezelfde id, zodat een verwijzing op elk van beide kan slaan.",
      fr: "Deux éléments du message portent le même identifiant, de sorte qu'une référence pourrait désigner l'un ou l'autre.",
      de: "Zwei Elemente der Nachricht tragen dieselbe Id, sodass ein Verweis beide meinen könnte.",
    },
    remedy: "ids",
  },
  "ids-too-many": {
    meaning: {
      en: "The message holds far more ids than a signed question needs.",
      nl: "Het bericht bevat veel meer id's dan een ondertekende vraag nodig heeft.",
      fr: "Le message contient bien plus d'identifiants que n'en exige une demande signée.",
      de: "Die Nachricht enthält weit mehr Ids, als eine signierte Anfrage braucht.",
    },
    remedy: "ids",
  },
  "token-missing": {
    meaning: {
      en: "The Security header holds no BinarySecurityToken with the sender's certificate.",
      nl: "De Security-header bevat geen BinarySecurityToken met het certificaat van de afzender.",
      fr: "L'en-tête Security ne contient pas de BinarySecurityToken portant le certificat de l'expéditeur.",
      de: "Der Security-Header enthält kein BinarySecurityToken mit dem Zertifikat des Absenders.",
    },
    remedy: "token",
  },
  "token-twice": {
    meaning: {
      en: "The Security header holds more than one BinarySecurityToken.",
      nl: "De Security-header bevat meer dan één BinarySecurityToken.",
      fr: "L'en-tête Security contient plus d'un BinarySecurityToken.",
      de: "Der Security-Header enthält mehr als ein BinarySecurityToken.",
    },
    remedy: "token",
  },
  "token-type-unknown": {
    meaning: {
      en: "The token is not an X.509 version 3 certificate in base64.",
      nl: "Het token is geen X.509-certificaat van versie 3 in base64.",
      fr: "Le jeton n'est pas un certificat X.509 de version 3 en base64.",
      de: "Das Token ist kein X.509-Zertifikat der Version 3 in Base64.",
    },
    remedy: "token",
  },
  "token-reference-wrong": {
    meaning: {
      en: "KeyInfo does not refer directly to the certificate in the BinarySecurityToken.",
      nl: "KeyInfo verwijst niet rechtstreeks naar het certificaat in het BinarySecurityToken.",
      fr: "KeyInfo ne renvoie pas directement au certificat contenu dans le BinarySecurityToken.",
      de: "KeyInfo verweist nicht unmittelbar auf das Zertifikat im BinarySecurityToken.",
    },
    remedy: "token",
  },
  "timestamp-missing": {
    meaning: {
      en: "The Security header holds no Timestamp.",
      nl: "De Security-header bevat geen Timestamp.",
      fr: "L'en-tête Security ne contient pas de Timestamp.",
      de: "Der Security-Header enthält keinen Timestamp.",
    },
    remedy: "timestamp",
  },
  "timestamp-twice": {
    meaning: {
      en: "The Security header holds more than one Timestamp.",
      nl: "De Security-header bevat meer dan één Timestamp.",
      fr: "L'en-tête Security contient plus d'un Timestamp.",
      de: "Der Security-Header enthält mehr als einen Timestamp.",
    },
    remedy: "timestamp",
  },
  "timestamp-unreadable": {
    meaning: {
      en: "The Timestamp does not consist of Created and Expires as moments in UTC.",
      nl: "De Timestamp bestaat niet uit Created en Expires als tijdstippen in UTC.",
      fr: "Le Timestamp ne se compose pas de Created et d'Expires exprimés en UTC.",
      de: "Der Timestamp besteht nicht aus Created und Expires als Zeitpunkten in UTC.",
    },
    remedy: "timestamp",
  },
  "timestamp-order": {
    meaning: {
      en: "The message expires before, or at the moment at which, it was created.",
      nl: "Het bericht vervalt vóór of op het tijdstip waarop het werd gemaakt.",
      fr: "Le message expire avant sa création ou au moment même de celle-ci.",
      de: "Die Nachricht läuft vor dem Zeitpunkt ihrer Erstellung oder genau zu diesem ab.",
    },
    remedy: "timestamp",
  },
  "timestamp-life-too-long": {
    meaning: {
      en: "The message claims to be valid for longer than is allowed here.",
      nl: "Het bericht zegt langer geldig te zijn dan hier is toegelaten.",
      fr: "Le message se déclare valable plus longtemps qu'il n'est permis ici.",
      de: "Die Nachricht gibt an, länger gültig zu sein, als hier zulässig ist.",
    },
    remedy: "timestamp",
  },
  "timestamp-in-future": {
    meaning: {
      en: "The message was created at a moment that is still to come.",
      nl: "Het bericht werd gemaakt op een tijdstip dat nog moet komen.",
      fr: "Le message a été créé à un moment encore à venir.",
      de: "Die Nachricht wurde zu einem Zeitpunkt erstellt, der noch in der Zukunft liegt.",
    },
    remedy: "clock",
  },
  "timestamp-expired": {
    meaning: {
      en: "The message had expired when it arrived.",
      nl: "Het bericht was bij aankomst vervallen.",
      fr: "Le message avait expiré à son arrivée.",
      de: "Die Nachricht war bei ihrer Ankunft abgelaufen.",
    },
    remedy: "clock",
  },
  "signature-missing": {
    meaning: {
      en: "The Security header holds no Signature.",
      nl: "De Security-header bevat geen Signature.",
      fr: "L'en-tête Security ne contient pas de Signature.",
      de: "Der Security-Header enthält keine Signature.",
    },
    remedy: "profile",
  },
  "signature-twice": {
    meaning: {
      en: "The Security header holds more than one Signature.",
      nl: "De Security-header bevat meer dan één Signature.",
      fr: "L'en-tête Security contient plus d'une Signature.",
      de: "Der Security-Header enthält mehr als eine Signature.",
    },
    remedy: "profile",
  },
  "signature-structure": {
    meaning: {
      en: "The Signature does not have the parts that XML Signature asks for, in their order.",
      nl: "De Signature heeft niet de onderdelen die XML Signature vraagt, in de juiste volgorde.",
      fr: "La Signature ne comporte pas, dans l'ordre, les parties qu'exige XML Signature.",
      de: "Die Signature hat nicht die Bestandteile, die XML Signature verlangt, in der richtigen Reihenfolge.",
    },
    remedy: "profile",
  },
  "prefix-list-too-long": {
    meaning: {
      en: "The list of inclusive prefixes is longer than any message needs.",
      nl: "De lijst van inclusieve prefixen is langer dan een bericht nodig heeft.",
      fr: "La liste des préfixes inclusifs est plus longue que n'en a besoin un message.",
      de: "Die Liste der inklusiven Präfixe ist länger, als eine Nachricht sie braucht.",
    },
    remedy: "algorithms",
  },
  "canonicalization-not-allowed": {
    meaning: {
      en: "SignedInfo is canonicalized with another algorithm than exclusive canonicalization without comments.",
      nl: "SignedInfo is gecanonicaliseerd met een ander algoritme dan exclusieve canonicalisatie zonder commentaar.",
      fr: "SignedInfo est canonicalisé par un autre algorithme que la canonicalisation exclusive sans commentaires.",
      de: "SignedInfo wurde mit einem anderen Algorithmus als der exklusiven Kanonisierung ohne Kommentare kanonisiert.",
    },
    remedy: "algorithms",
  },
  "signature-algorithm-not-allowed": {
    meaning: {
      en: "The signature was made with an algorithm that is not allowed here.",
      nl: "De handtekening werd gemaakt met een algoritme dat hier niet is toegelaten.",
      fr: "La signature a été produite par un algorithme qui n'est pas autorisé ici.",
      de: "Die Signatur wurde mit einem Algorithmus erstellt, der hier nicht zulässig ist.",
    },
    remedy: "algorithms",
  },
  "digest-algorithm-not-allowed": {
    meaning: {
      en: "A digest was made with another algorithm than SHA-256.",
      nl: "Een digest werd gemaakt met een ander algoritme dan SHA-256.",
      fr: "Une empreinte a été calculée par un autre algorithme que SHA-256.",
      de: "Ein Digest wurde mit einem anderen Algorithmus als SHA-256 berechnet.",
    },
    remedy: "algorithms",
  },
  "transform-not-allowed": {
    meaning: {
      en: "A reference of the signature uses another transform than exclusive canonicalization alone.",
      nl: "Een verwijzing van de handtekening gebruikt een andere transformatie dan enkel exclusieve canonicalisatie.",
      fr: "Une référence de la signature utilise une autre transformation que la seule canonicalisation exclusive.",
      de: "Ein Verweis der Signatur verwendet eine andere Transformation als allein die exklusive Kanonisierung.",
    },
    remedy: "references",
  },
  "reference-external": {
    meaning: {
      en: "The signature refers to something outside the message.",
      nl: "De handtekening verwijst naar iets buiten het bericht.",
      fr: "La signature renvoie à un élément extérieur au message.",
      de: "Die Signatur verweist auf etwas außerhalb der Nachricht.",
    },
    remedy: "references",
  },
  "reference-whole-document": {
    meaning: {
      en: "The signature refers to the whole document, where it must name its parts.",
      nl: "De handtekening verwijst naar het hele document, terwijl ze de delen moet noemen.",
      fr: "La signature renvoie au document entier alors qu'elle doit en désigner les parties.",
      de: "Die Signatur verweist auf das ganze Dokument, muss aber dessen Teile nennen.",
    },
    remedy: "references",
  },
  "reference-not-body-or-timestamp": {
    meaning: {
      en: "The signature refers to an element that is neither the Body nor the Timestamp nor the token.",
      nl: "De handtekening verwijst naar een element dat noch de Body, noch de Timestamp, noch het token is.",
      fr: "La signature renvoie à un élément qui n'est ni le Body, ni le Timestamp, ni le jeton.",
      de: "Die Signatur verweist auf ein Element, das weder der Body noch der Timestamp noch das Token ist.",
    },
    remedy: "references",
  },
  "reference-twice": {
    meaning: {
      en: "The signature refers to the same part twice.",
      nl: "De handtekening verwijst twee keer naar hetzelfde deel.",
      fr: "La signature renvoie deux fois à la même partie.",
      de: "Die Signatur verweist zweimal auf denselben Teil.",
    },
    remedy: "references",
  },
  "body-not-signed": {
    meaning: {
      en: "The signature does not cover the Body, so the question itself is not protected.",
      nl: "De handtekening dekt de Body niet, zodat de vraag zelf niet beschermd is.",
      fr: "La signature ne couvre pas le Body, de sorte que la demande elle-même n'est pas protégée.",
      de: "Die Signatur umfasst den Body nicht, sodass die Anfrage selbst nicht geschützt ist.",
    },
    remedy: "references",
  },
  "timestamp-not-signed": {
    meaning: {
      en: "The signature does not cover the Timestamp.",
      nl: "De handtekening dekt de Timestamp niet.",
      fr: "La signature ne couvre pas le Timestamp.",
      de: "Die Signatur umfasst den Timestamp nicht.",
    },
    remedy: "references",
  },
  "base64-wrong": {
    meaning: {
      en: "A digest or the signature value is not base64 of the right length.",
      nl: "Een digest of de handtekeningwaarde is geen base64 van de juiste lengte.",
      fr: "Une empreinte ou la valeur de la signature n'est pas du base64 de la bonne longueur.",
      de: "Ein Digest oder der Signaturwert ist kein Base64 der richtigen Länge.",
    },
    remedy: "unchanged",
  },
  "digest-mismatch": {
    meaning: {
      en: "A signed part is no longer what it was when it was signed: its digest differs.",
      nl: "Een ondertekend deel is niet meer wat het bij het ondertekenen was: de digest verschilt.",
      fr: "Une partie signée n'est plus ce qu'elle était lors de la signature, car son empreinte diffère.",
      de: "Ein signierter Teil ist nicht mehr, was er beim Signieren war: Sein Digest weicht ab.",
    },
    remedy: "unchanged",
  },
  "signature-algorithm-not-of-key": {
    meaning: {
      en: "The signature algorithm does not fit the kind of key in the certificate.",
      nl: "Het handtekeningalgoritme past niet bij het soort sleutel in het certificaat.",
      fr: "L'algorithme de signature ne correspond pas au type de clé du certificat.",
      de: "Der Signaturalgorithmus passt nicht zur Art des Schlüssels im Zertifikat.",
    },
    remedy: "key",
  },
  "signature-length": {
    meaning: {
      en: "The signature value does not have the length that the certificate's key gives.",
      nl: "De handtekeningwaarde heeft niet de lengte die bij de sleutel van het certificaat hoort.",
      fr: "La valeur de la signature n'a pas la longueur qui correspond à la clé du certificat.",
      de: "Der Signaturwert hat nicht die Länge, die zum Schlüssel des Zertifikats gehört.",
    },
    remedy: "key",
  },
  "signature-mismatch": {
    meaning: {
      en: "The signature was not made with the key of this certificate, or SignedInfo changed after signing.",
      nl: "De handtekening werd niet met de sleutel van dit certificaat gemaakt, of SignedInfo werd na het ondertekenen gewijzigd.",
      fr: "La signature n'a pas été produite avec la clé de ce certificat, ou SignedInfo a été modifié après la signature.",
      de: "Die Signatur wurde nicht mit dem Schlüssel dieses Zertifikats erstellt, oder SignedInfo wurde nach dem Signieren geändert.",
    },
    remedy: "key",
  },
  replayed: {
    meaning: {
      en: "This very message was already received and answered.",
      nl: "Precies dit bericht werd al ontvangen en beantwoord.",
      fr: "Ce même message a déjà été reçu et a obtenu une réponse.",
      de: "Genau diese Nachricht wurde bereits empfangen und beantwortet.",
    },
    remedy: "replay",
  },
  "replay-memory-full": {
    meaning: {
      en: "The service could not take note of this message to recognise a copy of it, and therefore refused it.",
      nl: "De dienst kon dit bericht niet onthouden om een kopie ervan te herkennen, en weigerde het daarom.",
      fr: "Le service n'a pas pu mémoriser ce message pour en reconnaître une copie et l'a donc refusé.",
      de: "Der Dienst konnte sich diese Nachricht nicht merken, um eine Kopie zu erkennen, und hat sie deshalb abgelehnt.",
    },
    remedy: "operator",
  },
  "certificate-unreadable": {
    meaning: {
      en: "The token does not hold one readable X.509 certificate.",
      nl: "Het token bevat niet één leesbaar X.509-certificaat.",
      fr: "Le jeton ne contient pas un certificat X.509 lisible.",
      de: "Das Token enthält nicht genau ein lesbares X.509-Zertifikat.",
    },
    remedy: "token",
  },
  "certificate-unknown-issuer": {
    meaning: {
      en: "The certificate was issued by an authority that is not accepted here.",
      nl: "Het certificaat werd uitgereikt door een autoriteit die hier niet wordt aanvaard.",
      fr: "Le certificat a été délivré par une autorité qui n'est pas admise ici.",
      de: "Das Zertifikat wurde von einer Stelle ausgestellt, die hier nicht anerkannt ist.",
    },
    remedy: "certificate",
  },
  "certificate-signature-wrong": {
    meaning: {
      en: "The certificate names an accepted authority, but was not signed by it.",
      nl: "Het certificaat noemt een aanvaarde autoriteit, maar werd niet door haar ondertekend.",
      fr: "Le certificat nomme une autorité admise, mais n'a pas été signé par elle.",
      de: "Das Zertifikat nennt eine anerkannte Stelle, wurde aber nicht von ihr signiert.",
    },
    remedy: "certificate",
  },
  "certificate-signature-algorithm": {
    meaning: {
      en: "The authority signed the certificate with an algorithm that is no longer safe, such as SHA-1.",
      nl: "De autoriteit ondertekende het certificaat met een algoritme dat niet langer veilig is, zoals SHA-1.",
      fr: "L'autorité a signé le certificat avec un algorithme qui n'est plus sûr, comme SHA-1.",
      de: "Die Stelle hat das Zertifikat mit einem nicht mehr sicheren Algorithmus signiert, etwa SHA-1.",
    },
    remedy: "certificate",
  },
  "certificate-is-authority": {
    meaning: {
      en: "The certificate is that of an authority, not that of an organisation that asks.",
      nl: "Het certificaat is dat van een autoriteit, niet dat van een organisatie die vragen stelt.",
      fr: "Le certificat est celui d'une autorité et non celui d'une organisation qui interroge.",
      de: "Das Zertifikat ist das einer Zertifizierungsstelle, nicht das einer anfragenden Organisation.",
    },
    remedy: "certificate",
  },
  "certificate-not-yet-valid": {
    meaning: {
      en: "The certificate is not valid yet.",
      nl: "Het certificaat is nog niet geldig.",
      fr: "Le certificat n'est pas encore valable.",
      de: "Das Zertifikat ist noch nicht gültig.",
    },
    remedy: "certificate",
  },
  "certificate-expired": {
    meaning: {
      en: "The certificate has expired.",
      nl: "Het certificaat is verlopen.",
      fr: "Le certificat a expiré.",
      de: "Das Zertifikat ist abgelaufen.",
    },
    remedy: "certificate",
  },
  "certificate-authority-not-valid": {
    meaning: {
      en: "The certificate of the issuing authority is not valid at this moment.",
      nl: "Het certificaat van de uitreikende autoriteit is op dit ogenblik niet geldig.",
      fr: "Le certificat de l'autorité émettrice n'est pas valable à ce moment.",
      de: "Das Zertifikat der ausstellenden Stelle ist derzeit nicht gültig.",
    },
    remedy: "operator",
  },
  "certificate-key-not-allowed": {
    meaning: {
      en: "The key in the certificate is too weak or of a kind that is not accepted.",
      nl: "De sleutel in het certificaat is te zwak of van een soort die niet wordt aanvaard.",
      fr: "La clé du certificat est trop faible ou d'un type qui n'est pas admis.",
      de: "Der Schlüssel im Zertifikat ist zu schwach oder von einer nicht zugelassenen Art.",
    },
    remedy: "certificate",
  },
  "certificate-key-usage": {
    meaning: {
      en: "The certificate does not allow its key to be used for signatures.",
      nl: "Het certificaat laat niet toe de sleutel voor handtekeningen te gebruiken.",
      fr: "Le certificat n'autorise pas l'utilisation de sa clé pour signer.",
      de: "Das Zertifikat erlaubt nicht, seinen Schlüssel für Signaturen zu verwenden.",
    },
    remedy: "certificate",
  },
  "certificate-extension-unknown": {
    meaning: {
      en: "The certificate holds a critical extension that is not understood here, and must therefore be refused.",
      nl: "Het certificaat bevat een kritieke extensie die hier niet wordt begrepen, en moet daarom worden geweigerd.",
      fr: "Le certificat contient une extension critique qui n'est pas comprise ici et doit donc être refusé.",
      de: "Das Zertifikat enthält eine kritische Erweiterung, die hier nicht verstanden wird, und muss daher abgelehnt werden.",
    },
    remedy: "certificate",
  },
  "certificate-organization-ambiguous": {
    meaning: {
      en: "The certificate names more than one enterprise number.",
      nl: "Het certificaat vermeldt meer dan één ondernemingsnummer.",
      fr: "Le certificat mentionne plus d'un numéro d'entreprise.",
      de: "Das Zertifikat nennt mehr als eine Unternehmensnummer.",
    },
    remedy: "certificate",
  },
  "certificate-revoked": {
    meaning: {
      en: "The certificate was revoked.",
      nl: "Het certificaat werd ingetrokken.",
      fr: "Le certificat a été révoqué.",
      de: "Das Zertifikat wurde widerrufen.",
    },
    remedy: "certificate",
  },
  "no-proof": {
    meaning: {
      en: "Nothing proves who sent the message: no signature, no client certificate, no user name.",
      nl: "Niets bewijst wie het bericht verstuurde: geen handtekening, geen clientcertificaat, geen gebruikersnaam.",
      fr: "Rien ne prouve qui a envoyé le message, ni signature, ni certificat client, ni nom d'utilisateur.",
      de: "Nichts belegt, wer die Nachricht gesendet hat: keine Signatur, kein Client-Zertifikat, kein Benutzername.",
    },
    remedy: "sign-in",
  },
  "basic-without-tls": {
    meaning: {
      en: "A user name and password were sent over a connection that is not encrypted.",
      nl: "Een gebruikersnaam en wachtwoord werden over een niet-versleutelde verbinding gestuurd.",
      fr: "Un nom d'utilisateur et un mot de passe ont été envoyés sur une connexion non chiffrée.",
      de: "Benutzername und Passwort wurden über eine unverschlüsselte Verbindung gesendet.",
    },
    remedy: "password",
  },
  "basic-wrong": {
    meaning: {
      en: "The user name and password are not a known pair.",
      nl: "De gebruikersnaam en het wachtwoord vormen geen bekend paar.",
      fr: "Le nom d'utilisateur et le mot de passe ne forment pas une paire connue.",
      de: "Benutzername und Passwort sind kein bekanntes Paar.",
    },
    remedy: "sign-in",
  },
};
