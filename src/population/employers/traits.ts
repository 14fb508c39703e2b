// Names under which users with something in particular are found: `kruispunt personas --trait mandate-pending`.

/** Every trait that stands for a question, with the code that answers it and what is behind that. */
export const situations = {
  "own-entity": { code: "EMC00001", meaning: "asks for the entity that the user works for" },
  "own-entity-as-manager": { code: "EMC00001", meaning: "the same, by a role that needs no profile" },
  "through-mandate": { code: "EMC00002", meaning: "of a social secretariat that has a mandate of the employer" },
  "mandate-to-provider": { code: "EMC00002", meaning: "of a service provider that has one" },
  "mandate-to-full-service-centre": { code: "EMC00002", meaning: "of a centre to which an administration gave one" },
  curatorship: { code: "EMC00002", meaning: "the curator of the employer" },
  "whole-group": { code: "EMC00002", meaning: "asks for a group of applications, all of which are in reach" },
  "past-taken-over": {
    code: "EMC00002",
    meaning: "of a successor, about a quarter of the predecessor, for an application whose past goes along",
  },
  "own-time": { code: "EMC00002", meaning: "of a predecessor, about a quarter before the transfer" },
  "group-has-grown": { code: "EMC00002", meaning: "asks for an application on the day on which a group gained it" },
  "through-delegation": { code: "EMC00003", meaning: "of a context to which the mandatary delegated" },
  "delegated-in-person": { code: "EMC00003", meaning: "the mandatary delegated to this very user" },
  "unknown-user": { code: "EMC00101", meaning: "a technical id that nobody has" },
  "blocked-user": { code: "EMC00102", meaning: "the account is blocked" },
  "deleted-user": { code: "EMC00102", meaning: "the account was deleted" },
  "expired-user": { code: "EMC00102", meaning: "the account has run out" },
  "left-context": { code: "EMC00103", meaning: "is not a user of the only context any more" },
  "closed-context": { code: "EMC00103", meaning: "the entity does not act in this quality any more" },
  "foreign-context": { code: "EMC00103", meaning: "asks in a context of somebody else" },
  "outside-profile": { code: "EMC00104", meaning: "the application is not in the profile" },
  "no-mandate": { code: "EMC00105", meaning: "the employer gave its mandate to another" },
  "unknown-employer": { code: "EMC00106", meaning: "asks about a number that names nobody" },
  "stopped-employer": { code: "EMC00106", meaning: "asks about an employer that has stopped" },
  "replaced-number": { code: "EMC00106", meaning: "asks by a provisional number after the final one had come" },
  "past-not-taken-over": {
    code: "EMC00107",
    meaning: "of a successor, about a quarter of the predecessor, for an application whose past stays behind",
  },
  "mandate-run-out": { code: "EMC00107", meaning: "the mandate was given up to a quarter that is past" },
  "mandate-not-begun": { code: "EMC00107", meaning: "the mandate begins after the quarter asked about" },
  "other-application": { code: "EMC00108", meaning: "the mandate is for a group without this application" },
  "group-had-not-grown": { code: "EMC00108", meaning: "asks for an application on the day before a group gained it" },
  "mandate-to-be-finalised": { code: "EMC00109", meaning: "the mandate still has to be finished" },
  "mandate-pending": { code: "EMC00109", meaning: "waits for a mandate that another has, exclusively" },
  "mandate-rejected": { code: "EMC00109", meaning: "the mandate was rejected" },
  "mandate-closed": { code: "EMC00109", meaning: "of a predecessor, about the present quarter" },
  "mandate-dormant": { code: "EMC00109", meaning: "the mandate is for employers, and its mandator has no staff" },
  "delegation-closed": { code: "EMC00109", meaning: "the mandatary took the delegation back" },
  "numbers-of-two-entities": { code: "EMC10002", meaning: "asks by two numbers that are not of one entity" },
  "unknown-application": { code: "EMC10003", meaning: "asks for an application that does not exist" },
  "quarter-not-kept": { code: "EMC10004", meaning: "asks about a quarter before the first that is kept" },
} as const satisfies Readonly<Record<string, { readonly code: string; readonly meaning: string }>>;

/** Traits of the user, whatever is asked. */
export const standings = {
  "of-employer": "works for an employer of the RSZ",
  "of-administration": "works for a provincial or local administration",
  "of-company": "works for an enterprise without staff",
  "of-secretariat": "works for a social secretariat",
  "of-provider": "works for a service provider, or is one",
  "of-full-service-centre": "works for a full service centre",
  "is-curator": "is a curator",
  "access-manager": "has all applications by the role",
  "several-contexts": "acts in more than one context: who must name one is answered EMC10001",
} as const satisfies Readonly<Record<string, string>>;

export type Situation = keyof typeof situations;
export type UserTrait = Situation | keyof typeof standings;
