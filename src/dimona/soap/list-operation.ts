// An operation whose answer is a list of things about persons, as institutions ask for: what both of them have in common.
import { type KszRequest, type Operation, refuse, type SourceAnswer } from "../../crossroads/operation.ts";
import { grantOf, type Passage } from "../../crossroads/passage.ts";
import { headOf } from "../../crossroads/response-head.ts";
import { statuses } from "../../crossroads/statuses.ts";
import type { Period } from "../../kernel/period.ts";
import { interfaceNamespace, serviceName } from "../names.ts";
import { type Asked, namedBeside, readCriteria, toldBy } from "./criteria.ts";
import { filterItems, fromRegister, type Item, keepInscribed, personsOf } from "./items.ts";

type Contract<Request, Element> = Pick<Operation<Request & KszRequest, Element>, "name" | "decode" | "encodeFault">;

interface ListOperation<Request extends AskedFor, Element> extends Contract<Request, readonly Item<Element>[]> {
  ask(
    criteria: Request["criteria"],
    passage: Passage,
    days: Required<Period>,
  ): Promise<SourceAnswer<readonly Item<Element>[]>>;
  /** What the answer begins with, and what it lists where there are data. */
  encode(
    head: Head<Request>,
    elements: readonly Element[] | undefined,
  ): ReturnType<Operation<Request, unknown>["encodeResponse"]>;
}

interface AskedFor extends KszRequest {
  readonly criteria: Asked;
}

interface Head<Request extends AskedFor> extends ReturnType<typeof headOf<Request>> {
  readonly criteria: Request["criteria"];
  readonly dataFilters?: { readonly filteredElement: readonly string[] };
}

export function listOperation<Request extends AskedFor, Element extends object>({
  name,
  decode,
  ask,
  encode,
  encodeFault,
}: ListOperation<Request, Element>): Operation<Request, readonly Item<Element>[]> {
  return {
    service: serviceName,
    name,
    element: { namespace: interfaceNamespace, localName: `${name}Request` },
    decode,
    askedBeside: ({ criteria }) => namedBeside(criteria),
    periodOf: ({ criteria }, today) => readCriteria(criteria, today),
    gates: [],
    ask: async ({ criteria }, passage) => {
      // Who may not see something could find it out by asking for each of its values.
      const hidden = toldBy(criteria).filter((element) => grantOf(passage).filter.includes(element));
      if (hidden.length > 0) return hiddenAsked(hidden);
      return await fromRegister(() => ask(criteria, passage, daysIn(passage)));
    },
    onlyInscribed: keepInscribed,
    personsIn: personsOf,
    filter: (items, { filter }) => filterItems(items, filter),
    encodeResponse: (response) => {
      const { request, dataFilters, data } = response;
      const head = {
        ...headOf(response),
        criteria: request.criteria,
        ...(dataFilters.length === 0 ? {} : { dataFilters: { filteredElement: dataFilters } }),
      };
      return encode(
        head,
        data?.map(({ element }) => element),
      );
    },
    encodeFault,
  };
}

function hiddenAsked(elements: readonly string[]): SourceAnswer<never> {
  return refuse(
    statuses.MSG00008,
    "no criterion on what the annex takes out of the answer",
    elements.join(", "),
    elements.map((fieldName) => ({ fieldName, fieldValue: "the annex takes it out of the answer: no criterion" })),
  );
}

function daysIn({ question: { period } }: Passage): Required<Period> {
  if (period?.to === undefined)
    throw new Error("the criteria gate comes before any source, and an end is always known");
  return { from: period.from, to: period.to };
}
