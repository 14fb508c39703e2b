// What an IN says as a whole: the parties, the dates, what goes together.
import { dimonaIn, employers, noor, workers } from "../dimona-declarations.ts";
import { type Example, example } from "./example.ts";

const july = { from: "2026-07-01" };
const halfJuly = { from: "2026-07-01", to: "2026-07-15" };
const man = workers.man;
const known = {
  kind: "known",
  ssin: man,
  identity: { lastName: "Van den Berghe", firstNames: "Émile Jan", birthDate: "1990-03-15", sex: "1" },
} as const;

export const partyExamples: readonly Example[] = [
  example("90256-364", "an IN for no employer at all", (file) => file.declare(dimonaIn(july, { employer: {} }))),
  example("00011-235", "an IN for an NSSO number that nobody has", (file) =>
    file.declare(dimonaIn(july, { employer: { nssoNumber: "100006" } })),
  ),
  example("00948-235", "an IN for a provisional number that nobody has", (file) =>
    file.declare(dimonaIn(july, { employer: { provisionalNumber: "5999999989" } })),
  ),
  example("00014-235", "an IN for an enterprise number that nobody has", (file) =>
    file.declare(dimonaIn(july, { employer: { enterpriseNumber: "0206731645" } })),
  ),
  example("00014-022", "an IN with the NSSO number of one employer and the enterprise number of another", (file) =>
    file.declare(
      dimonaIn(july, {
        employer: { nssoNumber: employers.cafe.nssoNumber, enterpriseNumber: employers.agency.enterpriseNumber },
      }),
    ),
  ),
  example("90256-155", "an IN by a social secretariat whose mandate has lapsed", (file) =>
    file.declare(dimonaIn(july), { mandated: false }),
  ),
  example("90256-342", "an IN on the open web page for an employer that wants a secured channel", (file) =>
    file.declare(dimonaIn(july, { employer: { nssoNumber: employers.cautious.nssoNumber } }), { secured: false }),
  ),
  example("90017-363", "an IN of somebody of whom only the name is known", (file) =>
    file.declare(dimonaIn(july, { worker: { identity: { lastName: "Peeters" } } })),
  ),
  example("90017-151", "an IN of an INSS that nobody bears", (file) =>
    file.declare(dimonaIn(july), { worker: { kind: "unknown" } }),
  ),
  example("90017-151", "an IN of somebody without a number whom nobody can recognise", (file) =>
    file.declare(dimonaIn(july, { worker: { identity: noor } }), { worker: { kind: "nobody" } }),
  ),
  example("00028-348", "an IN with a birth date that is not that of the INSS", (file) =>
    file.declare(dimonaIn(july, { worker: { ssin: man, identity: { birthDate: "1990-03-16" } } })),
  ),
  example("00029-348", "an IN of a man with the sex of a woman", (file) =>
    file.declare(dimonaIn(july, { worker: { ssin: man, identity: { sex: "2" } } })),
  ),
  example("00025-348", "an IN with another name than the register has", (file) =>
    file.declare(dimonaIn(july, { worker: { ssin: man, identity: { lastName: "Claes" } } }), { worker: known }),
  ),
  example("00026-348", "an IN with another first name than the register has", (file) =>
    file.declare(dimonaIn(july, { worker: { ssin: man, identity: { lastName: "VANDENBERGHE", firstName: "Piet" } } }), {
      worker: known,
    }),
  ),
  example(
    "00024-348",
    "an IN of somebody with the INSS of another person",
    (file) =>
      file.declare(dimonaIn(july, { worker: { ssin: man, identity: { lastName: "Claes", firstName: "Piet" } } }), {
        worker: known,
      }),
    ["00025-348", "00026-348"],
  ),
];

const shift = { type: "EXT", committee: "302" } as const;
const ghent = {
  street: "Veldstraat",
  houseNumber: "1",
  box: "2",
  postCode: "9000",
  city: "Gent",
  country: "150",
} as const;
const training = { nature: "EMPLOYEE", status: "F2" } as const;

export const contentExamples: readonly Example[] = [
  example("00910-008", "an IN for a start in 1919", (file) => file.declare(dimonaIn({ from: "1919-12-31" }))),
  example("00910-008", "article 17 as it was until 2021, from 2022 on", (file) =>
    file.declare(dimonaIn({ from: "2022-01-01", to: "2022-01-01" }, { type: "A17" })),
  ),
  example("00910-008", "a flexi-job declared 32 days before its quarter", (file) =>
    file.declare(dimonaIn({ from: "2026-07-15", to: "2026-08-15" }, { type: "FLX" }), { now: "2026-05-30 23:59" }),
  ),
  example("00911-008", "an IN that ends in 2036", (file) =>
    file.declare(dimonaIn({ from: "2026-07-01", to: "2036-01-01" })),
  ),
  example("00911-008", "a broadcaster's day that ends on the next", (file) =>
    file.declare(dimonaIn({ from: "2026-07-01", to: "2026-07-02" }, { type: "T17" })),
  ),
  example("00911-008", "a flexi-job by period for a single day", (file) =>
    file.declare(dimonaIn({ from: "2026-07-01", to: "2026-07-01" }, { type: "FLX" })),
  ),
  example("00911-014", "an IN that ends before it starts", (file) =>
    file.declare(dimonaIn({ from: "2026-07-15", to: "2026-07-01" })),
  ),
  example("00778-345", "a shift that ends in the morning of the evening on which it starts", (file) =>
    file.declare(dimonaIn({ from: "2026-07-01 20:00", to: "2026-07-01 02:00" }, shift)),
  ),
  example("90373-341", "a shift of 24 hours and a minute", (file) =>
    file.declare(dimonaIn({ from: "2026-07-01 09:00", to: "2026-07-02 09:01" }, shift)),
  ),
  example(
    "90373-370",
    "a student over the turn of 2011, when students were not counted yet",
    (file) => file.declare(dimonaIn({ from: "2011-12-20", to: "2012-01-10", days: 10 }, { type: "STU" })),
    ["90373-421"],
  ),
  example("90373-421", "a student over the end of a quarter", (file) =>
    file.declare(dimonaIn({ from: "2026-09-15", to: "2026-10-15", hours: 60 }, { type: "STU" })),
  ),
  example("90373-420", "a student of 2015 for more days than the period has", (file) =>
    file.declare(dimonaIn({ from: "2015-07-01", to: "2015-07-10", days: 11 }, { type: "STU" })),
  ),
  example("90373-343", "an IN before the employer was in activity", (file) =>
    file.declare(dimonaIn({ from: "2026-06-30" }, { employer: { nssoNumber: employers.young.nssoNumber } })),
  ),
  example("90374-349", "a construction worker in a café's committee", (file) =>
    file.declare(dimonaIn(july, { type: "BCW", committee: "302" })),
  ),
  example("00655-350", "education staff of a café", (file) =>
    file.declare(dimonaIn({ from: "2021-06-01" }, { type: "TEA" })),
  ),
  example(
    "90107-351",
    "an agency that does not say where it sends somebody",
    (file) => file.declare(dimonaIn(halfJuly, { committee: "322" })),
    ["00046-001"],
  ),
  example("90107-352", "a using employer with both number and name", (file) =>
    file.declare(
      dimonaIn(halfJuly, {
        committee: "322",
        features: {
          user: { jointCommittee: "XXX", name: "Café", enterpriseNumber: employers.cafe.enterpriseNumber },
        },
      }),
    ),
  ),
  example("00131-235", "a using employer that no register knows", (file) =>
    file.declare(
      dimonaIn(halfJuly, {
        committee: "322",
        features: { user: { jointCommittee: "XXX", enterpriseNumber: "0206731645" } },
      }),
      { userKnown: false },
    ),
  ),
  example("00131-005", "a café that names the number of a using employer", (file) =>
    file.declare(dimonaIn(july, { features: { user: { enterpriseNumber: employers.agency.enterpriseNumber } } })),
  ),
  example("00153-005", "a café that names a using employer", (file) =>
    file.declare(dimonaIn(july, { features: { user: { name: "Elders" } } })),
  ),
  example("00046-005", "a café that names the committee of a using employer", (file) =>
    file.declare(dimonaIn(july, { features: { user: { jointCommittee: "124" } } })),
  ),
  example("00046-005", "a café with a using employer of whom it says nothing", (file) =>
    file.declare(dimonaIn(july, { features: { user: { name: undefined } } })),
  ),
  ...(["00517", "00518", "00519", "00520", "00522", "00523"] as const).map((zone, _, all) =>
    example(
      `${zone}-005`,
      "a café that names the address of a using employer",
      (file) => file.declare(dimonaIn(july, { features: { user: { address: ghent } } })),
      all.filter((other) => other !== zone).map((other) => `${other}-005` as const),
    ),
  ),
  example("00664-353", "the same control card twice", (file) =>
    file.declare(
      dimonaIn(july, {
        type: "BCW",
        committee: "124",
        controlCards: { firstMonth: "123456789012", nextMonth: "123456789012" },
      }),
    ),
  ),
  example("00041-521", "a trainee at a desk with the risk of a building site", (file) =>
    file.declare(dimonaIn(halfJuly, { type: "STG", smallStatute: { ...training, riskActivity: "002" } })),
  ),
];

export const standingExamples: readonly Example[] = [
  example("90373-333", "the same IN twice", (file) => {
    file.declare(dimonaIn(halfJuly));
    return file.declare(dimonaIn(halfJuly));
  }),
  example("90373-334", "an IN within an open period of the same worker", (file) => {
    file.declare(dimonaIn({ from: "2026-07-01" }));
    return file.declare(dimonaIn({ from: "2026-08-01" }));
  }),
  example("90373-336", "a shift by the hour beside the flat rate of the day", (file) => {
    file.declare(dimonaIn({ from: "2026-07-01 09:00", to: "2026-07-01" }, shift));
    return file.declare(dimonaIn({ from: "2026-07-01 18:00", to: "2026-07-01 22:00" }, shift));
  }),
  example("90373-337", "two flat rates of a day, for two using employers", (file) => {
    const sentTo = (name: string) =>
      dimonaIn(
        { from: "2026-07-01 09:00", to: "2026-07-01" },
        { type: "EXT", committee: "322", features: { user: { jointCommittee: "302", name } } },
      );
    file.declare(sentTo("Café Een"));
    return file.declare(sentTo("Café Twee"));
  }),
  example("00910-459", "a third day in a row of occasional work in a café", (file) => {
    for (const date of ["2026-07-01", "2026-07-03"]) {
      file.declare(dimonaIn({ from: `${date} 09:00`, to: `${date} 17:00` }, shift));
    }
    return file.declare(dimonaIn({ from: "2026-07-02 09:00", to: "2026-07-02 17:00" }, shift));
  }),
  example("90017-369", "article 17 in sport for more hours than the year has left", (file) =>
    file.declare(dimonaIn({ from: "2026-07-01", to: "2026-07-31", hours: 11 }, { type: "S17" }), {
      taken: { A17_YEAR_SPORT: 440 },
    }),
  ),
  example("90017-369", "a student for more hours than the year has left", (file) =>
    file.declare(dimonaIn({ ...halfJuly, hours: 60 }, { type: "STU" }), { taken: { STUDENT: 600 } }),
  ),
  example("90256-369", "occasional work in a café that has used its days", (file) =>
    file.declare(dimonaIn({ from: "2026-07-01 09:00", to: "2026-07-01 17:00" }, shift), {
      taken: { HORECA_EMPLOYER: 200 },
    }),
  ),
  example("90373-460", "an IN on the day after the first one", (file) =>
    file.declare(dimonaIn({ from: "2026-06-24" }), { now: "2026-06-25 00:00" }),
  ),
  example("90017-058", "a flexi-job of somebody who worked too little", (file) =>
    file.declare(dimonaIn({ from: "2026-07-01", to: "2026-07-31" }, { type: "FLX" }), {
      flexiAccess: "insufficient-work",
    }),
  ),
  example("90017-510", "a flexi-job of somebody to whom they are closed", (file) =>
    file.declare(dimonaIn({ from: "2026-07-01", to: "2026-07-31" }, { type: "FLX" }), { flexiAccess: "closed" }),
  ),
  example("90017-535", "a flexi-job at the employer where the worker works already", (file) => {
    file.declare(dimonaIn({ from: "2026-07-01" }));
    return file.declare(dimonaIn({ from: "2026-07-10", to: "2026-07-31" }, { type: "FLX" }));
  }),
];
