// The codes of codes/employer-mandate/ that the synthetic network uses. A test holds them to the tables.

/** true: the group takes one mandatary at a time. */
export const groups = {
  DMFA_DIMONA: true,
  ASR_UNEMPLOYMENT: false,
  TEMP_UNEMPLOYMENT: false,
  SIDE_ACTIVITIES: false,
  LEARNING_ACCOUNT: false,
  CURATORSHIP: false,
} as const;

export type GroupCode = keyof typeof groups;

export const applications = [
  "DIMONA",
  "DMFA",
  "DMFA_CONSULT",
  "PERSONNEL_FILE",
  "ASR_UNEMPLOYMENT",
  "TEMP_UNEMP_NOTICE",
  "VALIDATION_BOOK",
  "ASR_SCENARIO_5",
  "SIDE_ACTIVITIES",
  "LEARNING_ACCOUNT",
  "MANDATE_CONSULT",
  "CHANNEL_MANAGEMENT",
] as const;

export type ApplicationCode = (typeof applications)[number];

/** With the type of the mandates on which one acts in it; none for employers themselves. */
export const qualities = {
  QUAL_EMP_NOSS: undefined,
  QUAL_EMP_NOSSPLA: undefined,
  QUAL_COMPANY: undefined,
  QUAL_SSC: "SSC",
  QUAL_SP_LEG: "SP",
  QUAL_SP_IND: "SP",
  QUAL_SPPLA_LEG: "SP",
  QUAL_FSC: "FSS",
  QUAL_CUR: "CURATOR",
} as const;

export type QualityCode = keyof typeof qualities;

/** true: has every application of its context without a profile. */
export const roles = {
  HTB: true,
  CO_HTB: true,
  TB: true,
  CO_TB: true,
  GROUP_MANAGER: true,
  SAB: false,
  CO_SAB: false,
  USER: false,
} as const;
