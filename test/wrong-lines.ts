// Lines of files that are wrong, each for one reason: situation, file, lines, and the faults that are to be told.

import type { FileName } from "../src/employer-mandate/administration/files/columns.ts";
import { users } from "./mandate-world.ts";

export const bakery = "cbe:1000000021";
export const shop = "cbe:1000000318";
export const bureau = "cbe:1000000219";
const curator = "ssin:90051996036";

/** Of each file: the lines, and of each line that is wrong the column and the rule or the beginning of the reason. */
export const situations: readonly (readonly [
  situation: string,
  file: FileName,
  lines: readonly string[],
  faults: readonly (readonly [line: number, column: string | undefined, rule: string])[],
])[] = [
  [
    "a user with days that meet",
    "users",
    ["U,ACTIVE,2020-01-01,2020-12-31", "U,BLOCKED,2020-12-31,"],
    [[3, "from", "days-apart"]],
  ],
  ["a user with days in the wrong order", "users", ["U,ACTIVE,2020-01-02,2020-01-01"], [[2, "to", "days-in-order"]]],
  [
    "a user who comes back",
    "users",
    ["U,DELETED,2020-01-01,2020-12-31", "U,ACTIVE,2021-01-01,"],
    [[2, "state", "user-not-deleted"]],
  ],
  [
    "lines of a user apart",
    "users",
    ["U,ACTIVE,2020-01-01,2020-12-31", "V,ACTIVE,2020-01-01,", "U,BLOCKED,2021-01-01,"],
    [[4, undefined, "lines-together"]],
  ],
  [
    "a number without its kind",
    "contexts",
    ["1000000318,QUAL_COMPANY,,,,2026-01-01,"],
    [
      [
        2,
        "entity",
        "expected a number with its kind: cbe:NUMBER, nsso:NUMBER, provisional:NUMBER, ppl:NUMBER, ssin:NUMBER",
      ],
    ],
  ],
  [
    "a number with wrong check digits",
    "contexts",
    ["cbe:1000000319,QUAL_COMPANY,,,,2026-01-01,"],
    [[2, "entity", "no possible number of kind cbe (check-digits)"]],
  ],
  [
    "a number that names nobody",
    "contexts",
    ["ppl:55290097,QUAL_COMPANY,,,,2026-01-01,"],
    [[2, undefined, "entity-known"]],
  ],
  ["a quality that there is not", "contexts", [`${shop},QUAL_KING,,,,2026-01-01,`], [[2, undefined, "quality-known"]]],
  [
    "an enterprise as a curator",
    "contexts",
    [`${shop},QUAL_CUR,,,,2026-01-01,`],
    [[2, undefined, "quality-of-a-person"]],
  ],
  [
    "a role without a user",
    "contexts",
    [`${shop},QUAL_SP_LEG,,USER,DMFA,2026-01-01,`],
    [
      [2, "role", "expected nothing in a line without technical_id"],
      [2, "applications", "expected nothing in a line without technical_id"],
    ],
  ],
  [
    "a user before the context",
    "contexts",
    [`${shop},QUAL_SP_LEG,${users.clerk},USER,DMFA,2026-01-01,`, `${shop},QUAL_SP_LEG,,,,2026-01-01,`],
    [[2, undefined, "context-open"]],
  ],
  [
    "a user whom nobody knows",
    "contexts",
    [`${shop},QUAL_COMPANY,UM-none,USER,DMFA,2026-01-01,`],
    [[2, undefined, "user-known"]],
  ],
  [
    "an application that there is not",
    "contexts",
    [`${shop},QUAL_COMPANY,${users.clerk},USER,DMFA DMFB,2026-01-01,`],
    [[2, undefined, "application-known"]],
  ],
  [
    "blanks where codes are",
    "contexts",
    [`${shop},QUAL_COMPANY,${users.clerk},USER,DMFA  DIMONA,2026-01-01,`],
    [[2, undefined, "application-known"]],
  ],
  [
    "a mandate to oneself",
    "mandates",
    [`N-1,${shop},${shop},SP,2026-01-01,ACTIVE,SIDE_ACTIVITIES,2026Q1,`],
    [[2, undefined, "mandatary-another"]],
  ],
  [
    "a mandate with two statuses",
    "mandates",
    [
      `N-1,${shop},${bureau},SP,2026-01-01,ACTIVE,SIDE_ACTIVITIES,2026Q1,`,
      `N-1,${shop},${bureau},SP,2026-01-01,PENDING,LEARNING_ACCOUNT,2026Q1,`,
    ],
    [[3, "status", "one-status"]],
  ],
  [
    "a mandate with two mandataries",
    "mandates",
    [
      `N-1,${shop},${bureau},SP,2026-01-01,ACTIVE,SIDE_ACTIVITIES,2026Q1,`,
      `N-1,${shop},${bakery},SP,2026-01-01,ACTIVE,LEARNING_ACCOUNT,2026Q1,`,
    ],
    [[3, "mandatary", "parties-stay"]],
  ],
  [
    "a closed mandate without end",
    "mandates",
    [`N-1,${shop},${bureau},SP,2026-01-01,CLOSED,SIDE_ACTIVITIES,2026Q1,`],
    [[2, undefined, "closed-has-an-end"]],
  ],
  [
    "a second mandatary for an exclusive group",
    "mandates",
    [
      `N-1,${shop},${bureau},SP,2026-01-01,ACTIVE,SIDE_ACTIVITIES,2026Q1,`,
      `N-2,${bakery},${bureau},SP,2026-01-01,ACTIVE,DMFA_DIMONA,2026Q1,`,
    ],
    [[3, undefined, "one-mandatary-at-a-time"]],
  ],
  [
    "two mandataries for an exclusive group in one file",
    "mandates",
    [
      `N-1,${shop},${bureau},SP,2026-01-01,ACTIVE,DMFA_DIMONA,2026Q1,`,
      `N-2,${shop},${bakery},SP,2026-01-01,ACTIVE,DMFA_DIMONA,2026Q1,`,
    ],
    [[3, undefined, "one-mandatary-at-a-time"]],
  ],
  [
    "a curatorship for a bureau",
    "mandates",
    [`N-1,${shop},${bureau},CURATOR,2026-01-01,ACTIVE,CURATORSHIP,2026Q1,`],
    [[2, undefined, "curator-is-a-person"]],
  ],
  [
    "a quarter that there is not",
    "mandates",
    [`N-1,${shop},${curator},CURATOR,2026-01-01,ACTIVE,CURATORSHIP,2026Q5,`],
    [[2, "begin", "expected a quarter as 2026Q1"]],
  ],
  [
    "a NUL in a technical id",
    "contexts",
    [`${shop},QUAL_COMPANY,UM\u0000,USER,DMFA,2026-01-01,`],
    [[2, "technical_id", "expected no control character and no line end within a cell"]],
  ],
  [
    "a delegation of no mandate",
    "delegations",
    [`N-9,1,,,${users.clerk},,2026Q1,,ACTIVE`],
    [[2, undefined, "mandate-known"]],
  ],
  [
    "a delegation to two",
    "delegations",
    [`M-2020-001,3,${bureau},QUAL_SP_LEG,${users.clerk},,2026Q1,,ACTIVE`],
    [[2, "to_entity", "delegation-to-one"]],
  ],
  [
    "a delegation of what is not held",
    "delegations",
    [`M-2020-001,3,,,${users.clerk},SIDE_ACTIVITIES,2026Q1,,ACTIVE`],
    [[2, undefined, "delegation-within-mandate"]],
  ],
  [
    "a delegation of a mandate that waits",
    "delegations",
    [`M-2025-002,1,,,${users.clerk},,2026Q1,,ACTIVE`],
    [[2, undefined, "delegation-of-an-active-mandate"]],
  ],
  [
    "a delegation with number 0, and one twice",
    "delegations",
    [
      `M-2020-001,0,,,${users.clerk},,2026Q1,,ACTIVE`,
      `M-2020-001,3,,,${users.clerk},,2026Q1,,ACTIVE`,
      `M-2020-001,3,,,${users.baker},,2026Q1,,ACTIVE`,
    ],
    [
      [2, "number", "expected a number from 1 to 32767"],
      [4, "number", "expected one line for a delegation"],
    ],
  ],
];
