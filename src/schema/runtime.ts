// What generated readers share: walking child elements, attributes of XML Schema itself, collecting faults.

import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import { namespaceOf } from "../xml/query.ts";
import type { XmlAttribute, XmlElement } from "../xml/tree.ts";
import { collapseWhitespace, isBlank, isBoolean, lengthOf } from "./datatypes.ts";

export interface StructureFault {
  /** Element names from the root down, then `@name` for an attribute: `consultCareerRequest/criteria/ssin`. */
  readonly path: string;
  readonly expected: string;
  /** A description, never the value itself: it may be the number of a person. */
  readonly found: string;
  /** Of the element's start tag in the document, in UTF-16 units; 0 for a value that was to be written. */
  readonly offset: number;
}

/** A document with more faults than these is not described further. */
export const mostFaults = 20;

/** What a fault says of a text in the place of the text. */
export function describeText(text: string): string {
  const length = lengthOf(text);
  return length === 1 ? "text of 1 character" : `text of ${length} characters`;
}

/** One reading of one element; generated readers pass it down. */
export interface Reading {
  readonly root: XmlElement;
  readonly faults: StructureFault[];
  /** Where `childFrom` goes on. */
  next: number;
  /** The element being read, where it may say `xsi:nil`. */
  nillable: XmlElement | undefined;
}

export function readingOf(root: XmlElement): Reading {
  return { root, faults: [], next: 0, nillable: undefined };
}

/** The verdict of a reading: a value counts only when nothing was found wrong anywhere. */
export function concludeReading<Value>(
  reading: Reading,
  value: Value | undefined,
): Outcome<Value, readonly StructureFault[]> {
  if (reading.faults.length > 0) return refused(reading.faults);
  if (value === undefined) throw new Error("A reader gave no value and named no fault.");
  return accepted(value);
}

/** The next child element at or behind a position; text other than white space on the way is a fault. */
export function childFrom(parent: XmlElement, from: number, reading: Reading): XmlElement | undefined {
  const children = parent.children;
  for (let at = from; at < children.length; at++) {
    const node = children[at];
    if (typeof node === "string") {
      if (!isBlank(node)) refuseText(parent, "", "elements only", "text between the elements", reading);
    } else if (node !== undefined && node.kind === "element") {
      reading.next = at + 1;
      return node;
    }
  }
  reading.next = children.length;
  return undefined;
}

/** The end of an element's content was due. */
export function refuseChild(parent: XmlElement, child: XmlElement, expected: string, reading: Reading): void {
  addFault(reading, child, "", expected, nameOf(child));
  // What follows an unexpected element is not examined, except for text that may not be there.
  let rest: XmlElement | undefined = child;
  while (rest !== undefined) rest = childFrom(parent, reading.next, reading);
}

/** Something was due that is not there; gives undefined, which a reader gives for a value that cannot be made. */
export function refuseContent(
  parent: XmlElement,
  child: XmlElement | undefined,
  expected: string,
  reading: Reading,
): undefined {
  if (child === undefined) addFault(reading, parent, "", expected, "the end of the content");
  else refuseChild(parent, child, expected, reading);
  return undefined;
}

/** A text that is not of its type. `attribute` is "" for the text of the element itself. */
export function refuseText(
  element: XmlElement,
  attribute: string,
  expected: string,
  found: string,
  reading: Reading,
): undefined {
  addFault(reading, element, attribute, expected, found);
  return undefined;
}

/** The same, with the text described by its length alone. */
export function refuseValue(
  element: XmlElement,
  attribute: string,
  expected: string,
  text: string,
  reading: Reading,
): undefined {
  addFault(reading, element, attribute, expected, describeText(text));
  return undefined;
}

/** The element is not the one that was asked for. */
export function refuseRoot(
  root: XmlElement,
  expected: string,
  reading: Reading,
): Outcome<never, readonly StructureFault[]> {
  addFault(reading, root, "", expected, nameOf(root));
  return refused(reading.faults);
}

/** The text of an element of simple content; undefined, with a fault, where it holds elements. */
export function simpleText(element: XmlElement, reading: Reading): string | undefined {
  const children = element.children;
  const [first] = children;
  if (children.length === 1 && typeof first === "string") return first;
  let text = "";
  for (const node of children) {
    if (typeof node === "string") text += node;
    else if (node.kind === "element") {
      addFault(reading, node, "", "text only", nameOf(node));
      return undefined;
    }
  }
  return text;
}

/** The element may hold nothing, not even white space. */
export function refuseAnyContent(element: XmlElement, reading: Reading): void {
  for (const node of element.children) {
    if (typeof node === "string") refuseText(element, "", "no content", "text", reading);
    else if (node.kind === "element") addFault(reading, node, "", "no content", nameOf(node));
  }
}

const instanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

/**
 * Says whether an attribute is one that XML Schema itself gives to every element (XSD 1.0 part 1, 2.6): the two
 * schema locations, and `xsi:type` where it names the declared type. A fault is left for any other use of them.
 */
export function isInstanceAttribute(
  element: XmlElement,
  attribute: XmlAttribute,
  typeNamespace: string,
  typeName: string,
  reading: Reading,
): boolean {
  if (attribute.namespace !== instanceNamespace) return false;
  switch (attribute.localName) {
    case "schemaLocation":
    case "noNamespaceSchemaLocation":
      return true;
    case "type": {
      const named = qualifiedName(element, attribute.value);
      // An anonymous type has no name that could be given.
      if (typeName !== "" && named?.namespace === typeNamespace && named.localName === typeName) return true;
      addFault(reading, element, "xsi:type", `the type ${typeName}`, "another type");
      return true;
    }
    case "nil":
      if (reading.nillable !== element) refuseAttribute(element, attribute, reading);
      else if (!isBoolean(collapseWhitespace(attribute.value))) {
        addFault(reading, element, "xsi:nil", "a boolean", "another text");
      }
      return true;
    default:
      return false;
  }
}

/** The type that `xsi:type` names, as `{namespace}name`; "" where there is none. */
export function instanceType(element: XmlElement): string {
  for (const attribute of element.attributes) {
    if (attribute.namespace !== instanceNamespace || attribute.localName !== "type") continue;
    const named = qualifiedName(element, attribute.value);
    return named === undefined ? "undeclared" : `{${named.namespace}}${named.localName}`;
  }
  return "";
}

/**
 * Does a nillable element say that it is nil (XSD 1.0 part 1, 3.3.4)? Then it may hold nothing, and no attributes but
 * those of XML Schema itself.
 */
export function isNil(element: XmlElement, typeNamespace: string, typeName: string, reading: Reading): boolean {
  const nil = element.attributes.find(
    ({ namespace, localName }) => namespace === instanceNamespace && localName === "nil",
  );
  if (nil === undefined) return false;
  reading.nillable = element;
  const value = collapseWhitespace(nil.value);
  if (value !== "true" && value !== "1") return false;
  refuseAttributes(element, typeNamespace, typeName, reading);
  refuseAnyContent(element, reading);
  return true;
}

/** An element that holds nothing at all is read as if it held the text that the schema gives it. */
export function orStanding(element: XmlElement, text: string): XmlElement {
  const isEmpty = element.children.every((node) => typeof node !== "string" && node.kind !== "element");
  return isEmpty ? { ...element, children: [text] } : element;
}

/** A value that the schema fixes. */
export function onlyFixed<Value>(
  value: Value | undefined,
  fixed: Value,
  element: XmlElement,
  attribute: string,
  reading: Reading,
): Value | undefined {
  if (value === undefined || value === fixed) return value;
  return refuseText(element, attribute, `the fixed value ${fixed}`, "another value", reading);
}

/** An element that a lax wildcard let through and the schema does not know: what is in it may still be known. */
export function assessChildren(
  element: XmlElement,
  assess: (child: XmlElement, reading: Reading) => XmlElement,
  reading: Reading,
): XmlElement {
  for (const node of element.children) if (typeof node !== "string" && node.kind === "element") assess(node, reading);
  return element;
}

/** Every attribute of an element whose type declares none; `xsi:nil` on an element that is not nillable is refused too. */
export function refuseAttributes(element: XmlElement, typeNamespace: string, typeName: string, reading: Reading): void {
  for (const attribute of element.attributes) {
    if (isInstanceAttribute(element, attribute, typeNamespace, typeName, reading)) continue;
    refuseAttribute(element, attribute, reading);
  }
}

export function refuseAttribute(element: XmlElement, attribute: XmlAttribute, reading: Reading): void {
  addFault(reading, element, attributeName(attribute), "no such attribute", "the attribute");
}

export function missingAttribute(element: XmlElement, name: string, reading: Reading): undefined {
  addFault(reading, element, name, "the attribute", "none");
  return undefined;
}

function attributeName({ prefix, localName }: XmlAttribute): string {
  return shorten(prefix === "" ? localName : `${prefix}:${localName}`);
}

/** A name in text by the declarations around its element; an unprefixed one is in the default namespace. */
export function qualifiedName(
  element: XmlElement,
  text: string,
): { readonly namespace: string; readonly localName: string } | undefined {
  const name = collapseWhitespace(text);
  const colon = name.indexOf(":");
  const namespace = namespaceOf(element, colon < 0 ? "" : name.slice(0, colon));
  return namespace === undefined ? undefined : { namespace, localName: name.slice(colon + 1) };
}

function addFault(reading: Reading, element: XmlElement, attribute: string, expected: string, found: string): void {
  if (reading.faults.length >= mostFaults) return;
  const steps: string[] = attribute === "" ? [] : [`@${attribute}`];
  for (let at: XmlElement | undefined = element; at !== undefined; at = at.parent) {
    steps.push(shorten(at.localName));
    if (at.parent === reading.root.parent) break;
  }
  reading.faults.push({ path: steps.reverse().join("/"), expected, found, offset: element.offset });
}

function nameOf(element: XmlElement): string {
  return `element ${shorten(element.localName)}`;
}

/** A name is the sender's text: it is quoted, but never at length. */
function shorten(name: string): string {
  return name.length <= 64 ? name : `${name.slice(0, 61)}...`;
}

/** While an object is being made its properties can be set. */
export type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };
