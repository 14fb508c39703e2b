// Names under which people with something in particular are found: `kruispunt personas --trait gap`.

/** Every trait and what it says of a person. A career's traits speak of what is known of it now. */
export const traits = {
  "main-activity": "has been self-employed in own name as a main activity",
  "secondary-activity": "has been self-employed as a secondary activity",
  "article-37": "has paid reduced contributions as a spouse or widow(er) with rights of another kind",
  student: "has been a self-employed student",
  helper: "has helped a self-employed person",
  "assisting-spouse": "has assisted a self-employed spouse",
  "mini-statute": "as an assisting spouse, insured for sickness and disability only",
  "maxi-statute": "as an assisting spouse, insured for everything",
  mandatary: "works through a company: has no enterprise number of their own",
  pensioner: "has been self-employed after pension age",
  starter: "started within the last four quarters",
  "still-active": "has a segment without end",
  stopped: "all segments have ended",
  gap: "has at least a quarter without liability between two segments",
  "several-affiliations": "has been with more than one fund",
  "fund-change": "went from one fund to another on 1 January, without a gap",
  sickness: "has a segment that is assimilated because of sickness",
  "continued-insurance": "stayed insured voluntarily after the activity stopped",
  corrected: "has a segment that was known otherwise before",
  "unpaid-contributions": "has a quarter whose contributions are overdue",
  "exempted-contributions": "has a quarter for which the Commission granted exemption from contributions",
  "late-payer": "has paid contributions after they were due",
  "replaced-ssin": "an old number: another one took its place (newSsin)",
  "replaced-twice": "an old number that was replaced by a number that was itself replaced",
  "has-old-ssin": "the current number of somebody who had another one before",
  "cancelled-ssin": "a number that was cancelled",
  deceased: "has died",
  "never-self-employed": "ARZA knows nothing of this person",
  "not-integrated": "in the person register, but not known at RSVZ",
  "integrated-without-career": "known at RSVZ, but without a career",
  "known-to-welfare-centre": "has a file at the demo welfare centre today",
  "welfare-file-closed": "had files at the demo welfare centre, and has none today",
  "known-to-family-fund": "has been in the files of the demo family allowance fund",
  "family-fund-overlap": "in those files on a day of the career at least",
  "family-fund-no-overlap": "in those files, but on no day of the career",
} as const satisfies Record<string, string>;

export type Trait = keyof typeof traits;

export function isTrait(name: string): name is Trait {
  return Object.hasOwn(traits, name);
}
