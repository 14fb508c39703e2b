// Single fields of an IN that hold what they cannot hold, or that are missing or surplus.
import type { Address, DimonaIn, Identity } from "../../src/dimona/declaration.ts";
import { dimonaIn, employers, workers } from "../dimona-declarations.ts";
import { type Example, example } from "./example.ts";

const july = { from: "2026-07-01" };
const halfJuly = { from: "2026-07-01", to: "2026-07-15" };
const brussels: Address = { street: "Kerkstraat", houseNumber: "1", postCode: "1000", city: "Brussel", country: "150" };
const nobodyYet: Identity = {
  lastName: "Peeters",
  firstName: "Noor",
  birthDate: "1999-05-05",
  birthplace: "Lyon",
  birthplaceCountry: "111",
  sex: "2",
  nationality: "111",
  address: brussels,
};
const withIdentity = (part: Partial<Identity>) => dimonaIn(july, { worker: { identity: { ...nobodyYet, ...part } } });
const livingAt = (part: Partial<Address>) => withIdentity({ address: { ...brussels, ...part } });
const student = (special: Partial<DimonaIn> = {}) =>
  dimonaIn({ ...halfJuly, hours: 40 }, { type: "STU", placeOfWork: special.placeOfWork });
const studentAt = (part: Partial<Address>) =>
  student({ placeOfWork: { name: "Atelier", address: { ...brussels, ...part } } });
const agencyAt = (part: Partial<Address>) =>
  dimonaIn(halfJuly, {
    committee: "322",
    features: { user: { jointCommittee: "XXX", name: "Elders", address: { ...brussels, ...part } } },
  });
const construction = (firstMonth: string, nextMonth: string) =>
  dimonaIn(july, { type: "BCW", committee: "124", controlCards: { firstMonth, nextMonth } });
const trainee = (smallStatute: DimonaIn["smallStatute"]) => dimonaIn(halfJuly, { type: "STG", smallStatute });
const longText = (length: number) => "x".repeat(length);

export const formExamples: readonly Example[] = [
  example("00011-003", "an IN for an NSSO number with wrong check digits", (file) =>
    file.declare(dimonaIn(july, { employer: { nssoNumber: "100007" } })),
  ),
  example("00948-003", "an IN for a provisional number with wrong check digits", (file) =>
    file.declare(dimonaIn(july, { employer: { provisionalNumber: "5000000121" } })),
  ),
  example("00014-003", "an IN for an enterprise number with wrong check digits", (file) =>
    file.declare(dimonaIn(july, { employer: { enterpriseNumber: "0206731646" } })),
  ),
  example("00655-003", "an IN of an unheard-of worker type", (file) => file.declare(dimonaIn(july, { type: "XYZ" }))),
  example("00046-003", "an IN in a joint committee that Dimona does not know", (file) =>
    file.declare(dimonaIn(july, { committee: "200" })),
  ),
  example("00046-003", "an agency sends somebody to another agency", (file) =>
    file.declare(
      dimonaIn(halfJuly, { committee: "322", features: { user: { jointCommittee: "322", name: "Elders" } } }),
    ),
  ),
  example("00652-003", "an IN for a sub-entity that is no number", (file) =>
    file.declare(dimonaIn(july, { features: { subEntity: "north" } })),
  ),
  example("00131-003", "a using employer with wrong check digits", (file) =>
    file.declare(
      dimonaIn(halfJuly, {
        committee: "322",
        features: { user: { jointCommittee: "XXX", enterpriseNumber: "0206731646" } },
      }),
    ),
  ),
  example("00153-003", "a using employer with a name of 97 characters", (file) =>
    file.declare(
      dimonaIn(halfJuly, { committee: "322", features: { user: { jointCommittee: "XXX", name: longText(97) } } }),
    ),
  ),
  example("00517-003", "a using employer in a street of 43 characters", (file) =>
    file.declare(agencyAt({ street: longText(43) })),
  ),
  example("00518-003", "a using employer with an empty house number", (file) =>
    file.declare(agencyAt({ houseNumber: "" })),
  ),
  example("00519-003", "a using employer with a box of 5 characters", (file) =>
    file.declare(agencyAt({ box: "12345" })),
  ),
  example("00520-003", "a using employer in no Belgian post code", (file) =>
    file.declare(agencyAt({ postCode: "0999" })),
  ),
  example("00520-003", "a using employer abroad with a post code of 10 characters", (file) =>
    file.declare(agencyAt({ postCode: longText(10), city: "Lyon", country: "111" })),
  ),
  example("00522-003", "a using employer in a town of 41 characters abroad", (file) =>
    file.declare(agencyAt({ city: longText(41), postCode: "69001", country: "111" })),
  ),
  example("00522-003", "a using employer in a town of another post code", (file) =>
    file.declare(agencyAt({ city: "Gent" })),
  ),
  example("00523-003", "a using employer in no country", (file) => file.declare(agencyAt({ country: "000" }))),
  example("00663-003", "a first control card of eleven digits", (file) =>
    file.declare(construction("12345678901", "123456789013")),
  ),
  example("00664-003", "a next control card with letters", (file) =>
    file.declare(construction("123456789012", "12345678901A")),
  ),
  example("01135-003", "a student for no hours", (file) =>
    file.declare(dimonaIn({ ...halfJuly, hours: 0 }, { type: "STU" })),
  ),
  example("01017-003", "a student for a thousand days", (file) =>
    file.declare(dimonaIn({ from: "2015-07-01", to: "2015-07-31", days: 1000 }, { type: "STU" })),
  ),
  example("01231-003", "a trainee who is neither employee nor worker", (file) =>
    file.declare(trainee({ nature: "VOLUNTEER", status: "F1" })),
  ),
  example("00053-003", "a trainee of an unheard-of status", (file) =>
    file.declare(trainee({ nature: "WORKER", status: "F3" })),
  ),
  example("00041-521", "a trainee of 2019, when that was optional, with the risk of nobody", (file) =>
    file.declare(
      dimonaIn({ from: "2019-07-01", to: "2019-07-15" }, { type: "STG", smallStatute: { riskActivity: "abc" } }),
    ),
  ),
  example("00776-003", "a student's place of work with a name of 97 characters", (file) =>
    file.declare(student({ placeOfWork: { name: longText(97), address: brussels } })),
  ),
  example("00517-003", "a student's place of work without a street", (file) =>
    file.declare(studentAt({ street: " " })),
  ),
  example("00518-003", "a student's place of work with a long house number", (file) =>
    file.declare(studentAt({ houseNumber: longText(11) })),
  ),
  example("00519-003", "a student's place of work with a long box", (file) =>
    file.declare(studentAt({ box: "12345" })),
  ),
  example("00520-003", "a student's place of work in no Belgian post code", (file) =>
    file.declare(studentAt({ postCode: "0999" })),
  ),
  example("00522-003", "a student's place of work in a town that is empty", (file) =>
    file.declare(studentAt({ city: "" })),
  ),
  example("00522-003", "a student's place of work in a town of another post code", (file) =>
    file.declare(studentAt({ city: "Gent" })),
  ),
  example("00523-003", "a student's place of work in no country", (file) =>
    file.declare(studentAt({ country: "000" })),
  ),
  example("00024-003", "an INSS with wrong check digits", (file) =>
    file.declare(dimonaIn(july, { worker: { ssin: `${workers.man.slice(0, 9)}00` } })),
  ),
  example("00025-003", "a name of 49 characters", (file) => file.declare(withIdentity({ lastName: longText(49) }))),
  example("00026-003", "a first name of blanks", (file) => file.declare(withIdentity({ firstName: "  " }))),
  example("00027-003", "an initial of two letters", (file) => file.declare(withIdentity({ initial: "AB" }))),
  example("00028-003", "a birth date in the future", (file) => file.declare(withIdentity({ birthDate: "2030-01-01" }))),
  example("00029-003", "a sex that is 3", (file) => file.declare(withIdentity({ sex: "3" }))),
  example("00168-003", "an empty birthplace", (file) => file.declare(withIdentity({ birthplace: "" }))),
  example("00169-003", "a birth in no country", (file) => file.declare(withIdentity({ birthplaceCountry: "FR" }))),
  example("00119-003", "a nationality of no country", (file) => file.declare(withIdentity({ nationality: "000" }))),
  example("00030-003", "an address with a street of 36 characters", (file) =>
    file.declare(livingAt({ street: longText(36) })),
  ),
  example("00031-003", "an address with a house number of 11 characters", (file) =>
    file.declare(livingAt({ houseNumber: longText(11) })),
  ),
  example("00032-003", "an address with a box of 5 characters", (file) => file.declare(livingAt({ box: "12345" }))),
  example("00033-003", "an address in no Belgian post code", (file) => file.declare(livingAt({ postCode: "0999" }))),
  example("00034-003", "an address in a town of 41 characters abroad", (file) =>
    file.declare(livingAt({ city: longText(41), country: "111", postCode: "69001" })),
  ),
  example("00034-003", "an address in a town of another post code", (file) => file.declare(livingAt({ city: "Luik" }))),
  example("00035-003", "an address in no country", (file) => file.declare(livingAt({ country: "000" }))),
];

const gent = { name: "Atelier", address: brussels };

export const presenceExamples: readonly Example[] = [
  example("00911-001", "an individual training without an end", (file) =>
    file.declare(dimonaIn(july, { type: "IVT", smallStatute: { nature: "WORKER", status: "F2" } })),
  ),
  example("00777-001", "an occasional worker without a start hour", (file) =>
    file.declare(dimonaIn({ from: "2026-07-01", to: "2026-07-01 17:00" }, { type: "EXT", committee: "302" })),
  ),
  example("00777-005", "an ordinary worker with a start hour", (file) =>
    file.declare(dimonaIn({ from: "2026-07-01 09:00" })),
  ),
  example("00778-001", "an occasional worker in horticulture without an end hour", (file) =>
    file.declare(dimonaIn({ from: "2026-07-01 09:00", to: "2026-07-01" }, { type: "EXT", committee: "145" })),
  ),
  example("00778-005", "an ordinary worker with an end hour", (file) =>
    file.declare(dimonaIn({ from: "2026-07-01", to: "2026-07-02 17:00" })),
  ),
  example("01135-001", "a student without planned hours", (file) => file.declare(dimonaIn(halfJuly, { type: "STU" }))),
  example("01135-005", "an ordinary worker with planned hours", (file) =>
    file.declare(dimonaIn({ ...halfJuly, hours: 10 })),
  ),
  example("01017-001", "a student of 2016 without planned days", (file) =>
    file.declare(dimonaIn({ from: "2016-12-01", to: "2016-12-31" }, { type: "STU" })),
  ),
  example("01017-005", "a student of 2026 with planned days", (file) =>
    file.declare(dimonaIn({ ...halfJuly, hours: 40, days: 5 }, { type: "STU" })),
  ),
  example("00046-001", "an IN without a joint committee", (file) => file.declare(dimonaIn(july, { committee: "" }))),
  example("00046-001", "a using employer without a joint committee", (file) =>
    file.declare(dimonaIn(halfJuly, { committee: "322", features: { user: { name: "Elders" } } })),
  ),
  example("00046-005", "a town with a joint committee", (file) =>
    file.declare(dimonaIn(july, { employer: { enterpriseNumber: employers.town.enterpriseNumber } })),
  ),
  example("00652-001", "a ministry without a sub-entity", (file) =>
    file.declare(dimonaIn(july, { employer: { nssoNumber: employers.ministry.nssoNumber } })),
  ),
  example("00652-003", "a ministry with a sub-entity of another", (file) =>
    file.declare(
      dimonaIn(july, { employer: { nssoNumber: employers.ministry.nssoNumber }, features: { subEntity: "18" } }),
    ),
  ),
  example("00652-005", "a café with a sub-entity", (file) =>
    file.declare(dimonaIn(july, { features: { subEntity: "17" } })),
  ),
  example(
    "00663-001",
    "a construction worker without control cards",
    (file) => file.declare(dimonaIn(july, { type: "BCW", committee: "124" })),
    ["00664-001"],
  ),
  example(
    "00664-001",
    "an apprentice in construction without control cards",
    (file) => file.declare(dimonaIn(july, { type: "RTA", committee: "124" })),
    ["00663-001"],
  ),
  example(
    "00663-005",
    "a control card for somebody in a café",
    (file) => file.declare(dimonaIn(july, { controlCards: { firstMonth: "123456789012", nextMonth: "123456789013" } })),
    ["00664-005"],
  ),
  example(
    "00664-005",
    "control cards for a student outside construction",
    (file) =>
      file.declare({
        ...student(),
        controlCards: { firstMonth: "123456789012", nextMonth: "123456789013" },
      }),
    ["00663-005"],
  ),
  example("01231-001", "a trainee without the nature of the employment", (file) =>
    file.declare(trainee({ status: "F1" })),
  ),
  example("01231-005", "an ordinary worker with the nature of the employment", (file) =>
    file.declare(dimonaIn(july, { smallStatute: { nature: "WORKER" } })),
  ),
  example("01231-005", "an ordinary worker with the risk activity of a trainee", (file) =>
    file.declare(dimonaIn(july, { smallStatute: { riskActivity: "001" } })),
  ),
  example("00053-001", "a trainee without a status", (file) => file.declare(trainee({ nature: "WORKER" }))),
  example("00053-005", "an ordinary worker with a trainee's status", (file) =>
    file.declare(dimonaIn(july, { smallStatute: { status: "F1" } })),
  ),
  example("00776-005", "an ordinary worker with a named place of work", (file) =>
    file.declare(dimonaIn(july, { placeOfWork: { name: "Atelier" } })),
  ),
  ...(["00517", "00518", "00520", "00522", "00523"] as const).flatMap((zone, _, all) => [
    example(
      `${zone}-001`,
      "a student's place of work with a name and no address",
      (file) => file.declare(student({ placeOfWork: { name: "Atelier" } })),
      all.filter((other) => other !== zone).map((other) => `${other}-001` as const),
    ),
    example(
      `${zone}-005`,
      "an ordinary worker with an address of work",
      (file) => file.declare(dimonaIn(july, { placeOfWork: { address: gent.address } })),
      all.filter((other) => other !== zone).map((other) => `${other}-005` as const),
    ),
  ]),
  example("00024-001", "an occasional worker whose INSS is not known", (file) =>
    file.declare(
      dimonaIn(
        { from: "2026-07-01 09:00", to: "2026-07-01 17:00" },
        { type: "EXT", committee: "302", worker: { identity: nobodyYet } },
      ),
    ),
  ),
];
