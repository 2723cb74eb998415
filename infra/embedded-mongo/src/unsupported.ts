/** What MongoDB can and this driver cannot, named, so that nothing ever answers differently without a word. */
export const unsupported = (what: string): Error =>
  Object.assign(new Error(`embedded-mongo does not support ${what}`), { name: 'UnsupportedOperation' });

/** Throws for the first option that is set and not known. */
export const refuseOptions = (operation: string, options: object | undefined, known: readonly string[]): void => {
  for (const [name, value] of Object.entries(options ?? {})) {
    if (value !== undefined && value !== null && !known.includes(name)) throw unsupported(`the option ${name} of ${operation}`);
  }
};

/** The object itself, where every method it lacks throws a clear error instead of being undefined. */
export const refuseOthers = <Target extends object>(target: Target, kind: string): Target =>
  new Proxy(target, {
    get: (known, name) => {
      if (name in known || typeof name === 'symbol' || name === 'then' || name === 'toJSON') return Reflect.get(known, name);
      return () => {
        throw unsupported(`${kind}.${name}()`);
      };
    },
  });
