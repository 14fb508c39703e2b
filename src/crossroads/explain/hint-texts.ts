// What often lies behind a refusal, told where the message itself shows it.
import type { Texts } from "../statuses.ts";

export type HintName = keyof typeof hintTexts;

export const hintTexts = {
  "changed-by-indenting": {
    en: "Without the white space between its tags the signature holds: the message was indented (pretty-printed) after it was signed. Send the bytes that the signing library gave, and format copies for reading only.",
    nl: "Zonder de witruimte tussen de tags klopt de handtekening: het bericht werd na het ondertekenen ingesprongen (pretty-print). Verstuur de bytes die de ondertekeningsbibliotheek gaf en maak alleen kopieën om te lezen op.",
    fr: "Sans les espaces entre les balises, la signature est valable. Le message a donc été indenté (pretty-print) après avoir été signé. Envoyez les octets fournis par la bibliothèque de signature et ne mettez en forme que les copies destinées à la lecture.",
    de: "Ohne die Leerräume zwischen den Tags stimmt die Signatur: Die Nachricht wurde nach dem Signieren eingerückt (Pretty-Print). Senden Sie die Bytes, die die Signaturbibliothek geliefert hat, und formatieren Sie nur Lesekopien.",
  },
  "changed-after-signing": {
    en: "The part that is named changed after it was signed. Look for what touches the message on its way: a formatter, a log or proxy that writes it anew, a replaced date or ticket, a converted encoding.",
    nl: "Het genoemde deel werd na het ondertekenen gewijzigd. Zoek wat het bericht onderweg aanraakt: een opmaakhulp, een log of proxy die het herschrijft, een vervangen datum of ticket, een omgezette tekencodering.",
    fr: "La partie indiquée a été modifiée après la signature. Recherchez ce qui touche au message en chemin, par exemple un outil de mise en forme, un journal ou un proxy qui le réécrit, une date ou un ticket remplacés, un codage converti.",
    de: "Der genannte Teil wurde nach dem Signieren geändert. Suchen Sie, was die Nachricht unterwegs berührt: ein Formatierer, ein Protokoll oder Proxy, der sie neu schreibt, ein ersetztes Datum oder Ticket, eine umgewandelte Kodierung.",
  },
  "sha1-used": {
    en: "The message uses SHA-1, which is no longer safe and is refused everywhere here. Set signature and digest algorithms to SHA-256; older libraries choose SHA-1 when nothing is said.",
    nl: "Het bericht gebruikt SHA-1, dat niet langer veilig is en hier overal wordt geweigerd. Stel de algoritmen voor handtekening en digest in op SHA-256; oudere bibliotheken kiezen SHA-1 als niets is opgegeven.",
    fr: "Le message utilise SHA-1, qui n'est plus sûr et qui est refusé partout ici. Réglez les algorithmes de signature et d'empreinte sur SHA-256, car les bibliothèques anciennes choisissent SHA-1 par défaut.",
    de: "Die Nachricht verwendet SHA-1, das nicht mehr sicher ist und hier überall abgelehnt wird. Stellen Sie die Algorithmen für Signatur und Digest auf SHA-256 ein; ältere Bibliotheken wählen ohne Angabe SHA-1.",
  },
  "other-authority": {
    en: "The certificate was issued by an authority that this installation does not know; both are named below. Certificates are per environment: one of acceptance is refused in production, and the reverse.",
    nl: "Het certificaat werd uitgereikt door een autoriteit die deze installatie niet kent; beide staan hieronder. Certificaten gelden per omgeving: een certificaat van acceptatie wordt in productie geweigerd, en omgekeerd.",
    fr: "Le certificat a été délivré par une autorité que cette installation ne connaît pas ; les deux sont indiquées ci-dessous. Les certificats valent par environnement : un certificat d'acceptation est refusé en production, et inversement.",
    de: "Das Zertifikat wurde von einer Stelle ausgestellt, die diese Installation nicht kennt; beide stehen unten. Zertifikate gelten je Umgebung: Eines der Abnahmeumgebung wird in der Produktion abgelehnt, und umgekehrt.",
  },
  "sender-clock": {
    en: "The clock of the sending system differs from the time of judgement by what is named below, or the message waited too long before it was sent. The rest was judged as if it had come in time.",
    nl: "De klok van het verzendende systeem wijkt van het beoordelingstijdstip af zoals hieronder aangegeven, of het bericht bleef te lang liggen voor het werd verstuurd. De rest werd beoordeeld alsof het op tijd kwam.",
    fr: "L'horloge du système émetteur diffère du moment de l'examen de la durée indiquée ci-dessous, ou le message a attendu trop longtemps avant d'être envoyé. Le reste a été examiné comme s'il était arrivé à temps.",
    de: "Die Uhr des sendenden Systems weicht vom Zeitpunkt der Beurteilung um die unten genannte Dauer ab, oder die Nachricht blieb vor dem Senden zu lange liegen. Der Rest wurde beurteilt, als wäre sie rechtzeitig eingetroffen.",
  },
  "no-proof-in-file": {
    en: "The file holds no signature. If you sign in with a client certificate or a user name and password over TLS, name yourself with --as: the rest is then judged as if you had signed in.",
    nl: "Het bestand bevat geen handtekening. Meldt u zich aan met een clientcertificaat of met gebruikersnaam en wachtwoord over TLS, geef dan uw naam op met --as: de rest wordt dan beoordeeld alsof u aangemeld was.",
    fr: "Le fichier ne contient pas de signature. Si vous vous identifiez par un certificat client ou par un nom d'utilisateur et un mot de passe sur TLS, indiquez votre nom avec --as : le reste sera examiné comme si vous étiez identifié.",
    de: "Die Datei enthält keine Signatur. Wenn Sie sich mit einem Client-Zertifikat oder mit Benutzername und Passwort über TLS anmelden, geben Sie Ihren Namen mit --as an: Der Rest wird dann beurteilt, als wären Sie angemeldet.",
  },
  "header-missing": {
    en: "The message has no Header at all, so no wsse:Security either. If your library should sign, its WS-Security policy was probably not applied to this call.",
    nl: "Het bericht heeft helemaal geen Header, dus ook geen wsse:Security. Moest uw bibliotheek ondertekenen, dan is haar WS-Security-beleid wellicht niet op deze aanroep toegepast.",
    fr: "Le message n'a aucun Header, donc pas non plus de wsse:Security. Si votre bibliothèque devait le signer, sa politique WS-Security n'a probablement pas été appliquée à cet appel.",
    de: "Die Nachricht hat überhaupt keinen Header, also auch kein wsse:Security. Sollte Ihre Bibliothek signieren, wurde deren WS-Security-Richtlinie auf diesen Aufruf vermutlich nicht angewandt.",
  },
  "security-namespace": {
    en: "There is a Security header, but not in the namespace of WS-Security 1.0 (http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd), so it was not taken for one.",
    nl: "Er is een Security-header, maar niet in de namespace van WS-Security 1.0 (http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd), zodat hij niet als zodanig werd herkend.",
    fr: "Il y a bien un en-tête Security, mais il ne se trouve pas dans l'espace de noms de WS-Security 1.0 (http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd) et n'a donc pas été reconnu comme tel.",
    de: "Es gibt einen Security-Header, aber nicht im Namensraum von WS-Security 1.0 (http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd), sodass er nicht als solcher erkannt wurde.",
  },
  "soap-12": {
    en: "The envelope is that of SOAP 1.2. In most libraries the version follows from the binding of the WSDL or from a single setting.",
    nl: "De envelop is die van SOAP 1.2. In de meeste bibliotheken volgt de versie uit de binding van de WSDL of uit één instelling.",
    fr: "L'enveloppe est celle de SOAP 1.2. Dans la plupart des bibliothèques, la version découle du binding du WSDL ou d'un seul paramètre.",
    de: "Der Umschlag ist der von SOAP 1.2. In den meisten Bibliotheken folgt die Version aus dem Binding der WSDL oder aus einer einzigen Einstellung.",
  },
  "byte-order-mark": {
    en: "The file begins with the byte order mark of UTF-16 or UTF-32: an editor or a library wrote it in that encoding.",
    nl: "Het bestand begint met de byte order mark van UTF-16 of UTF-32: een editor of bibliotheek schreef het in die codering.",
    fr: "Le fichier commence par l'indicateur d'ordre des octets (BOM) d'UTF-16 ou d'UTF-32, car un éditeur ou une bibliothèque l'a écrit dans ce codage.",
    de: "Die Datei beginnt mit der Byte-Reihenfolge-Marke (BOM) von UTF-16 oder UTF-32: Ein Editor oder eine Bibliothek hat sie in dieser Kodierung geschrieben.",
  },
  "not-judged-offline": {
    en: "Judged without the registers: replay, the status of the SSIN, inscription, quota and the data themselves are only known to the running service.",
    nl: "Beoordeeld zonder de registers: herhaald verzenden, de status van het INSZ, de inschrijving, de quota en de gegevens zelf zijn alleen bekend bij de draaiende dienst.",
    fr: "Examiné sans les registres : seul le service en fonctionnement connaît le rejeu, le statut du NISS, l'inscription, le quota et les données elles-mêmes.",
    de: "Ohne die Register beurteilt: Wiedereinspielung, Status der ENSS, Eintragung, Kontingent (Quota) und die Daten selbst sind nur dem laufenden Dienst bekannt.",
  },
} as const satisfies Record<string, Texts>;
