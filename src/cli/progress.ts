// Progress of long work on standard error: at most one line every two seconds, none for what is quick.
export function reportProgress(what: string): (count: number) => void {
  let last = Date.now();
  return (count) => {
    if (Date.now() - last < 2000) return;
    last = Date.now();
    process.stderr.write(`${count} ${what}\n`);
  };
}
