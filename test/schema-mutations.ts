// Changes to a document: most put something wrong, some only write it in another way.

import { type Draft, elementsOf, instanceNamespace, pick, type Random, strangeElement } from "./schema-documents.ts";
import { strangeText } from "./schema-edges.ts";

/** Puts one thing wrong, or only in another way, and says what it did. */
export function mutate(root: Draft, random: Random): string {
  const all = elementsOf(root);
  const target = pick(all, random);
  const [what, change] = pick(mutations, random);
  change(target, random, all);
  return what;
}

type Mutation = readonly [string, (draft: Draft, random: Random, all: readonly Draft[]) => void];

const mutations: readonly Mutation[] = [
  ["drop a child", (draft, random) => void draft.children.splice(random(draft.children.length + 1), 1)],
  [
    "repeat a child",
    (draft, random) => {
      const child = draft.children[random(draft.children.length + 1)];
      if (child !== undefined) draft.children.splice(random(draft.children.length), 0, child);
    },
  ],
  [
    "swap two children",
    ({ children }, random) => {
      const [one, other] = [random(children.length + 1), random(children.length + 1)];
      const [first, second] = [children[one], children[other]];
      if (first === undefined || second === undefined) return;
      children[one] = second;
      children[other] = first;
    },
  ],
  [
    "rename",
    (draft, random) => {
      draft.name = pick(["other", `${draft.name}X`, draft.name.toUpperCase()], random);
    },
  ],
  [
    "rename to another's name",
    (draft, random, all) => {
      draft.name = pick(all, random).name;
    },
  ],
  [
    "move to another namespace",
    (draft, random) => {
      draft.namespace = pick(["", "urn:fixture:elsewhere", "urn:fixture:types"], random);
    },
  ],
  [
    "add an attribute",
    (draft, random) => {
      const name = pick(["extra", "language", "id", "mark", "forbidden"], random);
      const namespace = pick(["", "", "urn:fixture:elsewhere", "urn:fixture:types"], random);
      if (!draft.attributes.some((each) => each.name === name && each.namespace === namespace)) {
        draft.attributes.push({ name, namespace, value: pick(["1", "nl", ""], random) });
      }
    },
  ],
  [
    "add an attribute of XML Schema itself",
    (draft, random) => {
      const [name, value] = pick(
        [
          ["schemaLocation", "urn:fixture:nowhere nowhere.xsd"],
          ["noNamespaceSchemaLocation", "nowhere.xsd"],
          ["nil", "true"],
          ["nil", "false"],
          ["nil", "perhaps"],
          ["type", "unknown"],
          ["type", "undeclared:Type"],
          ["type", "c:Note"],
          ["type", "c:Circle"],
          ["type", "c:DoubleFrame"],
          ["type", "t:Message"],
          ["type", "f:OddRegistration"],
          ["type", "xs:int"],
          ["other", "1"],
        ] as const,
        random,
      );
      if (!draft.attributes.some((each) => each.name === name && each.namespace === instanceNamespace)) {
        draft.attributes.push({ name, namespace: instanceNamespace, value });
      }
    },
  ],
  ["drop an attribute", (draft, random) => void draft.attributes.splice(random(draft.attributes.length + 1), 1)],
  [
    "change an attribute",
    (draft, random) => {
      const attribute = draft.attributes[random(draft.attributes.length + 1)];
      if (attribute !== undefined) attribute.value = strangeText(attribute.type, attribute.value, random);
    },
  ],
  ["change the text", changeText],
  ["change the text again", changeText],
  ["change the text once more", changeText],
  ["put text between", (draft, random) => void draft.children.splice(random(draft.children.length + 1), 0, "stray")],
  [
    "put white space between",
    (draft, random) =>
      void draft.children.splice(random(draft.children.length + 1), 0, pick([" ", "\n\t ", "\u00a0"], random)),
  ],
  [
    "put a comment or an instruction between",
    (draft, random) =>
      void draft.asides.set(random(draft.children.length + 1), pick(["<!-- note -->", "<?note it?>"], random)),
  ],
  [
    "split the text by a comment",
    (draft) => {
      const [text] = draft.children;
      if (typeof text !== "string" || draft.children.length !== 1) return;
      const [first = ""] = text;
      draft.children = [first, text.slice(first.length)];
      draft.asides.set(1, "<!-- here -->");
    },
  ],
  [
    "put an element inside",
    (draft, random) => void draft.children.splice(random(draft.children.length + 1), 0, strangeElement(random)),
  ],
  ["empty it", (draft) => void draft.children.splice(0)],
];

function changeText(_draft: Draft, random: Random, all: readonly Draft[]): void {
  const texts = all.filter(({ type }) => type !== undefined);
  if (texts.length === 0) return;
  const chosen = pick(texts, random);
  const text = chosen.children.filter((child) => typeof child === "string").join("");
  const changed = strangeText(chosen.type, text, random);
  chosen.children = changed === "" ? [] : [changed];
}
