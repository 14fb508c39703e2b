// The PEM files of an installation: those that its settings name, or those that a demo made for itself.
import { createPrivateKey, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { demoDirectory, demoFiles } from "../population/demo-files.ts";
import type { KeyFiles, Settings } from "./settings.ts";

export function keyFilesOf({ tls, home }: Settings): KeyFiles {
  if (tls !== undefined) return tls;
  const demo = (name: string) => join(demoDirectory(home), name);
  return {
    authorities: demo(demoFiles.authority.certificate),
    serverKey: demo(demoFiles.server.key),
    serverCertificate: demo(demoFiles.server.certificate),
    signingKey: demo(demoFiles.crossroads.key),
    signingCertificate: demo(demoFiles.crossroads.certificate),
  };
}

/** A key and its certificate as they are in use, with the texts of both files by path. */
export interface KeyInUse {
  readonly key: KeyObject;
  /** Both PEM. */
  readonly keyText: string;
  readonly certificate: string;
  readonly files: ReadonlyMap<string, string>;
}

/** Throws where a file cannot be read or holds no key. */
export function readKey(keyFile: string, certificateFile: string): KeyInUse {
  const keyText = readFileSync(keyFile, "utf8");
  const certificate = readFileSync(certificateFile, "utf8");
  const files = new Map([
    [keyFile, keyText],
    [certificateFile, certificate],
  ]);
  return { key: createPrivateKey(keyText), keyText, certificate, files };
}
