// What Dimona's JSON says of refusals that no status and no anomaly has words for.

export const refusalWords = {
  fileOfOthers: {
    detail: {
      en: "You have no mandate of this employer that holds today, or there is no such employer.",
      nl: "U hebt vandaag geen geldig mandaat van deze werkgever, of deze werkgever bestaat niet.",
      fr: "Vous n'avez aujourd'hui aucun mandat valable de cet employeur, ou cet employeur n'existe pas.",
      de: "Sie haben heute kein gültiges Mandat dieses Arbeitgebers, oder diesen Arbeitgeber gibt es nicht.",
    },
    remedy: {
      en: "Ask about your own enterprise, check the number of the employer, or have the employer give you a mandate.",
      nl: "Vraag naar uw eigen onderneming, controleer het nummer van de werkgever, of laat u door de werkgever een mandaat geven.",
      fr: "Posez la question pour votre propre entreprise, vérifiez le numéro de l'employeur ou faites-vous donner un mandat par l'employeur.",
      de: "Fragen Sie nach Ihrem eigenen Unternehmen, prüfen Sie die Nummer des Arbeitgebers oder lassen Sie sich vom Arbeitgeber ein Mandat erteilen.",
    },
  },
  keyTaken: {
    detail: {
      en: "This Idempotency-Key already stands for another declaration.",
      nl: "Deze Idempotency-Key staat al voor een andere aangifte.",
      fr: "Cette Idempotency-Key désigne déjà une autre déclaration.",
      de: "Dieser Idempotency-Key steht bereits für eine andere Meldung.",
    },
    remedy: {
      en: "Give each declaration a key of its own. Only to send one again, send it unchanged under its first key.",
      nl: "Geef elke aangifte een eigen sleutel. Alleen om er een opnieuw te versturen, verstuurt u ze ongewijzigd onder haar eerste sleutel.",
      fr: "Donnez à chaque déclaration sa propre clé. Pour en renvoyer une, et dans ce seul cas, envoyez-la telle quelle sous sa première clé.",
      de: "Geben Sie jeder Meldung einen eigenen Schlüssel. Nur um eine erneut zu senden, senden Sie sie unverändert unter ihrem ersten Schlüssel.",
    },
  },
  keyUnreadable: {
    detail: {
      en: "The header Idempotency-Key cannot be used.",
      nl: "De header Idempotency-Key is niet bruikbaar.",
      fr: "L'en-tête Idempotency-Key n'est pas utilisable.",
      de: "Der Header Idempotency-Key ist nicht verwendbar.",
    },
    remedy: {
      en: "Send 1 to 100 visible characters of ASCII without blanks, such as a UUID.",
      nl: "Verstuur 1 tot 100 zichtbare ASCII-tekens zonder spaties, zoals een UUID.",
      fr: "Envoyez de 1 à 100 caractères ASCII visibles sans espace, par exemple un UUID.",
      de: "Senden Sie 1 bis 100 sichtbare ASCII-Zeichen ohne Leerzeichen, etwa eine UUID.",
    },
  },
  notInXml: {
    detail: {
      en: "The schema of the message cannot carry what was declared.",
      nl: "Het schema van het bericht kan niet bevatten wat werd aangegeven.",
      fr: "Le schéma du message ne permet pas de reprendre ce qui a été déclaré.",
      de: "Das Schema der Nachricht kann nicht aufnehmen, was gemeldet wurde.",
    },
    remedy: {
      en: "Ask for it as application/json, which holds all of it.",
      nl: "Vraag het op als application/json, waarin alles staat.",
      fr: "Demandez-le en application/json, qui contient tout.",
      de: "Fragen Sie es als application/json ab, worin alles steht.",
    },
  },
} as const;
