// How the content of a complex type becomes properties: the particle tree, simplified, with a property for each element.

import type { ElementDeclaration, Particle, Wildcard } from "./model.ts";

/** One step of reading or writing content, in order. */
export type Plan = ElementPlan | WildcardPlan | SequencePlan | ChoicePlan | RepeatPlan;

export interface ElementPlan {
  readonly kind: "element";
  readonly element: ElementDeclaration;
  readonly least: number;
  readonly most: number;
  readonly property: string;
}

export interface WildcardPlan {
  readonly kind: "wildcard";
  readonly wildcard: Wildcard;
  readonly least: number;
  readonly most: number;
  readonly property: string;
}

/** Everything in it, once, in order. */
export interface SequencePlan {
  readonly kind: "sequence";
  readonly members: readonly Plan[];
}

/** One of its branches, or none where it is optional; properties of the other branches stay away. */
export interface ChoicePlan {
  readonly kind: "choice";
  readonly isOptional: boolean;
  readonly branches: readonly Plan[];
}

/** A group that may come several times: a property that lists the groups. */
export interface RepeatPlan {
  readonly kind: "repeat";
  readonly inner: Plan;
  readonly least: number;
  readonly most: number;
  readonly property: string;
}

/** The plan of a content model. Throws where it is not deterministic. */
export function planOf(particle: Particle): Plan {
  const plan = simplified(particle, { taken: new Map(), elsewhere: new Map() });
  checkDeterminism(plan, []);
  return plan;
}

/** Property names, each with whether it is a list: two branches of a choice share one only for the same kind of thing. */
interface Names {
  readonly taken: Map<string, boolean>;
  readonly elsewhere: ReadonlyMap<string, boolean>;
}

function simplified(particle: Particle, taken: Names): Plan {
  const { term, least, most } = particle;
  if (term.kind === "element") {
    const property = claim(term.element.name, most > 1, taken);
    return { kind: "element", element: term.element, least, most, property };
  }
  if (term.kind === "wildcard") {
    return { kind: "wildcard", wildcard: term.wildcard, least, most, property: claim("any", most > 1, taken) };
  }
  const [only] = term.particles;
  if (term.particles.length === 1 && only !== undefined) {
    if (least === 1 && most === 1) return simplified(only, taken);
    if (only.least === 1 && only.most === 1) return simplified({ term: only.term, least, most }, taken);
    if (least <= 1 && most === 1 && only.least <= 1) {
      return simplified({ term: only.term, least: least * only.least, most: only.most }, taken);
    }
  }
  if (most > 1) {
    const property = claim("items", true, taken);
    const inner = simplified({ term, least: 1, most: 1 }, { taken: new Map(), elsewhere: new Map() });
    return { kind: "repeat", inner, least, most, property };
  }
  if (term.kind === "sequence") {
    const members = term.particles.map((member) => simplified(member, taken));
    const sequence: SequencePlan = { kind: "sequence", members };
    if (least === 1 || isNullable(sequence)) return sequence;
    return { kind: "choice", isOptional: true, branches: [sequence] };
  }
  const elsewhere = new Map(taken.elsewhere);
  const branches = term.particles.map((particleOfBranch) => {
    const names = { taken: new Map(taken.taken), elsewhere };
    const branch = simplified(particleOfBranch, names);
    for (const [name, isList] of names.taken) elsewhere.set(name, isList);
    return branch;
  });
  for (const [name, isList] of elsewhere) taken.taken.set(name, isList);
  return { kind: "choice", isOptional: least === 0 && !branches.some(isNullable), branches };
}

function claim(name: string, isList: boolean, { taken, elsewhere }: Names): string {
  let property = name;
  for (let number = 2; taken.has(property) || (elsewhere.get(property) ?? isList) !== isList; number++) {
    property = `${name}${number}`;
  }
  taken.set(property, isList);
  return property;
}

/** May it be absent altogether? */
export function isNullable(plan: Plan): boolean {
  switch (plan.kind) {
    case "element":
    case "wildcard":
      return plan.least === 0;
    case "sequence":
      return plan.members.every(isNullable);
    case "choice":
      return plan.isOptional || plan.branches.some(isNullable);
    case "repeat":
      return plan.least === 0 || isNullable(plan.inner);
  }
}

/** What one child element may be: of a name, or whatever a wildcard lets through. */
export type Opening = ElementPlan | WildcardPlan;

/** What its first child element may be. */
export function openingsOf(plan: Plan): readonly Opening[] {
  switch (plan.kind) {
    case "element":
    case "wildcard":
      return [plan];
    case "sequence": {
      const needed = plan.members.findIndex((member) => !isNullable(member));
      const members = needed < 0 ? plan.members : plan.members.slice(0, needed + 1);
      return members.flatMap(openingsOf);
    }
    case "choice":
      return plan.branches.flatMap(openingsOf);
    case "repeat":
      return openingsOf(plan.inner);
  }
}

/** What may still belong to it once it could also be over. */
function continuationsOf(plan: Plan): readonly Opening[] {
  switch (plan.kind) {
    case "element":
    case "wildcard":
      return plan.most > plan.least && plan.most > 1 ? [plan] : [];
    case "sequence":
      return plan.members.flatMap((member, index) => {
        const rest = plan.members.slice(index + 1);
        if (!rest.every(isNullable)) return [];
        return [...continuationsOf(member), ...rest.flatMap(openingsOf)];
      });
    case "choice":
      return plan.branches.flatMap(continuationsOf);
    case "repeat":
      return [...continuationsOf(plan.inner), ...(plan.most > plan.least ? openingsOf(plan.inner) : [])];
  }
}

/**
 * Throws unless one look at the next child element always says where it belongs (Unique Particle Attribution, XSD 1.0
 * part 1, 3.8.6), so that a reader never has to go back.
 */
function checkDeterminism(plan: Plan, following: readonly Opening[]): void {
  switch (plan.kind) {
    case "element":
    case "wildcard":
      return;
    case "sequence":
      for (const [index, member] of plan.members.entries()) {
        const rest: Plan = { kind: "sequence", members: plan.members.slice(index + 1) };
        const after = [...openingsOf(rest), ...(isNullable(rest) ? following : [])];
        refuseOverlap([...continuationsOf(member), ...(isNullable(member) ? openingsOf(member) : [])], after);
        checkDeterminism(member, after);
      }
      return;
    case "choice":
      for (const [index, branch] of plan.branches.entries()) {
        refuseOverlap(openingsOf(branch), plan.branches.slice(index + 1).flatMap(openingsOf));
        checkDeterminism(branch, following);
      }
      return;
    case "repeat":
      refuseOverlap(continuationsOf(plan.inner), openingsOf(plan.inner));
      checkDeterminism(plan.inner, [...openingsOf(plan.inner), ...following]);
  }
}

function refuseOverlap(first: readonly Opening[], second: readonly Opening[]): void {
  for (const one of first) {
    for (const other of second) {
      if (overlaps(one, other)) throw new Error(`${openingName(one)} may belong to two places of one content model.`);
    }
  }
}

function overlaps(one: Opening, other: Opening): boolean {
  if (one.kind === "element" && other.kind === "element") {
    return one.element.name === other.element.name && one.element.namespace === other.element.namespace;
  }
  if (one.kind === "wildcard" && other.kind === "wildcard") {
    const listed = [one, other].flatMap(({ wildcard }) =>
      typeof wildcard.namespaces === "string" ? [] : wildcard.namespaces,
    );
    if (listed.length === 0) return true;
    return listed.some((namespace) => allows(one.wildcard, namespace) && allows(other.wildcard, namespace));
  }
  const wildcard = one.kind === "wildcard" ? one.wildcard : other.kind === "wildcard" ? other.wildcard : undefined;
  const element = one.kind === "element" ? one.element : other.kind === "element" ? other.element : undefined;
  return wildcard !== undefined && element !== undefined && allows(wildcard, element.namespace);
}

/** Whether a wildcard lets names of that namespace through (XSD 1.0 part 1, 3.10.4). */
function allows(wildcard: Wildcard, namespace: string): boolean {
  if (wildcard.namespaces === "any") return true;
  if (wildcard.namespaces === "other") return namespace !== "" && namespace !== wildcard.target;
  return wildcard.namespaces.includes(namespace);
}

export function openingName(opening: Opening): string {
  return opening.kind === "element" ? opening.element.name : "any element";
}

/** The properties of a plan in order, those of all branches with them. */
export function propertiesOf(plan: Plan): readonly (ElementPlan | WildcardPlan | RepeatPlan)[] {
  switch (plan.kind) {
    case "element":
    case "wildcard":
    case "repeat":
      return [plan];
    case "sequence":
      return plan.members.flatMap(propertiesOf);
    case "choice":
      return plan.branches.flatMap(propertiesOf);
  }
}
