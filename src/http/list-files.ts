// Revocation lists as they lie on the disk: a folder or one file, looked at again and again, and read again where it changed.
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import { SEQUENCE } from "../soap/security/der.ts";
import type { ListFault, RevocationList } from "../soap/security/revocation.ts";

/** A file, and the lists in it or what is wrong with it and can be done: a sentence that may stand behind its path and a colon. */
export interface ListFile {
  readonly path: string;
  readonly read: Outcome<readonly RevocationList[], string>;
}

type ReadList = (der: Uint8Array) => Promise<Outcome<RevocationList, ListFault>>;

/** Bytes of one file. */
export const largestFile = 1 << 26;

/**
 * Gives a look at `place`. Of a folder, the files whose names end in .crl, .der or .pem count, so that others may be
 * written beside them and renamed. A look never rejects.
 */
export function listFilesAt(place: string, readList: ReadList): () => Promise<readonly ListFile[]> {
  let known: ReadonlyMap<string, KnownFile> = new Map();
  return async () => {
    const paths = await pathsAt(place);
    if (!paths.ok) return [{ path: place, read: paths }];
    const files: KnownFile[] = [];
    for (const path of paths.value) files.push(await lookAt(path, known.get(path), readList));
    known = new Map(files.map((file) => [file.path, file]));
    return files;
  };
}

interface KnownFile extends ListFile {
  /** Another one once the file was written or replaced. */
  readonly stamp: string;
}

async function pathsAt(place: string): Promise<Outcome<readonly string[], string>> {
  try {
    if (!(await stat(place)).isDirectory()) return accepted([place]);
    const names = (await readdir(place)).filter((name) => /\.(?:crl|der|pem)$/i.test(name)).sort();
    if (names.length > 0) return accepted(names.map((name) => join(place, name)));
    return refused("no file in it ends in .crl, .der or .pem. Put the lists there, or leave the setting out");
  } catch (error) {
    return refused(notRead(error));
  }
}

async function lookAt(path: string, known: KnownFile | undefined, readList: ReadList): Promise<KnownFile> {
  try {
    const found = await stat(path);
    const stamp = `${found.ino} ${found.mtimeMs} ${found.size}`;
    // What was wrong may have come right without a trace here: rights, or the clock.
    if (known?.read.ok === true && known.stamp === stamp) return known;
    if (!found.isFile()) return { path, stamp, read: refused("it is no file. Put a list in its place") };
    if (found.size > largestFile) return { path, stamp, read: refused(tooLarge) };
    return { path, stamp, read: await listsIn(await readFile(path), readList) };
  } catch (error) {
    return { path, stamp: "", read: refused(notRead(error)) };
  }
}

async function listsIn(bytes: Buffer, readList: ReadList): Promise<ListFile["read"]> {
  const lists: RevocationList[] = [];
  for (const der of bytes[0] === SEQUENCE ? [bytes] : fromPem(bytes.toString("latin1"))) {
    const list = await readList(der);
    if (!list.ok) return refused(faults[list.reason]);
    lists.push(list.value);
  }
  return lists.length === 0 ? refused(faults.unreadable) : accepted(lists);
}

const begin = "-----BEGIN X509 CRL-----";
const end = "-----END X509 CRL-----";

/** What is between each beginning and its end; where there is no end, nothing, which is no list: half of a file is not taken for the whole. */
function* fromPem(text: string): Generator<Buffer> {
  for (let at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at)) {
    const from = at + begin.length;
    at = text.indexOf("-", from);
    const isWhole = at >= 0 && text.startsWith(end, at);
    yield isWhole ? Buffer.from(text.slice(from, at), "base64") : Buffer.alloc(0);
    if (!isWhole) return;
  }
}

function notRead(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : "unknown";
  return `it cannot be read (${code}). See that it is there and may be read by this program`;
}

const tooLarge = `it has more than ${largestFile / 2 ** 20} MiB. Ask its authority for lists of parts of its certificates`;

const faults: Readonly<Record<ListFault, string>> = {
  unreadable: "it is no whole revocation list in DER or PEM. Fetch it again",
  "unknown-issuer":
    "it is the list of an authority that is not known here. Take it away, or add the authority to the known ones",
  "signature-algorithm": "it is not signed with RSA or ECDSA and SHA-2. Ask its authority for a list that is",
  "key-usage": "it is signed with a key that is not for lists (key usage). Ask its authority for another list",
  "signature-wrong": "it has the name of a known authority, but not its signature. Fetch it again from that authority",
  "of-the-future": "it was made in the future. Look at the clock of this machine",
  "without-end": "it does not say when the next one comes (nextUpdate). Ask its authority for a list that does",
  delta: "it only says what changed since another list (delta). Fetch the complete list",
  indirect: "it is about certificates of other authorities too (indirect). Fetch the list of the authority itself",
  "attribute-certificates": "it is about attribute certificates, which nobody shows here. Take it away",
  "extension-unknown":
    "it has a critical extension that is not understood, and must not be used. Ask its authority for a list without it",
  "removed-from-list": "it takes a revocation back, which only a delta list can. Fetch the complete list",
};
