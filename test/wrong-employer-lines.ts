// Lines of the file of employers, in order and wrong, each of these for one reason: situation, lines, and the faults that are to be told.

/** Of an enterprise that the register does not know. */
export const mason = "cbe:1000000516,enterprise";
export const masonry = [
  `${mason},Metselwerk Luchtkasteel,,,2025-01-01,`,
  `${mason},,cbe:1000000516,,2025-01-01,`,
  `${mason},,provisional:5134794036,nsso:0000100006,2025-01-01,2025-03-31`,
  `${mason},,nsso:0000100006,,2025-04-01,`,
];
export const bakery = "cbe:1000000021,enterprise";
export const bakeryNow = [
  `${bakery},Bakkerij Verbeelding,,,2003-01-01,`,
  `${bakery},,cbe:1000000021,,2003-01-01,`,
  `${bakery},,provisional:5999999989,nsso:0499999982,2003-01-01,2018-12-31`,
  `${bakery},,nsso:0499999982,,2019-01-01,`,
];
export const shopNow = [
  "cbe:1000000318,enterprise,Winkel Schijn,,,2003-01-01,",
  "cbe:1000000318,enterprise,,cbe:1000000318,,2003-01-01,",
];

/** Of each line that is wrong the column and the rule, or the reason where it names none. */
export const situations: readonly (readonly [
  situation: string,
  lines: readonly string[],
  faults: readonly (readonly [line: number, column: string | undefined, rule: string])[],
])[] = [
  [
    "a number with wrong check digits",
    masonry.with(3, `${mason},,nsso:0000100007,,2025-04-01,`),
    [[5, "number", "no possible number of kind nsso (check-digits)"]],
  ],
  [
    "a number without its kind",
    [...masonry, `${mason},,2130057,,2025-01-01,`],
    [
      [
        6,
        "number",
        "expected a number with its kind: cbe:NUMBER, nsso:NUMBER, provisional:NUMBER, ppl:NUMBER, ssin:NUMBER",
      ],
    ],
  ],
  [
    "a number of another employer at that time",
    [
      ...masonry,
      `${mason},,ppl:2130057,,2025-01-01,`,
      ...shopNow,
      "cbe:1000000318,enterprise,,ppl:2130057,,2025-06-01,",
    ],
    [[7, undefined, "number-free"]],
  ],
  [
    "an employer under a number that the register does not know, and others that it knows",
    masonry.map((line) => line.replaceAll("nsso:0000100006", "nsso:0499999982")),
    [[2, undefined, "number-free"]],
  ],
  ["two names at a time", [...masonry, `${mason},Metselwerk,,,2025-02-01,`], [[6, "from", "days-apart"]]],
  [
    "a kind that there is not, and a wrong number",
    ["cbe:1000000516,firm,M,,,2025-01-01,", "cbe:1000000516,firm,,cbe:1000000517,,2025-01-01,"],
    [
      [2, "kind", "expected one of enterprise, natural-person"],
      [3, "number", "no possible number of kind cbe (check-digits)"],
    ],
  ],
  ["no name", masonry.slice(1), [[2, "name", "expected a line with its name and the days on which it is active"]]],
  [
    "a name and a number in a line",
    masonry.with(0, `${mason},Metselwerk Luchtkasteel,cbe:1000000516,,2025-01-01,`),
    [[2, "number", "expected nothing in a line with a name"]],
  ],
  ["a name with a blank before it", masonry.with(0, `${mason}, Metselwerk,,,2025-01-01,`), [[2, "name", "name-shape"]]],
  [
    "days in the wrong order",
    masonry.with(0, `${mason},Metselwerk,,,2025-01-01,2024-12-31`),
    [[2, "to", "days-in-order"]],
  ],
  [
    "a final number beside the provisional one",
    masonry.with(3, `${mason},,nsso:0000100006,,2025-03-31,`).with(2, `${mason},,provisional:5134794036,,2025-01-01,`),
    [[5, "number", "one-of-a-kind"]],
  ],
  ["a number twice at a time", [...masonry, `${mason},,cbe:1000000516,,2026-01-01,`], [[6, "number", "number-once"]]],
  ["two enterprise numbers", [...masonry, `${mason},,cbe:1000000615,,2026-01-01,`], [[6, "number", "one-of-a-kind"]]],
  [
    "a provisional number that was replaced by a number which is not there",
    masonry.with(3, `${mason},,nsso:0212345609,,2025-04-01,`),
    [[4, "replaced_by", "replaced-by-final"]],
  ],
  [
    "a provisional number that was replaced by a number which was there before it",
    masonry.with(3, `${mason},,nsso:0000100006,,2024-01-01,2024-12-31`),
    [[4, "replaced_by", "replaced-by-final"]],
  ],
  [
    "a provisional number that was replaced and goes on",
    [...masonry.slice(0, 2), `${mason},,provisional:5134794036,nsso:0000100006,2025-01-01,`],
    [[4, "replaced_by", "replaced-by-final"]],
  ],
  [
    "an enterprise number that was replaced",
    masonry.with(1, `${mason},,cbe:1000000516,nsso:0000100006,2025-01-01,`),
    [[3, "replaced_by", "replaced-by-final"]],
  ],
  [
    "the number of a person for an enterprise",
    [...masonry, `${mason},,ssin:90051996036,,2026-01-01,`],
    [[6, "number", "number-of-a-person"]],
  ],
  [
    "an employer of two kinds",
    masonry.with(3, "cbe:1000000516,natural-person,,nsso:0000100006,,2025-04-01,"),
    [[5, "kind", "kind-stays"]],
  ],
  [
    "an enterprise that becomes a person",
    bakeryNow.map((line) => line.replace("enterprise", "natural-person")),
    [[2, undefined, "kind-stays"]],
  ],
  [
    "an employer twice with different lines, by two of its numbers",
    [
      ...bakeryNow.with(0, `${bakery},Bakkerij Een,,,2003-01-01,`),
      ...bakeryNow
        .with(0, `${bakery},Bakkerij Twee,,,2003-01-01,`)
        .map((line) => line.replace(/^cbe:1000000021/, "nsso:0499999982")),
    ],
    [[6, undefined, "lines-together"]],
  ],
  [
    "lines of an employer apart",
    [...shopNow.with(0, "cbe:1000000318,enterprise,Winkel Nu,,,2003-01-01,"), ...masonry, ...shopNow],
    [[8, undefined, "lines-together"]],
  ],
];
