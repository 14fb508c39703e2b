// The first reading of a file, before anything of it counts: is it whole, whose is it, is it what its name says?
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import type { Annex } from "../../crossroads/annex.ts";
import type { Annexes } from "../../crossroads/annexes.ts";
import { isBlank } from "../../schema/datatypes.ts";
import { checkOf, type SignatureCheck } from "../../soap/security/detached-signature.ts";
import type { TrustStore } from "../../soap/security/trust.ts";
import { cutXml } from "../../xml/cut.ts";
import type { XmlElement, XmlFault } from "../../xml/tree.ts";
import { consultOperation, declareOperation, serviceName } from "../names.ts";
import type { FormName } from "./file-name.ts";

export interface Examined {
  /** Numbers of annex 30, with their block where they are about the document; none: the file can be taken. */
  readonly errors: readonly string[];
  /** Hexadecimal SHA-256 of FI; absent where it was not read to its end. */
  readonly digest?: string;
  /** The fingerprint of a customer's certificate with which it was signed. */
  readonly signer?: string;
  readonly forms: number;
}

export interface ExamineParts {
  readonly annexes: Annexes;
  readonly trust: TrustStore;
  /** Aborted when the program is to end: the reading is then given up. */
  readonly signal: AbortSignal;
}

/** `annex` is that of the sender; both files lie where nobody changes them any more. */
export async function examineFile(
  files: { readonly fi: string; readonly fs: string },
  form: FormName,
  annex: Annex | undefined,
  { annexes, trust, signal }: ExamineParts,
): Promise<Examined> {
  const sizes = await Promise.all([files.fi, files.fs].map(async (file) => (await stat(file)).size));
  const [size = 0, sizeOfSignature = 0] = sizes;
  if (annex === undefined) return { errors: ["103"], forms: 0 };
  if (!mayDo(annex, form === "declarations" ? declareOperation : consultOperation))
    return { errors: ["154"], forms: 0 };
  if (size === 0) return { errors: ["134"], forms: 0 };
  if (sizeOfSignature > largestSignature) return { errors: ["125"], forms: 0 };
  const check = checkOf(await readFile(files.fs));
  if (!check.ok) return { errors: ["125"], forms: 0 };
  const digest = createHash("sha256");
  const content = await readContent(files.fi, form, (chunk) => {
    signal.throwIfAborted();
    digest.update(chunk);
    check.value.update(chunk);
  });
  const signer = signerOf(check.value, annexes, trust);
  // Who sent it comes first: of a stranger's document nothing is told.
  if (signer === undefined) return { errors: ["125"], forms: 0 };
  const { fingerprint } = signer;
  if (signer.annex.customer !== annex.customer) return { errors: ["153"], signer: fingerprint, forms: 0 };
  return { ...content, digest: digest.digest("hex"), signer: fingerprint };
}

/** The pieces in which a file is read. */
export const pieceSize = 1 << 17;

const largestSignature = 1 << 16;

function signerOf(check: SignatureCheck, annexes: Annexes, trust: TrustStore) {
  const concluded = check.conclude();
  if (!concluded.ok) return undefined;
  const trusted = trust.judge(concluded.value);
  if (!trusted.ok) return undefined;
  const { subject, fingerprint } = trusted.value;
  const annex = annexes.byCertificateSubject(subject);
  return annex === undefined ? undefined : { annex, fingerprint };
}

function mayDo({ services }: Annex, operation: string): boolean {
  return services.get(serviceName)?.some(({ operations }) => operations.includes(operation)) === true;
}

/** Reads to the end of the file whatever is found: what it is signed with is known only then. */
async function readContent(
  file: string,
  form: FormName,
  each: (chunk: Uint8Array) => void,
): Promise<Pick<Examined, "errors" | "forms">> {
  const expected = roots[form];
  let forms = 0;
  let error: string | undefined;
  const source = createReadStream(file, { highWaterMark: pieceSize });
  const seen = async function* () {
    for await (const chunk of source as AsyncIterable<Uint8Array>) {
      each(chunk);
      yield chunk;
    }
  };
  const chunks = seen();
  for await (const cut of cutXml(unclosed(chunks))) {
    if (!cut.ok) {
      error = errorOf(cut.reason);
      break;
    }
    const { kind, element } = cut.value;
    if (kind === "root" && (element.localName !== expected || element.namespace !== "")) {
      error ??= otherRoots.has(element.localName) ? "158" : `${blocks[form]}-089`;
    }
    if (kind === "child") forms += 1;
    if (kind !== "root" && !isPure(kind === "child" ? element.parent : element)) error ??= "255";
    if (kind === "child" && (element.localName !== "Form" || element.namespace !== "")) error ??= "255";
  }
  for await (const _ of chunks);
  if (error === undefined && forms === 0) return { errors: ["90059-134"], forms };
  // A question has one form.
  if (error === undefined && form === "question" && forms > 1) return { errors: ["90059-090"], forms };
  return { errors: error === undefined ? [] : [error], forms: error === undefined ? forms : 0 };
}

/** So that leaving a loop over it does not end the generator: the rest is still to be read. */
function unclosed(chunks: AsyncGenerator<Uint8Array>): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => ({ next: () => chunks.next() }) };
}

const roots = { declarations: "Dimona", question: "PersonnelFileConsultationRequest" } as const;
const blocks = { declarations: "90372", question: "90426" } as const;
const otherRoots: ReadonlySet<string> = new Set(Object.values(roots));

function errorOf({ code }: XmlFault): string {
  if (code === "encoding") return "138";
  return code === "too-large" ? "172" : "163";
}

/** Nothing but elements, comments and space stands in it. */
function isPure(root: XmlElement | undefined): boolean {
  return root?.children.every((child) => typeof child !== "string" || isBlank(child)) !== false;
}
