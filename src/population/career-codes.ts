// The codes of codes/self-employed/ that made-up careers use, by what they stand for. A test holds them to the tables.

export const careerCodes = {
  quality: { ownName: 100, helper: 200, mandatary: 300, assistingSpouse: 400 },
  contribution: {
    main: 100,
    article37: 105,
    secondary: 200,
    student: 210,
    maxi: 400,
    mini: 410,
    pensioner: 510,
    continuedInsurance: 610,
  },
  equality: { sickness: 100 },
} as const;

/** The sickness-insurance category that goes with a contribution category. */
export const sicknessCategories: Readonly<Partial<Record<number, number>>> = {
  [careerCodes.contribution.main]: 1,
  [careerCodes.contribution.article37]: 0,
  [careerCodes.contribution.secondary]: 2,
  [careerCodes.contribution.student]: 6,
  [careerCodes.contribution.maxi]: 3,
  [careerCodes.contribution.mini]: 3,
  [careerCodes.contribution.pensioner]: 4,
  [careerCodes.contribution.continuedInsurance]: 5,
};

export const fundCodes = ["001", "002", "003", "008", "010", "012", "013", "015", "017", "019", "900"] as const;

export type FundCode = (typeof fundCodes)[number];

export const occupationCodes = [
  "102103",
  "102104",
  "106106",
  "303303",
  "307107",
  "310106",
  "514101",
  "517102",
  "519308",
] as const;
