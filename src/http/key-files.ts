// The PEM files of an installation: those that its settings name, or those that a demo made for itself.
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
