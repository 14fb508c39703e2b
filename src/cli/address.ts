// Addresses that a program says or is told.
import { Refusal } from "./refusal.ts";

/** Where a program answers, as it says once it does: `http://127.0.0.1:8080`; an IPv6 address stands in brackets. */
export function addressOf(scheme: "http" | "https", host: string, port: number): string {
  return `${scheme}://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** The address of `--url`, without a slash at its end; a Refusal where it is none. */
export function addressGiven(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new Refusal(`--url: expected an address such as http://127.0.0.1:8080, found ${text}`);
  }
  return text.replace(/\/$/, "");
}
