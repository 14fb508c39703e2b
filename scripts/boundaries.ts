// Which room may import which: arrows go down only, and a service never knows another service.

const base = ["kernel"];
const messages = [...base, "xml", "schema", "soap"];
const registers = [...base, "codes", "database", "persons", "employers"];
const belowServices = [
  ...new Set([...messages, ...registers, "csv", "crossroads", "administration", "rest", "forwarding", "health"]),
];
const services = ["self-employed", "dimona", "dmfa", "employer-mandate", "test-connection"];
const belowHttp = [...belowServices, ...services, "population"];

/** For each room of src/, the rooms that it may import besides itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  codes: base,
  csv: base,
  xml: base,
  schema: [...base, "xml"],
  soap: [...base, "xml", "schema"],
  database: base,
  persons: [...base, "database"],
  employers: [...base, "codes", "database", "persons"],
  crossroads: [...messages, "codes", "database", "persons"],
  rest: [...messages, "database", "crossroads"],
  health: [...messages, "database", "crossroads"],
  administration: [...registers, "csv", "crossroads"],
  forwarding: [...messages, ...registers, "crossroads"],
  ...Object.fromEntries(services.map((service) => [service, belowServices])),
  population: [...belowServices, ...services],
  http: belowHttp,
  cli: [...belowHttp, "http"],
};

/** What is wrong with the imports of one file, a sentence for each. Paths are relative to the root of the repository. */
export function boundaryFaults(path: string, text: string): readonly string[] {
  return importsOf(path, text).flatMap((target) => {
    const reason = faultOf(path, target);
    return reason === undefined ? [] : [`${path} imports ${target}: ${reason}`];
  });
}

function faultOf(path: string, target: string): string | undefined {
  const [from, to] = [roomOf(path), roomOf(target)];
  const isTest = path.endsWith(".test.ts") || from.top === "test";
  if (target.endsWith(".test.ts")) return "a test is nobody's source";
  if (from.top !== "src") return undefined;
  if (to.top === "test") return isTest ? undefined : "only tests may use test/";
  if (to.top !== "src") return `src/ does not know ${to.top}/`;
  if (from.room === to.room) return undefined;
  const allowed = mayImport[from.room];
  if (allowed === undefined) return `the room ${from.room} has no place in scripts/boundaries.ts`;
  return allowed.includes(to.room) ? undefined : `${from.room} may not import ${to.room}`;
}

function roomOf(path: string): { readonly top: string; readonly room: string } {
  const [top = "", room = ""] = path.split("/");
  return { top, room };
}

// Static and dynamic imports and re-exports of relative paths; comments and strings that look like one count too.
function importsOf(path: string, text: string): readonly string[] {
  return [...text.matchAll(/\b(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g)].map(([, target = ""]) => {
    const parts = path.split("/").slice(0, -1);
    for (const part of target.split("/")) {
      if (part === "..") parts.pop();
      else if (part !== ".") parts.push(part);
    }
    return parts.join("/");
  });
}
