// What could be read in two ways is refused: an id on two elements, and a comment where text is.

import { accepted, type Outcome, type Refused } from "../../kernel/outcome.ts";
import { xmlNamespace } from "../../xml/query.ts";
import type { XmlElement } from "../../xml/tree.ts";
import { refusedFor, type SecurityFault } from "./security-fault.ts";
import { hasText, type SignedParts } from "./signed-parts.ts";

/** Far more than the seven or so of any signing library; a document full of ids is not a question. */
const mostIds = 64;

/**
 * Over the whole document each value of an `Id`, `ID` or `xml:id` stands once, whatever namespace it is in. Comments
 * and processing instructions (canonicalization drops the former, so they are not signed) may stand between elements of
 * the Body, never beside text and nowhere in the Security header.
 */
export function checkUnambiguous(envelope: XmlElement, parts: SignedParts): Outcome<undefined, SecurityFault> {
  return faultIn(envelope, "outside", new Set(), parts) ?? accepted(undefined);
}

type Region = "outside" | "body" | "security";

function faultIn(
  element: XmlElement,
  around: Region,
  ids: Set<string>,
  parts: SignedParts,
): Refused<SecurityFault> | undefined {
  const region = element === parts.body ? "body" : element === parts.security ? "security" : around;
  for (const { localName, namespace, value } of element.attributes) {
    if (!(localName === "Id" || localName === "ID" || (localName === "id" && namespace === xmlNamespace))) continue;
    if (ids.has(value)) return refusedFor("id-twice", "each id on one element", "an id on two elements");
    if (ids.size === mostIds) return refusedFor("ids-too-many", `${mostIds} ids at most`, "more");
    ids.add(value);
  }
  let aside: "comment" | "instruction" | undefined;
  for (const child of element.children) {
    if (typeof child === "string") continue;
    if (child.kind === "element") {
      const fault = faultIn(child, region, ids, parts);
      if (fault !== undefined) return fault;
    } else aside = child.kind;
  }
  if (aside === undefined || region === "outside") return undefined;
  if (region === "security") {
    return refusedFor("comment-in-security", "neither comment nor instruction in the Security header", aside);
  }
  if (!hasText(element)) return undefined;
  return refusedFor("comment-in-text", "neither comment nor instruction beside text", aside);
}
