// Names for persons who do not exist: invented, with accents, particles and double names among them, as registers have them.
import type { PersonIdentity } from "../persons/identity.ts";
import { type Random, randomStream } from "./random.ts";

type Names = Pick<PersonIdentity, "lastName" | "firstNames">;

/** Of the person of an index under a seed; draws from a stream of its own, so that nothing else depends on it. */
export function namesOf(seed: number, index: number, sex: "1" | "2"): Names {
  const random = randomStream((seed ^ stream) >>> 0, index);
  const given = sex === "1" ? men : women;
  const first = random.pick(given);
  const others = Array.from({ length: random.below(3) }, () => random.pick(given)).filter((name) => name !== first);
  return { lastName: lastName(random), firstNames: [first, ...new Set(others)].join(" ") };
}

/** Apart from those of careers and contributions: "name". */
const stream = 0x6e616d65;

/** Some 1,600 simple ones; of a hundred, twelve have a particle and four are double. */
function lastName(random: Random): string {
  const name = `${random.pick(beginnings)}${random.pick(ends)}`;
  if (random.perMille(120)) return `${random.pick(particles)} ${name}`;
  return random.perMille(40) ? `${name}-${random.pick(beginnings)}${random.pick(ends)}` : name;
}

const particles = ["Van", "Van den", "De", "Vander", "d'", "Le", "Du"] as const;

const beginnings = [
  "Mir",
  "Ver",
  "Schijn",
  "Waan",
  "Fab",
  "Chim",
  "Ill",
  "Droom",
  "Nev",
  "Schim",
  "Fict",
  "Lég",
  "Myth",
  "Phant",
  "Rêv",
  "Songe",
  "Spiegel",
  "Trug",
  "Wolk",
  "Zever",
  "Bég",
  "Cand",
  "Dôm",
  "Élan",
  "Fén",
  "Grim",
  "Haz",
  "Inv",
  "Jok",
  "Krôn",
  "Lum",
  "Mör",
  "Nüss",
  "Ond",
  "Pell",
  "Quint",
  "Ross",
  "Sünd",
  "Tull",
  "Vall",
] as const;

const ends = [
  "age",
  "mans",
  "ens",
  "aert",
  "ier",
  "oux",
  "eel",
  "inck",
  "ard",
  "eur",
  "haut",
  "kens",
  "lot",
  "meert",
  "naux",
  "oye",
  "pont",
  "quet",
  "rath",
  "sens",
  "teau",
  "uyt",
  "vaux",
  "werp",
  "yns",
  "zeel",
  "baut",
  "court",
  "dael",
  "ette",
  "four",
  "goor",
  "hove",
  "issen",
  "jean",
  "laer",
  "mont",
  "nes",
  "ster",
  "ville",
] as const;

const men = [
  "Noah",
  "Arthur",
  "Jules",
  "Louis",
  "Adam",
  "Lucas",
  "Victor",
  "Mohamed",
  "Gabriel",
  "Émile",
  "Finn",
  "Théo",
  "Oscar",
  "Rayan",
  "Jan",
  "Pieter",
  "Luc",
  "Marc",
  "Jean",
  "Michel",
  "Karel",
  "Tom",
  "Bram",
  "Hugo",
  "Björn",
  "Günther",
  "Yusuf",
  "Paweł",
  "Ion",
  "Ali",
] as const;

const women = [
  "Olivia",
  "Emma",
  "Louise",
  "Mila",
  "Noor",
  "Alice",
  "Juliette",
  "Lina",
  "Zoé",
  "Inès",
  "Fien",
  "Lotte",
  "Amélie",
  "Chloë",
  "Marie",
  "Anne",
  "Hilde",
  "Martine",
  "Nathalie",
  "An",
  "Els",
  "Sofie",
  "Aïcha",
  "Fatima",
  "Ursula",
  "Jutta",
  "Agnieszka",
  "Elena",
  "Leen",
  "Greet",
] as const;
