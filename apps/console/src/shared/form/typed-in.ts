const isNothing = (value: unknown): boolean => value === undefined || value === null || value === '';

/** What was typed, without what was left empty: a group of which nothing was typed is left out too. */
export const typedIn = (values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      if (isNothing(value)) return [];
      if (typeof value !== 'object' || Array.isArray(value)) return [[name, value]];
      const inner = typedIn(value as Readonly<Record<string, unknown>>);
      return Object.keys(inner).length === 0 ? [] : [[name, inner]];
    }),
  );
