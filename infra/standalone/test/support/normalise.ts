type Patterns = readonly (readonly [RegExp, string])[];

const times: Patterns = [
  [/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, '<time>'],
  [/^\d{4}-\d{2}-\d{2}$/, '<day>'],
];
const drawn: Patterns = [
  [/^\d{6}-\d{8}-\d{7}-[0-9A-Z]$/, '<unified code>'],
  [/^sm3:[\w-]{43}$/, '<digest>'],
  [/^(?:[\da-f]{6}~)?[\w-]{22}$/, '<id>'],
  [/^[0-9a-f]{64}$/, '<digest>'],
  [/^[0-9a-f]{24}\?expires=\d+&?$/, '<salt>'],
];

const textBy =
  (patterns: Patterns) =>
  (text: string): string =>
    patterns.find(([pattern]) => pattern.test(text))?.[1] ?? text;

const valueBy = (text: (given: string) => string, cursor: (given: string) => unknown) => {
  const normalised = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(normalised);
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).map(([key, member]) => [
      key,
      /cursor$/i.test(key) && typeof member === 'string' ? cursor(member) : normalised(member),
    ]);
    return Object.fromEntries(members);
  };
  return normalised;
};

/** The same answer with everything replaced that differs from run to run: ids, times, codes, hashes, and cursors, which hold such. */
export const normalise = valueBy(textBy([...times, ...drawn]), () => '<cursor>');

const checkBytes = 6;
const textOfWorld = textBy(drawn);

/** What a cursor holds, the place of a row: its time, its rank, and what is drawn. */
const opened = (cursor: string): unknown => {
  const text = Buffer.from(cursor, 'base64url').subarray(checkBytes).toString();
  return text.startsWith('[') ? (JSON.parse(text) as unknown[]).map((part) => partsOf(part)) : '<cursor>';
};
const partsOf = (part: unknown): unknown => (typeof part === 'string' ? part.split('|').map(textOfWorld) : part);

/** The same answer but for what was drawn: of two worlds that share their time, every moment and the place of every row has to be the same too. */
export const normaliseInTime = valueBy(textOfWorld, opened);
