// A program that runs until somebody asks it to stop.

let isWaiting = false;

/** Resolves at the first SIGTERM or SIGINT, which from this call on end the process no more by themselves. */
export function untilStopAsked(): Promise<void> {
  isWaiting = true;
  return new Promise((resolve) => {
    process.on("SIGTERM", () => resolve());
    process.on("SIGINT", () => resolve());
  });
}

/** Such a program goes on when nobody reads what it writes. */
export function isUntilStopAsked(): boolean {
  return isWaiting;
}
