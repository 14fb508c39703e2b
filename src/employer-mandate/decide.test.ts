import assert from "node:assert/strict";
import { test } from "node:test";
import {
  application,
  asCurator,
  atBakery,
  atBureau,
  atSecretariat,
  bureau,
  context,
  curator,
  days,
  delegation,
  during,
  employer,
  group,
  known,
  mandate,
  named,
  number,
  numbers,
  on,
  quarter,
  quarters,
  question,
  secretariat,
  sector,
  stranger,
  user,
} from "../../test/access-scene.ts";
import { loadEmployerMandateCodes } from "../codes/employer-mandate-codes.ts";
import { decideAccess } from "./decide.ts";
import type { KnownTarget, KnownUser } from "./known.ts";
import type { AccessQuestion } from "./question.ts";

const codes = loadEmployerMandateCodes();

interface Situation {
  readonly user?: KnownUser | undefined;
  readonly target?: KnownTarget | undefined;
  readonly asks?: Partial<AccessQuestion>;
  readonly severalContexts?: "demand-one";
}

/** The code of each object, or of the fault. */
function codesOf(situation: Situation): readonly string[] {
  const { asks = {}, severalContexts = "allow" } = situation;
  const who = "user" in situation ? situation.user : user([atSecretariat()]);
  const whom = "target" in situation ? situation.target : employer({ mandates: [mandate()] });
  const decision = decideAccess(question(asks), known(who, whom), codes, { severalContexts });
  if (decision.kind === "undecided") return [decision.fault.status.code];
  assert.equal(
    decision.access,
    decision.results.every(({ access }) => access),
  );
  for (const { access, status, basis } of decision.results) {
    assert.equal(access, status.value === "ACCESS");
    assert.equal(access, basis !== undefined);
  }
  return decision.results.map(({ status }) => status.code);
}

const atShop = context(stranger, "QUAL_COMPANY", { applications: ["SIDE_ACTIVITIES", "LEARNING_ACCOUNT"] });
const shop: KnownTarget = {
  entity: stranger,
  numbers: [named(number("cbe", "1000000318"))],
  active: [days("2015-01-01")],
  mandates: [],
};
const askShop = { target: [number("cbe", "1000000318")] } as const;
const transferred = employer({
  mandates: [
    mandate({ reference: "M-1", status: "CLOSED", end: quarter("2025Q2") }),
    mandate({ reference: "M-2", mandatary: bureau, type: "SP", begin: quarter("2025Q3") }),
  ],
});
const clerk = (...applications: readonly string[]) => user([atSecretariat({ applications })]);

const situations: Readonly<Record<string, readonly [code: string | readonly string[], Situation]>> = {
  // R8: the own entity
  "an employee of the bakery sees the DmfA of the bakery": [
    "EMC00001",
    { user: user([atBakery()]), target: employer() },
  ],
  "the own entity may be named by its enterprise number": [
    "EMC00001",
    { user: user([atBakery()]), target: employer(), asks: { target: [numbers.bakery] } },
  ],
  "of the own entity every quarter may be seen, also before the user came": [
    "EMC00001",
    {
      user: user([atBakery({ period: days("2026-01-05") })]),
      target: employer(),
      asks: { period: quarters("2003Q1") },
    },
  ],
  "an enterprise without staff sees its own side activities": [
    "EMC00001",
    { user: user([atShop]), target: shop, asks: { ...askShop, objects: [application("SIDE_ACTIVITIES")] } },
  ],
  "the DmfA is not for the own entity in the quality of an enterprise without staff": [
    "EMC00105",
    { user: user([{ ...atShop, applications: ["DMFA"] }]), target: shop, asks: askShop },
  ],
  "a secretariat sees its own mandates, for which none is needed": [
    "EMC00001",
    {
      user: clerk("MANDATE_CONSULT"),
      target: employer({ entity: secretariat, numbers: [named(numbers.secretariat)] }),
      asks: { target: [numbers.secretariat], objects: [application("MANDATE_CONSULT")] },
    },
  ],
  "an application that mandates do not open stays closed to a mandatary": [
    "EMC00108",
    { user: clerk("MANDATE_CONSULT"), asks: { objects: [application("MANDATE_CONSULT")] } },
  ],
  "an employee of another employer has no access": [
    "EMC00105",
    { user: user([context(stranger, "QUAL_EMP_NOSS")]), target: employer() },
  ],

  // R4: the account
  "a technical id that nobody has": ["EMC00101", { user: undefined }],
  "a technical id that nobody has, and an entity that is none": ["EMC00101", { user: undefined, target: undefined }],
  "a blocked user": ["EMC00102", { user: user([atSecretariat()], [{ state: "BLOCKED", period: days("2020-01-01") }]) }],
  "a deleted user": ["EMC00102", { user: user([atSecretariat()], [{ state: "DELETED", period: days("2020-01-01") }]) }],
  "an account that ended yesterday": [
    "EMC00102",
    { user: user([atSecretariat()], [{ state: "ACTIVE", period: days("2020-01-01", "2026-02-09") }]) },
  ],
  "an account that ends today": [
    "EMC00002",
    { user: user([atSecretariat()], [{ state: "ACTIVE", period: days("2020-01-01", "2026-02-10") }]) },
  ],
  "a user who is blocked from tomorrow on": [
    "EMC00002",
    {
      user: user(
        [atSecretariat()],
        [
          { state: "ACTIVE", period: days("2020-01-01", "2026-02-10") },
          { state: "BLOCKED", period: days("2026-02-11") },
        ],
      ),
    },
  ],
  "a user who was not blocked in the quarter asked about, but is now": [
    "EMC00102",
    {
      user: user(
        [atSecretariat()],
        [
          { state: "ACTIVE", period: days("2020-01-01", "2025-12-31") },
          { state: "BLOCKED", period: days("2026-01-01") },
        ],
      ),
      asks: { period: during("2025Q1") },
    },
  ],

  // R5: the context
  "a user in no context at all": ["EMC00103", { user: user([]) }],
  "a user whose only context ended": [
    "EMC00103",
    { user: user([atSecretariat({ period: days("2020-01-01", "2025-12-31") })]) },
  ],
  "a context that the entity gave up": [
    "EMC00103",
    { user: user([atSecretariat({ exists: [days("2020-01-01", "2025-12-31")] })]) },
  ],
  "a context that was given up and taken up again": [
    "EMC00002",
    { user: user([atSecretariat({ exists: [days("2010-01-01", "2015-12-31"), days("2020-01-01")] })]) },
  ],
  "the context that is asked, by the enterprise number": [
    "EMC00002",
    { asks: { context: { numbers: [numbers.secretariat], quality: "QUAL_SSC" } } },
  ],
  "the context that is asked, by both its numbers": [
    "EMC00002",
    { asks: { context: { numbers: [numbers.secretariatEmployer, numbers.secretariat], quality: "QUAL_SSC" } } },
  ],
  "the right entity in a quality that the user does not have": [
    "EMC00103",
    { asks: { context: { numbers: [numbers.secretariat], quality: "QUAL_SP_LEG" } } },
  ],
  "a context of another entity": [
    "EMC00103",
    { asks: { context: { numbers: [numbers.bureau], quality: "QUAL_SSC" } } },
  ],
  "a context of which one number is that of another": [
    "EMC00103",
    { asks: { context: { numbers: [numbers.bakeryEmployer, numbers.secretariat], quality: "QUAL_SSC" } } },
  ],
  "one of two contexts gives access": ["EMC00001", { user: user([atBureau(), atBakery()]), target: employer() }],
  "the context that is asked gives none, though another would": [
    "EMC00105",
    {
      user: user([atBureau(), atBakery()]),
      target: employer(),
      asks: { context: { numbers: [numbers.bureau], quality: "QUAL_SP_LEG" } },
    },
  ],
  "two contexts where the annex demands one": [
    "EMC10001",
    { user: user([atBureau(), atSecretariat()]), severalContexts: "demand-one" },
  ],
  "one of two contexts that is named, where the annex demands one": [
    "EMC00002",
    {
      user: user([atBureau(), atSecretariat()]),
      severalContexts: "demand-one",
      asks: { context: { numbers: [numbers.secretariat], quality: "QUAL_SSC" } },
    },
  ],
  "one context that is left, where the annex demands one": [
    "EMC00002",
    {
      user: user([atBureau({ period: days("2020-01-01", "2025-12-31") }), atSecretariat()]),
      severalContexts: "demand-one",
    },
  ],

  // R6: the profile
  "an application that is not in the profile": ["EMC00104", { user: clerk("DIMONA") }],
  "a group of which the profile has an application only since it was added, and quarters before that": [
    "EMC00104",
    {
      user: user([atBakery({ applications: ["ASR_SCENARIO_5"] })]),
      asks: { objects: [group("ASR_UNEMPLOYMENT")], period: quarters("2019Q1", "2020Q4") },
    },
  ],
  "a group of which the profile has an application in each of the quarters": [
    "EMC00001",
    {
      user: user([atBakery({ applications: ["ASR_SCENARIO_5"] })]),
      asks: { objects: [group("ASR_UNEMPLOYMENT")], period: quarters("2020Q1", "2020Q4") },
    },
  ],
  "the profile is looked at before the entity": ["EMC00104", { user: clerk("DIMONA"), target: undefined }],
  "an access manager has every application": [
    "EMC00002",
    { user: user([atSecretariat({ role: "TB", applications: [] })]) },
  ],
  "a manager of a subdivision has those of the profile only": [
    "EMC00104",
    { user: user([atSecretariat({ role: "SAB", applications: ["DIMONA"] })]) },
  ],
  "a profile in another context than the one with the mandate": [
    "EMC00105",
    { user: user([atSecretariat({ applications: ["DIMONA"] }), atBureau()]) },
  ],
  "of a group one application in the profile is enough": [
    "EMC00002",
    { user: clerk("DIMONA"), asks: { objects: [group("DMFA_DIMONA")] } },
  ],
  "of a group none in the profile": [
    "EMC00104",
    { user: clerk("LEARNING_ACCOUNT"), asks: { objects: [group("DMFA_DIMONA")] } },
  ],

  // R7: the entity asked about
  "a number that names nobody": ["EMC00106", { target: undefined }],
  "an entity that stopped": [
    "EMC00106",
    { target: employer({ active: [days("2010-01-01", "2025-12-31")], mandates: [mandate()] }) },
  ],
  "an entity that stops today": [
    "EMC00002",
    { target: employer({ active: [days("2010-01-01", "2026-02-10")], mandates: [mandate()] }) },
  ],
  "an employer's number and an enterprise number of one entity": [
    "EMC00002",
    { asks: { target: [numbers.bakeryEmployer, numbers.bakery] } },
  ],
  "an employer's number and an enterprise number of two": [
    "EMC10002",
    { asks: { target: [numbers.bakeryEmployer, numbers.bureau] } },
  ],
  "two numbers that do not agree tell nothing to who has no access anyway": [
    "EMC00104",
    { user: clerk("DIMONA"), asks: { target: [numbers.bakeryEmployer, numbers.bureau] } },
  ],
  "two numbers of which one passed to another entity": [
    "EMC10002",
    {
      target: employer({
        numbers: [
          named(numbers.bakery),
          named(numbers.townHall, { period: days("2010-01-01", "2020-12-31"), passedOn: true }),
        ],
        mandates: [mandate()],
      }),
      asks: { target: [numbers.bakery, numbers.townHall] },
    },
  ],
  "a provisional number while there is no final one": [
    "EMC00002",
    {
      target: employer({ numbers: [named(numbers.bakeryProvisional)], mandates: [mandate()] }),
      asks: { target: [numbers.bakeryProvisional] },
    },
  ],
  "a provisional number that a final one replaced": [
    "EMC00106",
    {
      target: employer({
        numbers: [
          named(numbers.bakeryProvisional, { period: days("2019-01-01", "2019-12-31"), replaced: true }),
          named(numbers.bakeryEmployer, { period: days("2020-01-01") }),
        ],
        mandates: [mandate()],
      }),
      asks: { target: [numbers.bakeryProvisional] },
    },
  ],
  "a provisional number that was given twice before a final one replaced it": [
    "EMC00106",
    {
      target: employer({
        numbers: [
          named(numbers.bakeryProvisional, { period: days("2015-01-01", "2016-12-31") }),
          named(numbers.bakeryProvisional, { period: days("2019-01-01", "2019-12-31"), replaced: true }),
          named(numbers.bakeryEmployer, { period: days("2020-01-01") }),
        ],
        mandates: [mandate()],
      }),
      asks: { target: [numbers.bakeryProvisional] },
    },
  ],
  "a provisional number that a final one replaces tomorrow": [
    "EMC00002",
    {
      target: employer({
        numbers: [named(numbers.bakeryProvisional, { period: days("2025-01-01", "2026-02-10"), replaced: true })],
        mandates: [mandate()],
      }),
      asks: { target: [numbers.bakeryProvisional] },
    },
  ],
  "a local administration, by its own kind of number": [
    "EMC00002",
    {
      target: employer({ numbers: [named(numbers.townHall)], mandates: [mandate()] }),
      asks: { target: [numbers.townHall] },
    },
  ],

  // R9: mandates
  "a secretariat with a mandate": ["EMC00002", {}],
  "a secretariat without a mandate": ["EMC00105", { target: employer() }],
  "a mandate to another": ["EMC00105", { user: user([atBureau()]) }],
  "a mandate that the secretariat has as service provider says nothing of its secretariat": [
    "EMC00105",
    { target: employer({ mandates: [mandate({ type: "SP" })] }) },
  ],
  "a quality that acts on no mandate": ["EMC00105", { user: user([context(secretariat, "QUAL_EMP_NOSS")]) }],
  "a full service secretariat for a local administration": [
    "EMC00002",
    {
      user: user([context(secretariat, "QUAL_FSC")]),
      target: employer({ numbers: [named(numbers.townHall)], mandates: [mandate({ type: "FSS" })] }),
      asks: { target: [numbers.townHall] },
    },
  ],
  "a mandate for something else": [
    "EMC00108",
    { target: employer({ mandates: [mandate({ group: "SIDE_ACTIVITIES" })] }) },
  ],
  "a mandate to be finalised": [
    "EMC00109",
    { target: employer({ mandates: [mandate({ status: "TO_BE_FINALISED" })] }) },
  ],
  "a mandate that waits for a decision": [
    "EMC00109",
    { target: employer({ mandates: [mandate({ status: "PENDING" })] }) },
  ],
  "a mandate that was rejected": ["EMC00109", { target: employer({ mandates: [mandate({ status: "REJECTED" })] }) }],
  "a mandate that waits beside one that runs": [
    "EMC00002",
    { target: employer({ mandates: [mandate({ reference: "M-9", status: "PENDING" }), mandate()] }) },
  ],

  // the quarters of a mandate
  "a day in a quarter of the mandate": ["EMC00002", { asks: { period: on("2020-01-01") } }],
  "a quarter of the mandate": ["EMC00002", { asks: { period: during("2024Q3") } }],
  "the quarter in which the mandate ends": [
    "EMC00002",
    { target: employer({ mandates: [mandate({ end: quarter("2026Q1") })] }) },
  ],
  "the quarter after the end of a mandate that runs to its end": [
    "EMC00107",
    { target: employer({ mandates: [mandate({ end: quarter("2026Q1") })] }), asks: { period: during("2026Q2") } },
  ],
  "a mandate that begins in the next quarter": [
    "EMC00107",
    { target: employer({ mandates: [mandate({ begin: quarter("2026Q2") })] }) },
  ],
  "the next quarter of a mandate that begins then": [
    "EMC00002",
    { target: employer({ mandates: [mandate({ begin: quarter("2026Q2") })] }), asks: { period: during("2026Q2") } },
  ],
  "a period of which the last quarter is not covered": [
    "EMC00107",
    {
      target: employer({ mandates: [mandate({ end: quarter("2026Q1") })] }),
      asks: { period: quarters("2025Q3", "2026Q2") },
    },
  ],
  "a period without end reaches to the present quarter": [
    "EMC00002",
    { target: employer({ mandates: [mandate({ end: quarter("2026Q1") })] }), asks: { period: quarters("2025Q1") } },
  ],
  "a period that two mandates cover together": [
    "EMC00002",
    {
      target: employer({
        mandates: [
          mandate({ status: "CLOSED", end: quarter("2024Q4") }),
          mandate({ reference: "M-2", begin: quarter("2025Q1") }),
        ],
      }),
      asks: { period: quarters("2024Q3", "2025Q2") },
    },
  ],
  "a period with a hole between two mandates": [
    "EMC00109",
    {
      user: clerk("TEMP_UNEMP_NOTICE"),
      target: employer({
        mandates: [
          mandate({ group: "TEMP_UNEMPLOYMENT", status: "CLOSED", end: quarter("2024Q3") }),
          mandate({ group: "TEMP_UNEMPLOYMENT", reference: "M-2", status: "PENDING", begin: quarter("2025Q1") }),
        ],
      }),
      asks: { objects: [application("TEMP_UNEMP_NOTICE")], period: quarters("2024Q3", "2025Q1") },
    },
  ],
  "a quarter of a mandate that was closed after it": [
    "EMC00002",
    {
      target: employer({ mandates: [mandate({ status: "CLOSED", end: quarter("2025Q2") })] }),
      asks: { period: during("2025Q2") },
    },
  ],
  "a quarter after that in which the mandate was closed": [
    "EMC00109",
    {
      target: employer({ mandates: [mandate({ status: "CLOSED", end: quarter("2025Q2") })] }),
      asks: { period: during("2025Q3") },
    },
  ],

  // taking over the past
  "the past of an application that the mandatary takes over": [
    "EMC00002",
    { target: employer({ mandates: [mandate({ begin: quarter("2026Q1") })] }), asks: { period: during("2015Q4") } },
  ],
  "the past of an application that is not taken over": [
    "EMC00107",
    {
      user: clerk("TEMP_UNEMP_NOTICE"),
      target: employer({ mandates: [mandate({ group: "TEMP_UNEMPLOYMENT", begin: quarter("2026Q1") })] }),
      asks: { objects: [application("TEMP_UNEMP_NOTICE")], period: during("2025Q4") },
    },
  ],
  "the past of a mandate that is over is not taken over": [
    "EMC00107",
    {
      target: employer({ mandates: [mandate({ status: "CLOSED", end: quarter("2025Q4") })] }),
      asks: { period: during("2019Q4") },
    },
  ],
  "the past of a mandate that was closed and still runs to the end of the quarter": [
    "EMC00002",
    {
      target: employer({
        mandates: [
          mandate({ status: "CLOSED", end: quarter("2026Q1") }),
          mandate({ reference: "M-2", mandatary: bureau, type: "SP", begin: quarter("2026Q2") }),
        ],
      }),
      asks: { period: during("2019Q4") },
    },
  ],
  "the past of a mandate that is still to begin is not taken over": [
    "EMC00107",
    { target: employer({ mandates: [mandate({ begin: quarter("2026Q2") })] }), asks: { period: during("2025Q1") } },
  ],
  "after a transfer the old mandatary keeps its quarters": [
    "EMC00002",
    { target: transferred, asks: { period: during("2025Q2") } },
  ],
  "after a transfer the old mandatary has nothing from the boundary on": [
    "EMC00109",
    { target: transferred, asks: { period: during("2025Q3") } },
  ],
  "after a transfer the new mandatary has the quarter after the boundary": [
    "EMC00002",
    { user: user([atBureau()]), target: transferred, asks: { period: during("2025Q3") } },
  ],
  "after a transfer the new mandatary has the past too": [
    "EMC00002",
    { user: user([atBureau()]), target: transferred, asks: { period: quarters("2019Q1", "2026Q1") } },
  ],

  // groups change, groups for employers only
  "the day before a group gained the application": [
    "EMC00108",
    {
      user: clerk("ASR_SCENARIO_5"),
      target: employer({ mandates: [mandate({ group: "TEMP_UNEMPLOYMENT" })] }),
      asks: { objects: [application("ASR_SCENARIO_5")], period: on("2020-03-12") },
    },
  ],
  "the day on which a group gained the application": [
    "EMC00002",
    {
      user: clerk("ASR_SCENARIO_5"),
      target: employer({ mandates: [mandate({ group: "TEMP_UNEMPLOYMENT" })] }),
      asks: { objects: [application("ASR_SCENARIO_5")], period: on("2020-03-13") },
    },
  ],
  "the quarter in which a group gained the application": [
    "EMC00002",
    {
      user: clerk("ASR_SCENARIO_5"),
      target: employer({ mandates: [mandate({ group: "TEMP_UNEMPLOYMENT" })] }),
      asks: { objects: [application("ASR_SCENARIO_5")], period: during("2020Q1") },
    },
  ],
  "a group in a quarter in which it held nothing": [
    "EMC00108",
    {
      user: clerk("LEARNING_ACCOUNT"),
      target: employer({ mandates: [mandate({ group: "LEARNING_ACCOUNT" })] }),
      asks: { objects: [group("LEARNING_ACCOUNT")], period: during("2023Q4") },
    },
  ],
  "a mandate for employers waits until there is an employer's number": [
    "EMC00109",
    {
      target: employer({ numbers: [named(numbers.bakery)], mandates: [mandate()] }),
      asks: { target: [numbers.bakery] },
    },
  ],
  "a mandate for employers wakes with the employer's number": [
    "EMC00002",
    {
      target: employer({
        numbers: [named(numbers.bakery), named(numbers.bakeryProvisional, { period: days("2026-02-10") })],
        mandates: [mandate()],
      }),
      asks: { target: [numbers.bakery] },
    },
  ],
  "a mandate for employers has no effect in quarters before there was a number": [
    "EMC00109",
    {
      target: employer({
        numbers: [named(numbers.bakery), named(numbers.bakeryEmployer, { period: days("2025-04-01") })],
        mandates: [mandate()],
      }),
      asks: { period: quarters("2025Q1", "2025Q2") },
    },
  ],
  "a mandate for all enterprises needs no employer's number": [
    "EMC00002",
    {
      user: user([atBureau({ applications: ["SIDE_ACTIVITIES"] })]),
      target: { ...shop, mandates: [mandate({ mandatary: bureau, type: "SP", group: "SIDE_ACTIVITIES" })] },
      asks: { ...askShop, objects: [application("SIDE_ACTIVITIES")] },
    },
  ],

  // R10: delegations
  "a delegation to a context": [
    "EMC00003",
    { user: user([atBureau()]), target: employer({ mandates: [mandate({ delegations: [delegation()] })] }) },
  ],
  "a delegation to the bureau in another quality": [
    "EMC00105",
    {
      user: user([atBureau()]),
      target: employer({ mandates: [mandate({ delegations: [delegation({ quality: "QUAL_SPPLA_LEG" })] })] }),
    },
  ],
  "a delegation to one user": [
    "EMC00003",
    {
      user: user([atBureau()]),
      target: employer({
        mandates: [mandate({ delegations: [delegation({ entity: undefined, technicalId: "UM-0001" })] })],
      }),
    },
  ],
  "a delegation to another user": [
    "EMC00105",
    {
      user: user([atBureau()]),
      target: employer({
        mandates: [mandate({ delegations: [delegation({ entity: undefined, technicalId: "UM-0002" })] })],
      }),
    },
  ],
  "a delegation of a mandate that waits": [
    "EMC00109",
    {
      user: user([atBureau()]),
      target: employer({ mandates: [mandate({ status: "PENDING", delegations: [delegation()] })] }),
    },
  ],
  "a delegation that ended": [
    "EMC00109",
    {
      user: user([atBureau()]),
      target: employer({
        mandates: [mandate({ delegations: [delegation({ status: "CLOSED", end: quarter("2025Q4") })] })],
      }),
    },
  ],
  "a delegation for another group of the mandate": [
    "EMC00108",
    {
      user: user([atBureau()]),
      target: employer({ mandates: [mandate({ delegations: [delegation({ groups: ["SIDE_ACTIVITIES"] })] })] }),
    },
  ],
  "a delegation does not reach further back than itself while it is for a present application only": [
    "EMC00107",
    {
      user: user([atBureau({ applications: ["TEMP_UNEMP_NOTICE"] })]),
      target: employer({ mandates: [mandate({ group: "TEMP_UNEMPLOYMENT", delegations: [delegation()] })] }),
      asks: { objects: [application("TEMP_UNEMP_NOTICE")], period: during("2023Q4") },
    },
  ],
  "who got it delegated cannot delegate it further": [
    "EMC00105",
    {
      user: user([context(stranger, "QUAL_SP_LEG")]),
      target: employer({ mandates: [mandate({ delegations: [delegation()] })] }),
    },
  ],

  // R11: curators
  "a curator who is appointed for the bankrupt bakery": [
    "EMC00002",
    {
      user: user([asCurator()]),
      target: employer({ mandates: [mandate({ type: "CURATOR", mandatary: curator, group: "CURATORSHIP" })] }),
    },
  ],
  "a curator who is appointed for another": ["EMC00105", { user: user([asCurator()]), target: employer() }],
  "a curator for something that a curator does not do": [
    "EMC00108",
    {
      user: user([asCurator({ applications: ["LEARNING_ACCOUNT"] })]),
      target: employer({ mandates: [mandate({ type: "CURATOR", mandatary: curator, group: "CURATORSHIP" })] }),
      asks: { objects: [application("LEARNING_ACCOUNT")] },
    },
  ],
  "a curator and a secretariat both have access": [
    "EMC00002",
    {
      user: user([asCurator()]),
      target: employer({
        mandates: [mandate(), mandate({ reference: "C-1", type: "CURATOR", mandatary: curator, group: "CURATORSHIP" })],
      }),
    },
  ],

  // several objects, groups, sectors
  "two objects, of which one is not in reach": [
    ["EMC00002", "EMC00108"],
    {
      user: clerk("DMFA", "LEARNING_ACCOUNT"),
      asks: { objects: [application("DMFA"), application("LEARNING_ACCOUNT")] },
    },
  ],
  "two objects, of which one is not in the profile": [
    ["EMC00104", "EMC00002"],
    { user: clerk("DMFA"), asks: { objects: [application("DIMONA"), application("DMFA")] } },
  ],
  "two objects of an entity that is none, of which one is not in the profile": [
    ["EMC00104", "EMC00106"],
    { user: clerk("DMFA"), target: undefined, asks: { objects: [application("DIMONA"), application("DMFA")] } },
  ],
  "a group for the mandatary of the group": ["EMC00002", { asks: { objects: [group("DMFA_DIMONA")] } }],
  "a group for the owner of the data": [
    "EMC00001",
    { user: user([atBakery()]), target: employer(), asks: { objects: [group("DMFA_DIMONA")] } },
  ],
  "a group of which a mandate covers a part only": [
    "EMC00108",
    {
      user: user([atSecretariat({ role: "TB" })]),
      target: employer({ mandates: [mandate({ group: "ASR_UNEMPLOYMENT" })] }),
      asks: { objects: [group("TEMP_UNEMPLOYMENT")] },
    },
  ],
  "a sector of which all groups are covered": [
    "EMC00002",
    {
      user: user([atSecretariat({ role: "TB" })]),
      target: employer({
        mandates: [mandate({ group: "ASR_UNEMPLOYMENT" }), mandate({ reference: "M-2", group: "TEMP_UNEMPLOYMENT" })],
      }),
      asks: { objects: [sector("NEO")] },
    },
  ],
  "a sector of which one group is not covered": [
    "EMC00108",
    {
      user: user([atSecretariat({ role: "TB" })]),
      target: employer({ mandates: [mandate({ group: "ASR_UNEMPLOYMENT" })] }),
      asks: { objects: [sector("NEO")] },
    },
  ],

  // R3: what is asked
  "an application that is none": ["EMC10003", { asks: { objects: [application("DMFB")] } }],
  "the code of a group under another type": ["EMC10003", { asks: { objects: [application("DMFA_DIMONA")] } }],
  "one object of several that is none": ["EMC10003", { asks: { objects: [application("DMFA"), sector("RSZ")] } }],
  "what is asked is looked at before who asks": ["EMC10003", { user: undefined, asks: { objects: [group("X")] } }],
  "a quarter before the first of the DmfA": ["EMC10004", { asks: { period: during("2002Q4") } }],
  "the first quarter of the DmfA": ["EMC00002", { asks: { period: during("2003Q1") } }],
  "the fourth quarter from now": ["EMC00002", { asks: { period: during("2027Q1") } }],
  "the fifth quarter from now": ["EMC10004", { asks: { period: during("2027Q2") } }],
  "a day in a quarter that is too far": ["EMC10004", { asks: { period: on("2027-04-01") } }],
  "a period that ends too far": ["EMC10004", { asks: { period: quarters("2026Q1", "9999Q4") } }],
};

for (const [name, [expected, situation]] of Object.entries(situations)) {
  test(`${name}: ${[expected].flat().join(", ")}`, () => {
    assert.deepEqual(codesOf(situation), [expected].flat());
  });
}

test("the situations meet every code that a decision can have", () => {
  const met = new Set(Object.values(situations).flatMap(([code]) => [code].flat()));
  const all = [
    "00001",
    "00002",
    "00003",
    "00101",
    "00102",
    "00103",
    "00104",
    "00105",
    "00106",
    "00107",
    "00108",
    "00109",
  ];
  const faults = ["10001", "10002", "10003", "10004"];
  assert.deepEqual(
    [...met].sort(),
    [...all, ...faults].map((digits) => `EMC${digits}`),
  );
  assert.ok(Object.keys(situations).length >= 60);
});

test("the basis names the mandate, its type and the quarters for which both it and the delegation run", () => {
  const target = employer({ mandates: [mandate({ end: quarter("2027Q4"), delegations: [delegation()] })] });
  const decision = decideAccess(question(), known(user([atBureau()]), target), codes, { severalContexts: "allow" });
  assert.equal(decision.kind, "decided");
  assert.deepEqual(decision.kind === "decided" && decision.results[0]?.basis, {
    type: "DELEGATION",
    quality: "QUAL_SP_LEG",
    mandate: { reference: "M-1", type: "SSC", begin: "2024Q1", end: "2027Q4" },
  });
});

test("the trail tells every rule in order, and of a mandate what it was for", () => {
  const target = employer({ mandates: [mandate({ begin: quarter("2026Q2") })] });
  const decision = decideAccess(question(), known(user([atSecretariat()]), target), codes, {
    severalContexts: "allow",
  });
  assert.deepEqual(
    decision.trail.map(({ gate, passed }) => `${passed ? "+" : "-"}${gate}`),
    [
      "+objects",
      "+quarters",
      "+user",
      "+context",
      "+profile",
      "+target",
      "-own-entity",
      "-mandate",
      "-delegation",
      "-access",
    ],
  );
  const refused = decision.trail.find(({ gate }) => gate === "mandate");
  assert.equal(refused?.found, "M-1 for DMFA_DIMONA, ACTIVE, 2026Q2 to now and further");
  assert.equal(decision.trail.at(-1)?.code, "EMC00107");
});

test("no number and no technical id stands in the trail of any situation", () => {
  for (const [name, [, situation]] of Object.entries(situations)) {
    const { asks = {} } = situation;
    const who = "user" in situation ? situation.user : user([atSecretariat()]);
    const whom = "target" in situation ? situation.target : employer({ mandates: [mandate()] });
    const { trail } = decideAccess(question(asks), known(who, whom), codes, { severalContexts: "allow" });
    const text = JSON.stringify(trail);
    assert.doesNotMatch(text, /\d{7}|UM-0/, name);
  }
});
