// Matches XSD patterns in time linear in the text, whatever the pattern: a DFA built state by state as texts need it.

import type { CharacterClass } from "./character-class.ts";
import { type Expression, parsePattern } from "./pattern-syntax.ts";

export interface Pattern {
  /** The whole text must match, as a pattern facet demands. */
  matches(text: string): boolean;
}

/**
 * A pattern facet with its alternatives: several patterns of one derivation step are one "or" (XSD 1.0 part 2, 4.3.4).
 * Nothing is compiled before the first match, so that a server with many contracts starts at once.
 */
export function pattern(...alternatives: readonly string[]): Pattern {
  let compiled: Pattern | undefined;
  return {
    matches: (text) => {
      compiled ??= automaton(alternatives);
      return compiled.matches(text);
    },
  };
}

/** Throws where an expression is not a pattern, or needs an automaton too large to build. */
export function checkPattern(source: string): void {
  nfaOf([source]);
}

/** Might a text that matches hold one of these code points? An answer without a search: "yes" where a class has one. */
export function mayHold(alternatives: readonly string[], codePoints: readonly number[]): boolean {
  return nfaOf(alternatives).classes.some((characters) => codePoints.some((codePoint) => characters.has(codePoint)));
}

/** Above this many states a pattern is no pattern of a contract. */
const mostPositions = 20_000;
/** Beyond this many states the table is begun anew: matching stays linear, memory bounded. */
const mostStates = 512;
const mostRemembered = 4_096;
const dead = 0;
const start = 1;
const unknown = -1;

function automaton(alternatives: readonly string[]): Pattern {
  const nfa = nfaOf(alternatives);
  let sets: Int32Array[] = [];
  let accepting: boolean[] = [];
  let byKey = new Map<string, number>();
  let ascii = new Int32Array(0);
  let others: Map<string, number>[] = [];
  const signatures = new Map<number, string>();

  const stateOf = (positions: Int32Array): number => {
    const key = positions.join();
    const known = byKey.get(key);
    if (known !== undefined) return known;
    const state = sets.length;
    sets.push(positions);
    accepting.push(positions.includes(nfa.accept));
    byKey.set(key, state);
    others.push(new Map());
    if (ascii.length < sets.length * 128) {
      const grown = new Int32Array(Math.max(sets.length * 2, 8) * 128).fill(unknown);
      grown.set(ascii);
      ascii = grown;
    }
    return state;
  };
  const begin = () => {
    sets = [];
    accepting = [];
    byKey = new Map();
    ascii = new Int32Array(0);
    others = [];
    stateOf(new Int32Array(0));
    stateOf(nfa.start);
  };
  const signatureOf = (codePoint: number): string => {
    let signature = signatures.get(codePoint);
    if (signature === undefined) {
      signature = nfa.classes.map((characters) => (characters.has(codePoint) ? "1" : "0")).join("");
      if (signatures.size >= mostRemembered) signatures.clear();
      signatures.set(codePoint, signature);
    }
    return signature;
  };
  const stepTo = (state: number, codePoint: number): number => {
    const signature = signatureOf(codePoint);
    const known = codePoint < 128 ? undefined : others[state]?.get(signature);
    if (known !== undefined) return known;
    const reached = nfa.step(sets[state] ?? nfa.start, signature);
    if (sets.length >= mostStates && !byKey.has(reached.join())) {
      begin();
      return stateOf(reached);
    }
    const next = stateOf(reached);
    if (codePoint < 128) ascii[state * 128 + codePoint] = next;
    else others[state]?.set(signature, next);
    return next;
  };

  begin();
  return {
    matches: (text) => {
      let state = start;
      for (let at = 0; at < text.length; at++) {
        const unit = text.charCodeAt(at);
        if (unit < 128) {
          const next = ascii[state * 128 + unit] ?? unknown;
          state = next === unknown ? stepTo(state, unit) : next;
        } else {
          const codePoint = text.codePointAt(at) ?? unit;
          if (codePoint > 0xffff) at++;
          state = stepTo(state, codePoint);
        }
        if (state === dead) return false;
      }
      return accepting[state] === true;
    },
  };
}

interface Nfa {
  readonly classes: readonly CharacterClass[];
  readonly start: Int32Array;
  readonly accept: number;
  /** The positions after one character whose signature says, class by class, whether it belongs. */
  step(positions: Int32Array, signature: string): Int32Array;
}

/** Thompson's construction: a position either consumes one class and goes on, or forks without consuming. */
interface Position {
  readonly characters: number;
  readonly next: readonly number[];
}

function nfaOf(alternatives: readonly string[]): Nfa {
  const positions: Position[] = [];
  const classes: CharacterClass[] = [];
  const indexes = new Map<string, number>();
  const add = (characters: number, next: readonly number[]): number => {
    if (positions.length >= mostPositions) throw new SyntaxError(`pattern too large: ${alternatives.join(" or ")}`);
    positions.push({ characters, next });
    return positions.length - 1;
  };
  const classIndex = (characters: CharacterClass): number => {
    const known = indexes.get(characters.key);
    if (known !== undefined) return known;
    indexes.set(characters.key, classes.length);
    classes.push(characters);
    return classes.length - 1;
  };
  const build = (expression: Expression, then: number): number => {
    switch (expression.kind) {
      case "empty":
        return then;
      case "class":
        return add(classIndex(expression.characters), [then]);
      case "sequence":
        return expression.parts.reduceRight((after, part) => build(part, after), then);
      case "alternatives":
        return add(
          forks,
          expression.parts.map((part) => build(part, then)),
        );
      case "repeat":
        return buildRepeat(expression, then);
    }
  };
  const buildRepeat = ({ inner, least, most }: Repeat, then: number): number => {
    let entry = then;
    if (most === Number.POSITIVE_INFINITY) {
      // The loop's fork must exist before its body, which leads back to it.
      const next: number[] = [then];
      entry = add(forks, next);
      next.push(build(inner, entry));
    } else {
      for (let copy = least; copy < most; copy++) entry = add(forks, [build(inner, entry), then]);
    }
    for (let copy = 0; copy < least; copy++) entry = build(inner, entry);
    return entry;
  };

  const accept = add(forks, []);
  const entries = alternatives.map((source) => build(parsePattern(source), accept));
  // Forks have done their work once they are followed; what is left decides the future, so equal futures get equal keys.
  const behind = (from: readonly number[]): Int32Array => {
    const seen = new Set<number>();
    const open = [...from];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      const position = positions[at];
      if (position?.characters === forks) open.push(...position.next);
    }
    const kept = [...seen].filter((at) => at === accept || positions[at]?.characters !== forks);
    return Int32Array.from(kept).sort();
  };
  const reachable: (Int32Array | undefined)[] = [];
  const marks = new Uint8Array(positions.length);
  return {
    classes,
    accept,
    start: behind(entries),
    step: (current, signature) => {
      const reached: number[] = [];
      for (const at of current) {
        const position = positions[at];
        if (position === undefined || signature.charCodeAt(position.characters) !== one) continue;
        reachable[at] ??= behind(position.next);
        for (const next of reachable[at]) {
          if (marks[next] === 1) continue;
          marks[next] = 1;
          reached.push(next);
        }
      }
      for (const at of reached) marks[at] = 0;
      return Int32Array.from(reached).sort();
    },
  };
}

type Repeat = Extract<Expression, { readonly kind: "repeat" }>;
const forks = -1;
const one = 0x31;
