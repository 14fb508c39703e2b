// The rules that a change by hand may break: what has to be, and what to do where it is not.

export type RuleName = keyof typeof rules;

/** Never holds the number or name of a person. */
export interface Broken {
  readonly rule: RuleName;
  /** What stands there instead. */
  readonly found?: string;
}

/** One sentence: what has to be, what was found, the name of the rule, what to do. */
export function sentenceOf({ rule, found }: Broken): string {
  const { must, remedy } = rules[rule];
  return `${must}${found === undefined ? "" : `; found: ${found}`} (rule ${rule}). ${remedy}`;
}

/** What a register itself refuses, by the name of its constraint. */
export function brokenConstraint(name: string): Broken {
  const rule = byConstraint.get(name);
  return rule === undefined ? { rule: "register", found: name } : { rule };
}

const rules = {
  register: {
    must: "the register takes only what agrees with itself",
    remedy: "Look at what it knows with show, and mend what contradicts it.",
  },
  "clock-behind": {
    must: "a change is known later than what it changes",
    remedy:
      "The clock of this machine is behind, or the same was changed in this very moment: set the clock, try again.",
  },

  "entity-known": {
    must: "the number must name an entity of the register of employers",
    remedy:
      "Look at the number and its kind; who is not in the register of employers is added with `kruispunt employers add`.",
  },
  "entity-has-a-number": {
    must: "an entity goes into a file by a number that names it",
    remedy: "Let the register of employers know a number of it first.",
  },
  "kind-stays": {
    must: "an entity is an enterprise or a natural person, and stays what it is",
    remedy: "Give the kind that it has in all of its lines; see `kruispunt employers show`.",
  },
  "name-shape": {
    must: "a name has 1 to 200 characters, with no blank at its ends and no control character",
    remedy: "Give another.",
  },
  "number-free": {
    must: "a number names one employer at a time",
    remedy:
      "Look at the number; where it is right, end it with who has it first (kruispunt employers end-number), or choose other days.",
  },
  "number-once": {
    must: "an employer has a number once on a day",
    remedy: "Nothing needs to be done where it has it already; otherwise choose days that do not meet those.",
  },
  "number-of-a-person": {
    must: "only a natural person is named by the number of a person",
    remedy: "Look at the number, or give the kind natural-person.",
  },
  "one-of-a-kind": {
    must: "an employer has one number of a kind at a time, and a provisional one no longer once its final one is there",
    remedy: "End the other one on the day before (kruispunt employers end-number), or choose other days.",
  },
  "number-of-its-own": {
    must: "an employer has at least one number that no other has or had: by that it is named in commands and files",
    remedy: "Give it, and whoever had the number before, another one first, such as the enterprise number.",
  },
  "number-begun": {
    must: "a provisional number was there for a day at least before a final one takes its place",
    remedy: "Give a later day, or import the employer as it is to be with --update.",
  },
  "number-runs": {
    must: "a number ends on a day on which its employer has it, and goes on having it",
    remedy: "See its days with `kruispunt employers show`.",
  },
  "replaced-by-final": {
    must: "a provisional number that ended is replaced by a final number of the same employer, which begins after it",
    remedy: "Give the line of the final number too, or leave replaced_by empty.",
  },
  "employer-active": {
    must: "the employer must be active on that day",
    remedy: "Give another day; see `kruispunt employers show`.",
  },
  "employer-goes-on": {
    must: "the employer must be active after that day",
    remedy: "See its days with `kruispunt employers show`.",
  },
  "employer-stopped": {
    must: "an employer begins again where it is stopped, and is from then on not active already",
    remedy: "Give a later day; for another name use `kruispunt employers rename`.",
  },
  "entity-active": {
    must: "an entity must be active at some time while it is a party",
    remedy: "Give another entity, or a time at which this one is active.",
  },
  "number-of-the-population": {
    must: "a demonstration takes the numbers of made-up people alone, and a production installation none of them",
    remedy: "Look at the number, and at KRUISPUNT_MODE.",
  },
  "person-known": {
    must: "the register of persons must know the number",
    remedy: "Look at the number; who is not in the register of persons is added with `kruispunt persons add`.",
  },
  "number-in-use": {
    must: "somebody is inscribed under the number of today: under another the inscription would count for nobody",
    remedy:
      "Give the number that took its place (kruispunt persons show); nobody is inscribed under a cancelled number.",
  },
  "person-new": {
    must: "a number is added once",
    remedy:
      "See what is known of it with `kruispunt persons show`; import a line of it with --update where that is another.",
  },
  "born-by-today": { must: "nobody is born after today", remedy: "Look at the birth date." },
  "cancelled-from-use": {
    must: "only a number in use is cancelled",
    remedy: "See its state with `kruispunt persons show`.",
  },
  "leads-to-a-number": {
    must: "a replaced number leads, in at most ten steps, to one that the register knows and that is not replaced itself",
    remedy: "Give the line of the number that took its place first, or look at the number.",
  },
  "no-replacement": {
    must: "a number that the register knows gives way to another only together with what is kept under it elsewhere",
    remedy: "Leave its state as it is: a file can bring numbers that were replaced before, and replaces none.",
  },
  "replaced-stays": {
    must: "a number that gave way to another one stays replaced by it",
    remedy: "Leave the line as the register has it; see `kruispunt persons show`.",
  },
  "inscribed-once": {
    must: "a holder has somebody inscribed under a quality code once on a day",
    remedy: "Nothing needs to be done where that is meant; otherwise end or remove it first, or choose other days.",
  },
  "inscription-runs": {
    must: "an inscription ends on a day on which it is there, and goes on after it",
    remedy:
      "See its days with `kruispunt inscriptions show`; what never should have been there goes with `kruispunt inscriptions remove`.",
  },
  "inscription-known": {
    must: "there must be an inscription of this holder under this quality code that begins on that day",
    remedy: "See its days with `kruispunt inscriptions show`.",
  },
  "quality-known": {
    must: "the quality must be one of the code tables",
    remedy: "Choose one of codes/employer-mandate/quality.tsv.",
  },
  "quality-of-a-person": {
    must: "QUAL_CUR and QUAL_SP_IND are qualities of natural persons",
    remedy: "Give the entity of the person, or the quality that the enterprise has.",
  },
  "role-known": {
    must: "the role must be one of the code tables",
    remedy: "Choose one of codes/employer-mandate/role.tsv.",
  },
  "application-known": {
    must: "an application must be one of the code tables",
    remedy: "Choose among those of `kruispunt applications list`.",
  },
  "profile-size": { must: "a profile holds at most 100 applications", remedy: "Take some of them out." },
  "days-in-order": { must: "the last day must not be before the first", remedy: "Turn them round." },
  "days-apart": {
    must: "for one and the same thing no day may stand in two lines",
    remedy: "Let one line end on the day before the next begins.",
  },

  "technical-id-shape": {
    must: "a technical id has 1 to 80 characters, with no blank at its ends and no control character",
    remedy: "Give it as User Management does.",
  },
  "technical-id-opaque": {
    must: "a technical id must not be the number of a person",
    remedy: "Let User Management give an id that says nothing about anybody; `kruispunt users create` makes one.",
  },
  "user-known": {
    must: "there must be an account with this technical id",
    remedy: "Look at the id; create the user first.",
  },
  "user-not-deleted": {
    must: "a deleted account stays deleted",
    remedy: "Create another user, with another technical id.",
  },
  "user-active": {
    must: "only an active account can be blocked",
    remedy: "See its states with `kruispunt users show`.",
  },
  "user-blocked": {
    must: "only a blocked account can be unblocked",
    remedy: "See its states with `kruispunt users show`.",
  },
  "user-begun": {
    must: "an account must have begun on that day",
    remedy: "Give a day on which it was there; see `kruispunt users show`.",
  },
  "context-open": {
    must: "the entity must be in this quality on that day",
    remedy: "Open the context first: kruispunt contexts open.",
  },
  "context-not-open-yet": {
    must: "a context that is open, or will be, cannot be opened again from that day on",
    remedy: "Nothing needs to be done, or end it first: kruispunt contexts end.",
  },
  "context-runs": {
    must: "there must be a context that goes on after that day",
    remedy: "See the contexts of the entity with `kruispunt contexts show`.",
  },
  "user-in-context": {
    must: "the user must be in this context after that day",
    remedy: "See the user's contexts with `kruispunt users show`.",
  },

  "mandate-known": {
    must: "there must be a mandate with this reference",
    remedy: "Find it with `kruispunt mandates list --mandator KIND:NUMBER`.",
  },
  "reference-shape": {
    must: "a reference has 1 to 35 capitals, digits and hyphens, and begins with no hyphen",
    remedy: "Give another, or none: one is made.",
  },
  "reference-free": { must: "a reference names one mandate", remedy: "Give another reference, or none: one is made." },
  "mandate-type-known": {
    must: "the type must be one of the code tables",
    remedy: "Choose one of codes/employer-mandate/mandate-type.tsv.",
  },
  "group-known": {
    must: "a group must be there in the code tables on the first day of its first quarter",
    remedy: "Choose among those of `kruispunt applications groups --on DAY`, or a later quarter.",
  },
  "quarters-kept": { must: "quarters lie in the years 1000 to 2999", remedy: "Give another quarter." },
  "quarters-in-order": { must: "the last quarter must not be before the first", remedy: "Turn them round." },
  "group-once": {
    must: "a mandate holds a group once for a quarter",
    remedy: "Name each group once, or let one line end in the quarter before the next begins.",
  },
  "mandatary-another": {
    must: "nobody is mandatary of oneself",
    remedy: "For the own entity no mandate is needed: give the user a context of it.",
  },
  "curator-alone-has-curatorship": {
    must: "the group CURATORSHIP is for mandates of type CURATOR, and these for no other group",
    remedy: "Appoint a curator with `kruispunt mandates appoint-curator`, or leave the group out.",
  },
  "curator-is-a-person": {
    must: "a court appoints a natural person as curator",
    remedy: "Give the entity of the person, not of the office.",
  },
  "one-mandatary-at-a-time": {
    must: "the mandator gives this group to one mandatary at a time",
    remedy: "End that mandate first (kruispunt mandates end), or transfer it (kruispunt mandates transfer).",
  },
  "status-follows": {
    must: "a mandate or a delegation goes from TO_BE_FINALISED to PENDING, from there to ACTIVE or REJECTED, and from ACTIVE to CLOSED",
    remedy:
      "See its status with `kruispunt mandates show`; what was decided is not taken back: create another mandate.",
  },
  "closed-has-an-end": {
    must: "what is closed has a last quarter",
    remedy: "Give the last quarter for which it counts.",
  },
  "one-status": {
    must: "all groups of a mandate have its status",
    remedy: "Give the same status in each of its lines.",
  },
  "mandate-begun": {
    must: "a mandate ends in a quarter in which it had begun",
    remedy: "Give a later quarter; see `kruispunt mandates show`.",
  },
  "transfer-to-another": {
    must: "a transfer goes to another mandatary",
    remedy: "Give the one who takes over; to change groups or quarters, end the mandate and create another.",
  },
  "transfer-of-what-goes-on": {
    must: "a mandate that is transferred goes on after that quarter",
    remedy: "Give an earlier quarter, or create a mandate for the other mandatary.",
  },

  "delegation-known": {
    must: "the mandate must have this delegation",
    remedy: "See its delegations with `kruispunt mandates show`.",
  },
  "delegation-of-an-active-mandate": {
    must: "only an active mandate can be delegated",
    remedy: "See its status with `kruispunt mandates show`.",
  },
  "delegation-within-mandate": {
    must: "a delegation is for groups that the mandate holds, in quarters for which it holds them",
    remedy: "See groups and quarters with `kruispunt mandates show`.",
  },
  "delegation-to-a-third": {
    must: "a mandate is not delegated to its own parties",
    remedy: "Give another entity, or one user with --to-user.",
  },
  "delegation-to-a-mandatary-quality": {
    must: "a mandate is delegated to an entity in a quality that acts on mandates",
    remedy: "Choose a quality with mandate types in codes/employer-mandate/quality.tsv.",
  },
  "delegation-to-one": {
    must: "a delegation goes to an entity in a quality, or to one user, not to both",
    remedy: "Give the one or the other.",
  },
  "delegation-active": {
    must: "only an active delegation can be ended",
    remedy: "See its status with `kruispunt mandates show`.",
  },
  "delegation-begun": {
    must: "a delegation ends in a quarter in which it had begun",
    remedy: "Give a later quarter; see `kruispunt mandates show`.",
  },

  "as-the-register": {
    must: "the register knows this otherwise",
    remedy: "Change it with its own command, or let the file count with --update.",
  },
  "parties-stay": {
    must: "mandator, mandatary, type and day of creation of a mandate never change",
    remedy: "Transfer it to another mandatary with `kruispunt mandates transfer`, or give another reference.",
  },
  "lines-together": {
    must: "all lines of one and the same thing stand together in a file, and nobody changes it meanwhile",
    remedy: "Sort the file and import it again.",
  },
} as const satisfies Readonly<Record<string, { readonly must: string; readonly remedy: string }>>;

export const ruleNames = Object.keys(rules) as readonly RuleName[]; // its keys and nothing else

const byConstraint: ReadonlyMap<string, RuleName> = new Map([
  ["one_entity_at_a_time", "number-free"],
  ["identifier_pkey", "number-free"],
  ["identifier_kind", "number-of-a-person"],
  ["identifier_replaced_by", "replaced-by-final"],
  ["number_of_its_own", "number-of-its-own"],
  ["one_name_at_a_time", "employer-stopped"],
  ["one_state_at_a_time", "days-apart"],
  ["one_context_at_a_time", "context-not-open-yet"],
  ["one_profile_at_a_time", "days-apart"],
  ["one_object_at_a_time", "group-once"],
  ["one_mandatary_at_a_time", "one-mandatary-at-a-time"],
  ["one_status_of_a_mandate", "one-status"],
  ["mandate_status_follows", "status-follows"],
  ["delegation_status_follows", "status-follows"],
  ["mandate_pkey", "reference-free"],
  ["mandate_check", "mandatary-another"],
  ["mandate_object_check", "quarters-in-order"],
  ["delegation_check", "quarters-in-order"],
  ["mandate_object_begin_quarter_check", "quarters-kept"],
  ["delegation_begin_quarter_check", "quarters-kept"],
  ["mandate_object_check2", "closed-has-an-end"],
  ["delegation_check2", "closed-has-an-end"],
  ["delegation_to_user_fkey", "user-known"],
  ["delegation_to_entity_to_quality_fkey", "context-open"],
  ["user_context_technical_id_fkey", "user-known"],
  ["user_context_entity_quality_code_fkey", "context-open"],
  ["activity_check1", "clock-behind"],
  ["identifier_check1", "clock-behind"],
  ["user_state_check1", "clock-behind"],
  ["context_period_check1", "clock-behind"],
  ["user_context_check1", "clock-behind"],
  ["mandate_object_check1", "clock-behind"],
  ["delegation_check1", "clock-behind"],
  ["inscription_check1", "clock-behind"],
  ["person_check1", "clock-behind"],
  ["identity_check", "clock-behind"],
  ["leading_nowhere", "leads-to-a-number"],
  ["no-such-group", "group-known"],
  ["no-such-application", "application-known"],
  ["no-such-quality", "quality-known"],
]);
