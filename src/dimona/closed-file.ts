// From when on an employer and its mandataries may look into its personnel file, and what they are told before.
import type { Texts } from "../crossroads/statuses.ts";
import type { Employer } from "./employer.ts";

/**
 * With a provisional number an employer declares; its file opens with the definitive one, which takes its earlier declarations along
 * (employer instructions, identification of the employer). A declaration can be looked up by its number all the while.
 */
export function isFileOpen({ nssoNumber, provisionalNumber }: Employer): boolean {
  return nssoNumber !== undefined || provisionalNumber === undefined;
}

export const closedFile: { readonly why: Texts; readonly remedy: Texts } = {
  why: {
    en: "The employer has only a provisional NSSO number: its personnel file opens with the definitive one.",
    nl: "De werkgever heeft alleen een voorlopig RSZ-nummer: zijn personeelsbestand gaat open met het definitieve.",
    fr: "L'employeur n'a qu'un numéro ONSS provisoire : son fichier du personnel s'ouvre avec le numéro définitif.",
    de: "Der Arbeitgeber hat nur eine vorläufige LSS-Nummer: seine Personaldatei öffnet sich mit der endgültigen.",
  },
  remedy: {
    en: "Look up what was declared by the number of each declaration, and ask again once the definitive number is there: all is found by it.",
    nl: "Zoek op wat werd aangegeven met het nummer van elke aangifte, en vraag opnieuw zodra het definitieve nummer er is: daarmee is alles te vinden.",
    fr: "Consultez ce qui a été déclaré par le numéro de chaque déclaration, et redemandez dès que le numéro définitif est là : il permet de tout retrouver.",
    de: "Schlagen Sie das Gemeldete über die Nummer jeder Meldung nach, und fragen Sie erneut, sobald die endgültige Nummer da ist: damit findet sich alles.",
  },
};
