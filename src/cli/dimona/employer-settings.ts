// `kruispunt dimona settings`: how an employer uses Dimona.

import type { Employer } from "../../dimona/employer.ts";
import { type EmployerUse, setEmployerUse } from "../../dimona/register/employer-use.ts";
import type { Settings } from "../../http/settings.ts";
import { accepted, refused } from "../../kernel/outcome.ts";
import { numberGiven } from "../administration/values.ts";
import { Refusal } from "../refusal.ts";
import { employerNumbersOf } from "./numbers.ts";
import { type ChangeOptions, changeByHand, lookInto } from "./office.ts";

interface SettingOptions extends ChangeOptions {
  readonly subEntities?: string;
  readonly securedOnly?: "on" | "off";
  readonly dailyRegistration?: "on" | "off";
}

/** What no option names stays as it is; what was known before stays readable. */
export async function showOrSet(settings: Settings, employer: string, options: SettingOptions): Promise<void> {
  const number = await numberGiven("EMPLOYER", employer);
  const found = await lookInto(settings, (reader) => reader.employer(employerNumbersOf(number)));
  if (found === undefined) throw new Refusal("the register of employers has no employer with this number.");
  const { subEntities, securedOnly, dailyRegistration } = options;
  if (subEntities === undefined && securedOnly === undefined && dailyRegistration === undefined) {
    process.stdout.write(`${useText(found)}\n`);
    return;
  }
  const use = changedUse(found, options);
  await changeByHand(settings, options, {
    operation: "dimona settings",
    refusals: { same: "the employer uses Dimona like this already." },
    subject: () => `employer:${found.key}`,
    work: async (change) => {
      if (useText(use) === useText(found)) return refused("same" as const);
      await setEmployerUse(change, found.key, use);
      return accepted(use);
    },
    tell: useText,
  });
}

function changedUse(before: Employer, { subEntities, securedOnly, dailyRegistration }: SettingOptions): EmployerUse {
  return {
    subEntities: subEntities === undefined ? before.subEntities : subEntitiesIn(subEntities),
    securedOnly: securedOnly === undefined ? before.securedOnly : securedOnly === "on",
    dailyRegistration: dailyRegistration === undefined ? before.dailyRegistration : dailyRegistration === "on",
  };
}

function subEntitiesIn(text: string): readonly string[] | undefined {
  if (text === "none") return undefined;
  const numbers = text.split(",").map((number) => number.trim());
  if (numbers.some((number) => !/^\d{1,10}$/.test(number))) {
    throw new Refusal("--sub-entities takes numbers of one to ten digits with commas between them, or none");
  }
  return numbers;
}

function useText({ subEntities, securedOnly, dailyRegistration }: EmployerUse): string {
  return [
    `sub-entities ${subEntities?.join(",") ?? "none"}`,
    `secured-only ${securedOnly ? "on" : "off"}`,
    `daily-registration ${dailyRegistration ? "on" : "off"}`,
  ].join("  ");
}
