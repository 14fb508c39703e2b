// Code that builds a text: what is appended one after another becomes one concatenation, constants joined beforehand.

import { quote } from "./module-text.ts";

/** A line of code, or parts to append to `text`. */
export type Statement = string | Append;

export interface Append {
  readonly parts: readonly Part[];
}

/** A constant, or the expression of a string. */
export type Part = { readonly constant: string } | { readonly code: string };

export function append(...parts: readonly Part[]): Append {
  return { parts };
}

export const constant = (text: string): Part => ({ constant: text });
export const code = (expression: string): Part => ({ code: expression });

/** The lines of statements. With `declare`, the first of them brings the variable `text` into being. */
export function linesOf(statements: readonly Statement[], declare = false): readonly string[] {
  const lines: string[] = [];
  let waiting: readonly Part[] = [];
  let isDeclared = !declare;
  const flush = () => {
    if (waiting.length === 0) return;
    lines.push(`${isDeclared ? "text +=" : "let text ="} ${concatenation(waiting)};`);
    isDeclared = true;
    waiting = [];
  };
  for (const statement of statements) {
    if (typeof statement !== "string") waiting = [...waiting, ...statement.parts];
    else {
      flush();
      // A block may append: the variable must be there before it.
      if (!isDeclared && (statement.endsWith("{") || statement.includes("text +="))) {
        lines.push('let text = "";');
        isDeclared = true;
      }
      lines.push(statement);
    }
  }
  flush();
  return isDeclared ? lines : [...lines, 'let text = "";'];
}

/** The expression of parts behind one another. */
export function concatenation(parts: readonly Part[]): string {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if ("constant" in part && last !== undefined && "constant" in last) {
      joined[joined.length - 1] = constant(last.constant + part.constant);
    } else joined.push(part);
  }
  return joined.map((part) => ("constant" in part ? quote(part.constant) : part.code)).join(" + ");
}
