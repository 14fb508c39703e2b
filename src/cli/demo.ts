// The demo network: people, careers and employers when the database is empty, keys and certificates for its customers.
import type { Annexes } from "../crossroads/annexes.ts";
import type { Log } from "../http/log.ts";
import type { Settings } from "../http/settings.ts";
import { systemClock } from "../kernel/clock.ts";
import { today } from "../kernel/day.ts";
import { writeDemoNetwork } from "../population/demo-network.ts";
import { loadDemoEmployers } from "../population/employers.ts";
import { loadPopulation, populationOf } from "../population/load.ts";
import { personasOf } from "../population/personas.ts";

export const demoPopulation = { persons: 2000, seed: 1 } as const;

/** Fills empty registers with the demo population and its employers, and writes `demo/` under home; what is there already stays. */
export async function prepareDemo(
  settings: Settings,
  connectionString: string,
  annexes: Annexes,
  log: Log,
): Promise<void> {
  // Refused where somebody is there already, which is the usual case and no reason to say anything.
  await loadPopulation({
    connectionString,
    ...demoPopulation,
    today: today(systemClock),
    log: (message) => log.info({}, message),
  });
  await loadDemoEmployers(connectionString);
  const population = await populationOf(connectionString);
  await writeDemoNetwork({
    home: settings.home,
    ...(population === undefined ? {} : { personas: personasOf(population) }),
    customers: annexes.all.map((annex) => ({
      name: annex.customer,
      identification: annex.identification,
      certificateSubject: annex.authentication.certificates[0],
      username: annex.authentication.basic?.username,
      clientId: annex.authentication.oauth?.clientId,
      services: [...annex.services.keys(), ...annex.accessServices.keys()],
      legalContexts: [...annex.services.values(), [...annex.accessServices.values()]].flatMap((grants) =>
        grants.map(({ legalContext }) => legalContext),
      ),
    })),
  });
}
