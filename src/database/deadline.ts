// Deadlines for answers from a socket.

/**
 * Calls `late` once these milliseconds are over, unless it is cancelled before. Where the process itself stood still in
 * the meantime, the answer may lie in its socket since long: what has arrived is read first.
 */
export function startDeadline(milliseconds: number, late: () => void): { readonly cancel: () => void } {
  let last: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => {
    last = setImmediate(late);
  }, milliseconds);
  return {
    cancel: () => {
      clearTimeout(timer);
      clearImmediate(last);
    },
  };
}
