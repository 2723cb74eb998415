/** A column's kind of value, and whether a row may leave it out. */
export interface Column {
  readonly kind: 'text' | 'day' | 'flag' | 'number' | 'list';
  readonly optional?: true;
}

const text = { kind: 'text' } as const satisfies Column;
const optionalText = { kind: 'text', optional: true } as const satisfies Column;
const day = { kind: 'day', optional: true } as const satisfies Column;
const flag = { kind: 'flag', optional: true } as const satisfies Column;

/** What a district's files hold: a table each. A district that leaves out one of the last three has the usual one. */
export const tables = {
  regions: { id: text, code: optionalText, name: text, level: text, parent: optionalText, from: day, to: day },
  units: { id: text, name: text, kind: text, level: text, region: text, parent: optionalText, from: day, to: day },
  officers: { id: text, name: text },
  posts: {
    id: optionalText,
    officer: text,
    role: text,
    office: optionalText,
    unit: text,
    region: optionalText,
    from: day,
    to: day,
    acting: flag,
  },
  channels: {
    code: text,
    nameZh: text,
    nameEn: text,
    usedBy: { kind: 'list' },
    hasPetitioner: flag,
    machinesOnly: flag,
    asksFor: { kind: 'list', optional: true },
    requires: { kind: 'list', optional: true },
    from: day,
    to: day,
  },
  tags: { code: text, nameZh: text, nameEn: text, from: day, to: day },
  holidays: {
    year: { kind: 'number' },
    daysOff: { kind: 'list' },
    makeUpDays: { kind: 'list', optional: true },
    provisional: flag,
    source: text,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Column>>>>;

export type TableName = keyof typeof tables;

export const tableNames = Object.keys(tables) as readonly TableName[];

/** Without these nobody could work. */
export const neededTables: readonly TableName[] = ['regions', 'units', 'officers', 'posts'];
