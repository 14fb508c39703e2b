// What to do about a refused signature or sign-in: one remedy serves several reasons.
import type { Texts } from "../statuses.ts";

export type SecurityRemedy = keyof typeof securityRemedies;

export const securityRemedies = {
  profile: {
    en: "Set your library to the X.509 token profile: one wsse:Security header that holds a BinarySecurityToken, a Timestamp and a Signature, and nothing else.",
    nl: "Stel uw bibliotheek in op het X.509-tokenprofiel: één wsse:Security-header met een BinarySecurityToken, een Timestamp en een Signature, en niets anders.",
    fr: "Réglez votre bibliothèque sur le profil de jeton X.509, c'est-à-dire un seul en-tête wsse:Security contenant un BinarySecurityToken, un Timestamp et une Signature, et rien d'autre.",
    de: "Stellen Sie Ihre Bibliothek auf das X.509-Token-Profil ein: ein einziger Header wsse:Security mit einem BinarySecurityToken, einem Timestamp und einer Signature, und nichts anderem.",
  },
  envelope: {
    en: "Send a SOAP 1.1 envelope with one Header, followed by one Body.",
    nl: "Verstuur een SOAP 1.1-envelop met één Header, gevolgd door één Body.",
    fr: "Envoyez une enveloppe SOAP 1.1 comportant un Header suivi d'un Body.",
    de: "Senden Sie einen SOAP-1.1-Umschlag mit einem Header und danach einem Body.",
  },
  clock: {
    en: "Synchronise the clock of the sending system with a time server, and sign the message at the moment of sending.",
    nl: "Synchroniseer de klok van het verzendende systeem met een tijdserver en onderteken het bericht op het ogenblik van verzending.",
    fr: "Synchronisez l'horloge du système émetteur avec un serveur de temps et signez le message au moment de l'envoi.",
    de: "Gleichen Sie die Uhr des sendenden Systems mit einem Zeitserver ab und signieren Sie die Nachricht im Augenblick des Sendens.",
  },
  timestamp: {
    en: "Write one Timestamp with Created and then Expires, both in UTC (as 2026-01-31T12:00:00.000Z), with Expires at most five minutes later unless the operator says otherwise.",
    nl: "Schrijf één Timestamp met eerst Created en dan Expires, beide in UTC (zoals 2026-01-31T12:00:00.000Z), met Expires ten hoogste vijf minuten later, tenzij de beheerder iets anders bepaalt.",
    fr: "Écrivez un seul Timestamp comportant Created puis Expires, tous deux en UTC (sous la forme 2026-01-31T12:00:00.000Z), Expires étant postérieur de cinq minutes au plus, sauf indication contraire du gestionnaire.",
    de: "Schreiben Sie einen einzigen Timestamp mit Created und danach Expires, beide in UTC (in der Form 2026-01-31T12:00:00.000Z), wobei Expires höchstens fünf Minuten später liegt, sofern der Betreiber nichts anderes bestimmt.",
  },
  algorithms: {
    en: "Use exclusive canonicalization, SHA-256 digests, and RSA-SHA256 or (with a P-256 key) ECDSA-SHA256 as the signature algorithm.",
    nl: "Gebruik exclusieve canonicalisatie, SHA-256-digests, en als handtekeningalgoritme RSA-SHA256 of (met een P-256-sleutel) ECDSA-SHA256.",
    fr: "Utilisez la canonicalisation exclusive, des empreintes SHA-256 et, comme algorithme de signature, RSA-SHA256 ou (avec une clé P-256) ECDSA-SHA256.",
    de: "Verwenden Sie exklusive Kanonisierung, SHA-256-Digests und als Signaturalgorithmus RSA-SHA256 oder (mit einem P-256-Schlüssel) ECDSA-SHA256.",
  },
  references: {
    en: "Let the signature refer to the wsu:Id of the Body and to that of the Timestamp, each once and with exclusive canonicalization as the only transform. The token may be signed too; nothing else may.",
    nl: "Laat de handtekening verwijzen naar de wsu:Id van de Body en naar die van de Timestamp, elk één keer en met exclusieve canonicalisatie als enige transformatie. Ook het token mag ondertekend zijn; verder niets.",
    fr: "Faites porter la signature sur le wsu:Id du Body et sur celui du Timestamp, chacun une seule fois et avec la canonicalisation exclusive pour unique transformation. Le jeton peut également être signé, mais rien d'autre.",
    de: "Lassen Sie die Signatur auf die wsu:Id des Body und auf die des Timestamp verweisen, je einmal und mit exklusiver Kanonisierung als einziger Transformation. Auch das Token darf signiert sein, sonst nichts.",
  },
  ids: {
    en: "Give each signed part a wsu:Id of its own, and let no two elements of the message share an id.",
    nl: "Geef elk ondertekend deel een eigen wsu:Id en laat geen twee elementen van het bericht dezelfde id hebben.",
    fr: "Donnez à chaque partie signée un wsu:Id propre et veillez à ce que deux éléments du message ne partagent jamais le même identifiant.",
    de: "Geben Sie jedem signierten Teil eine eigene wsu:Id und lassen Sie keine zwei Elemente der Nachricht dieselbe Id tragen.",
  },
  comments: {
    en: "Remove comments and processing instructions from the message before signing it.",
    nl: "Verwijder commentaar en verwerkingsinstructies uit het bericht voordat u het ondertekent.",
    fr: "Supprimez du message les commentaires et les instructions de traitement avant de le signer.",
    de: "Entfernen Sie Kommentare und Verarbeitungsanweisungen aus der Nachricht, bevor Sie sie signieren.",
  },
  token: {
    en: "Put your own certificate (DER in base64, ValueType X509v3) into the BinarySecurityToken, and let KeyInfo refer to its wsu:Id with a SecurityTokenReference.",
    nl: "Plaats uw eigen certificaat (DER in base64, ValueType X509v3) in het BinarySecurityToken en laat KeyInfo met een SecurityTokenReference naar de wsu:Id ervan verwijzen.",
    fr: "Placez votre propre certificat (DER en base64, ValueType X509v3) dans le BinarySecurityToken et faites en sorte que KeyInfo renvoie à son wsu:Id par un SecurityTokenReference.",
    de: "Setzen Sie Ihr eigenes Zertifikat (DER in Base64, ValueType X509v3) in das BinarySecurityToken und lassen Sie KeyInfo mit einer SecurityTokenReference auf dessen wsu:Id verweisen.",
  },
  unchanged: {
    en: "Send exactly the bytes that were signed: do not indent them, do not parse and write them again, do not change dates, prefixes or encoding afterwards.",
    nl: "Verstuur precies de bytes die werden ondertekend: niet inspringen, niet opnieuw inlezen en wegschrijven, en achteraf geen datums, prefixen of tekencodering wijzigen.",
    fr: "Envoyez exactement les octets qui ont été signés, sans les indenter, sans les relire ni les réécrire, et sans modifier ensuite les dates, les préfixes ou le codage.",
    de: "Senden Sie genau die Bytes, die signiert wurden: nicht einrücken, nicht neu einlesen und schreiben, und danach weder Datumsangaben noch Präfixe noch Kodierung ändern.",
  },
  key: {
    en: "Sign with the private key that belongs to the certificate in the message; after a renewal both must be replaced together.",
    nl: "Onderteken met de privésleutel die bij het certificaat in het bericht hoort; na een vernieuwing moeten beide samen worden vervangen.",
    fr: "Signez avec la clé privée correspondant au certificat contenu dans le message ; après un renouvellement, les deux doivent être remplacés ensemble.",
    de: "Signieren Sie mit dem privaten Schlüssel, der zum Zertifikat in der Nachricht gehört; nach einer Erneuerung müssen beide zusammen ersetzt werden.",
  },
  certificate: {
    en: "Use a valid certificate of your organisation, issued for this environment by an authority that the operator accepts: not expired, not revoked, for signatures, with an RSA key of at least 2048 bits or a P-256 key.",
    nl: "Gebruik een geldig certificaat van uw organisatie, voor deze omgeving uitgereikt door een autoriteit die de beheerder aanvaardt: niet verlopen, niet ingetrokken, bestemd voor handtekeningen, met een RSA-sleutel van minstens 2048 bits of een P-256-sleutel.",
    fr: "Utilisez un certificat valable de votre organisation, délivré pour cet environnement par une autorité admise par le gestionnaire, ni expiré ni révoqué, destiné à la signature et doté d'une clé RSA d'au moins 2048 bits ou d'une clé P-256.",
    de: "Verwenden Sie ein gültiges Zertifikat Ihrer Organisation, das für diese Umgebung von einer vom Betreiber anerkannten Stelle ausgestellt wurde: weder abgelaufen noch widerrufen, für Signaturen bestimmt, mit einem RSA-Schlüssel von mindestens 2048 Bit oder einem P-256-Schlüssel.",
  },
  operator: {
    en: "This is not in your hands: report it to the operator of the service with the time of the call.",
    nl: "Dit hebt u niet zelf in de hand: meld het aan de beheerder van de dienst met het tijdstip van de aanroep.",
    fr: "Cela ne dépend pas de vous : signalez-le au gestionnaire du service en indiquant l'heure de l'appel.",
    de: "Das liegt nicht in Ihrer Hand: Melden Sie es dem Betreiber des Dienstes mit dem Zeitpunkt des Aufrufs.",
  },
  replay: {
    en: "Sign every question anew, also when you repeat one after a time-out: a stored message is good once.",
    nl: "Onderteken elke vraag opnieuw, ook wanneer u ze na een time-out herhaalt: een bewaard bericht geldt maar één keer.",
    fr: "Signez chaque demande à nouveau, même lorsque vous la répétez après un délai dépassé, car un message conservé n'est valable qu'une fois.",
    de: "Signieren Sie jede Anfrage neu, auch wenn Sie sie nach einer Zeitüberschreitung wiederholen: Eine gespeicherte Nachricht gilt nur einmal.",
  },
  "sign-in": {
    en: "Sign the message, show a client certificate on the TLS connection, or send user name and password as HTTP Basic over TLS. After ten wrong passwords in a minute, wait for the next minute.",
    nl: "Onderteken het bericht, toon een clientcertificaat op de TLS-verbinding, of stuur gebruikersnaam en wachtwoord met HTTP Basic over TLS. Wacht na tien foute wachtwoorden in één minuut op de volgende minuut.",
    fr: "Signez le message, présentez un certificat client sur la connexion TLS, ou envoyez un nom d'utilisateur et un mot de passe par HTTP Basic sur TLS. Après dix mots de passe erronés en une minute, attendez la minute suivante.",
    de: "Signieren Sie die Nachricht, legen Sie auf der TLS-Verbindung ein Client-Zertifikat vor oder senden Sie Benutzername und Passwort mit HTTP Basic über TLS. Warten Sie nach zehn falschen Passwörtern in einer Minute auf die nächste Minute.",
  },
  password: {
    en: "Call the https address, and have the password changed: it was readable on the way.",
    nl: "Roep het https-adres aan en laat het wachtwoord wijzigen: het was onderweg leesbaar.",
    fr: "Appelez l'adresse https et faites modifier le mot de passe, car il était lisible en chemin.",
    de: "Rufen Sie die https-Adresse auf und lassen Sie das Passwort ändern: Es war unterwegs lesbar.",
  },
} as const satisfies Record<string, Texts>;
