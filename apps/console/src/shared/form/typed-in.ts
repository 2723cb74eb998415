type Values = Readonly<Record<string, unknown>>;

const isNothing = (value: unknown): boolean => value === undefined || value === null || value === '';
const isRow = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What was typed, without what was left empty: a group of which nothing was typed is left out too, and a row in which nothing was. */
export const typedIn = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      if (isNothing(value)) return [];
      if (Array.isArray(value) && value.some(isRow)) {
        const rows = value.map((row) => typedIn(row as Values)).filter((row) => Object.keys(row).length > 0);
        return rows.length === 0 ? [] : [[name, rows]];
      }
      if (!isRow(value)) return [[name, value]];
      const inner = typedIn(value);
      return Object.keys(inner).length === 0 ? [] : [[name, inner]];
    }),
  );
