// `npm run generate`: contracts/ becomes src/schema/generated/; with --check it only says whether that is up to date.

import { globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { compileContracts } from "../src/schema/compiler/compile.ts";

const root = resolve(import.meta.dirname, "..");
const output = join(root, "src/schema/generated");
const files = globSync("contracts/**/*.{xsd,wsdl}", { cwd: root }).sort();
const generated = compileContracts({
  files: files.map((file) => join(root, file)),
  base: root,
  output,
  runtime: join(root, "src/schema"),
});

mkdirSync(output, { recursive: true });
const present = readdirSync(output);
const stale = [
  ...[...generated].filter(([name, text]) => !present.includes(name) || read(name) !== text).map(([name]) => name),
  ...present.filter((name) => !generated.has(name)),
];

if (process.argv.includes("--check")) {
  for (const name of stale)
    console.error(`src/schema/generated/${name} is not what contracts/ gives: npm run generate`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const name of stale) {
    const text = generated.get(name);
    if (text === undefined) rmSync(join(output, name));
    else writeFileSync(join(output, name), text);
  }
  console.log(`${generated.size} files, ${stale.length} written`);
}

function read(name: string): string {
  return readFileSync(join(output, name), "utf8");
}
