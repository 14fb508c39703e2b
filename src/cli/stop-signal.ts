// A program that runs until somebody asks it to stop.

/** Resolves at the first SIGTERM or SIGINT, which from this call on end the process no more by themselves. */
export function untilStopAsked(): Promise<void> {
  return new Promise((resolve) => {
    process.on("SIGTERM", () => resolve());
    process.on("SIGINT", () => resolve());
  });
}
