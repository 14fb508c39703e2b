// What the contenders made of libraries share: the same career by the same statement, through a pool and one by one.
import { Pool } from "pg";
import { loadSelfEmployedCodes } from "../../src/codes/self-employed-codes.ts";
import { textualTypes } from "../../src/database/connection.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { type Career, createArza } from "../../src/self-employed/arza.ts";
import { describeCareer } from "../../src/self-employed/career-message.ts";

export function openRegister(connectionString: string) {
  const pool = new Pool({ connectionString, types: textualTypes });
  const codes = loadSelfEmployedCodes();
  const source = createArza(
    {
      lookup:
        <Row extends readonly unknown[]>({
          name,
          sql,
          parameters,
        }: {
          name: string;
          sql: string;
          parameters?: () => readonly unknown[];
        }) =>
        async (key: string): Promise<readonly Row[]> => {
          const values = [[key], ...(parameters?.() ?? [])];
          return (await pool.query<[...Row]>({ name, text: sql, values, rowMode: "array" })).rows;
        },
      query: async () => [],
      healthy: () => true,
      close: () => pool.end(),
    },
    systemClock,
  );
  return {
    pool,
    careerOf: async (ssin: string) => describeCareer(known(await source.careerOf(ssin)), codes),
  };
}

function known(career: Career | undefined): Career {
  if (career === undefined) throw new Error("the register does not know the person");
  return career;
}
