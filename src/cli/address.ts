// Where a program answers, as it says once it does.

/** `http://127.0.0.1:8080`; an IPv6 address stands in brackets. */
export function addressOf(scheme: "http" | "https", host: string, port: number): string {
  return `${scheme}://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
