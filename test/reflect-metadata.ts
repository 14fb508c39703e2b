// The three functions on Reflect that @peculiar/x509's dependency container asks for when it loads; import this first.

const kept = new WeakMap<object, Map<unknown, unknown>>();

const metadata = {
  defineMetadata(key: unknown, value: unknown, target: object): void {
    const of = kept.get(target) ?? new Map<unknown, unknown>();
    kept.set(target, of.set(key, value));
  },
  getOwnMetadata(key: unknown, target: object): unknown {
    return kept.get(target)?.get(key);
  },
  getMetadata(key: unknown, target: object): unknown {
    for (let at: object | null = target; at !== null; at = Object.getPrototypeOf(at)) {
      if (kept.get(at)?.has(key) === true) return kept.get(at)?.get(key);
    }
    return undefined;
  },
};

for (const [name, value] of Object.entries(metadata)) {
  if (!(name in Reflect)) Object.defineProperty(Reflect, name, { value, configurable: true, writable: true });
}
