// The demo network: people and careers when the database is empty, keys and certificates for its customers.
import type { Annexes } from "../crossroads/annexes.ts";
import type { Log } from "../http/log.ts";
import type { Settings } from "../http/settings.ts";
import { systemClock } from "../kernel/clock.ts";
import { today } from "../kernel/day.ts";
import { type DemoPeople, writeDemoNetwork } from "../population/demo-network.ts";
import { synthesizeEmployers } from "../population/employers/network.ts";
import {
  completeNames,
  completePopulation,
  loadPopulation,
  type Population,
  populationOf,
} from "../population/load.ts";
import { personasOf, withFiles } from "../population/personas.ts";
import { inscribeForReceivers } from "../population/receivers.ts";

export const demoPopulation = { persons: 2000, seed: 1 } as const;

/** Fills an empty register with the demo population and writes `demo/` under home; what is there already stays. */
export async function prepareDemo(
  settings: Settings,
  connectionString: string,
  annexes: Annexes,
  log: Log,
): Promise<void> {
  const say = (message: string): void => log.info({}, message);
  const loaded = await loadPopulation({ connectionString, ...demoPopulation, today: today(systemClock), log: say });
  // Refused where somebody is there already, which is the usual case.
  if (!loaded.ok) {
    await completePopulation({ connectionString, log: say });
    await completeNames({ connectionString, log: say });
  }
  const population = await populationOf(connectionString);
  if (population !== undefined) await inscribeForReceivers(connectionString);
  await writeDemoNetwork({
    home: settings.home,
    ...(population === undefined ? {} : { people: peopleOf(population) }),
    customers: annexes.all.map((annex) => ({
      name: annex.customer,
      identification: annex.identification,
      certificateSubject: annex.authentication.certificates[0],
      username: annex.authentication.basic?.username,
      clientId: annex.authentication.oauth?.clientId,
      services: [...annex.services.keys(), ...annex.accessServices.keys()],
      legalContexts: [
        ...new Set(
          [
            ...annex.services.values(),
            [...annex.accessServices.values()],
            [...(annex.forwarding?.values() ?? [])],
          ].flatMap((grants) => grants.map(({ legalContext }) => legalContext)),
        ),
      ],
    })),
  });
}

function peopleOf(population: Population): DemoPeople {
  const personas = withFiles(personasOf(population), population.dimona ?? []);
  if (!population.employers) return { personas, employers: [], technicalUsers: [] };
  const { employers, personas: technicalUsers } = synthesizeEmployers(population.seed, population.today);
  return { personas, employers, technicalUsers };
}
