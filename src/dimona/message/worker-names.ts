// Names of a worker in the RSZ's XML messages, which have less room than the register of persons.
import { shortened } from "./fitting.ts";

/** Zones 00025 and 00026. */
const longestName = 48;
const longestFirstName = 24;

/** Cut where they are longer; absent where they are not known, or empty. */
export function workerNames({
  lastName = "",
  firstName = "",
}: {
  readonly lastName?: string | undefined;
  readonly firstName?: string | undefined;
}) {
  return {
    ...(lastName === "" ? {} : { WorkerName: shortened(lastName, longestName) }),
    ...(firstName === "" ? {} : { WorkerFirstName: shortened(firstName, longestFirstName) }),
  };
}
