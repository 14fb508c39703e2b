// Where the numbered SQL files are.
import { fileURLToPath } from "node:url";

export const migrations = fileURLToPath(new URL("../database/migrations", import.meta.url));
