/** Characters. Longer keys are not worth remembering. */
const longest = 300;

/**
 * What a measurement can depend on: which variables there are and what their numbers are. Strings and flags cannot be page
 * sizes, whatever they say. Undefined where the variables are too many or too deep to remember.
 */
export const variablesKey = (variables: Readonly<Record<string, unknown>>): string | undefined => {
  let left = longest;
  const keyOf = (value: unknown): string => {
    if (--left < 0) return '';
    if (typeof value === 'string') return 's';
    if (typeof value !== 'object' || value === null) return String(value);
    if (Array.isArray(value)) return `[${value.map(keyOf).join(',')}]`;
    return `{${Object.entries(value)
      .map(([name, each]) => `${JSON.stringify(name)}:${keyOf(each)}`)
      .join(',')}}`;
  };
  const key = keyOf(variables);
  return left < 0 || key.length > longest ? undefined : key;
};
