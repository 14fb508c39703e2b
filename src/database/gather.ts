// When a batch leaves: a few turns later it is larger, and what a batch costs the server hardly depends on its size.

/** While a process is busy each turn of its event loop brings more; where one brings nothing, nobody is kept waiting. */
const mostTurns = 8;

/** Resolves as soon as a turn of the event loop brought nothing more to what waits, and after 8 turns anyway. */
export function gathered(waiting: () => number): Promise<void> {
  return new Promise((resolve) => {
    let before = 0;
    let turns = 0;
    const look = (): void => {
      const now = waiting();
      turns += 1;
      if (now === before || turns === mostTurns) {
        resolve();
        return;
      }
      before = now;
      setImmediate(look);
    };
    setImmediate(look);
  });
}
