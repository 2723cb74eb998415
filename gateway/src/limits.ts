import { DaqidiError } from '@daqidi/runtime';

/** What one operation may ask for. Whatever goes beyond is refused before anything is executed. */
export interface Limits {
  /** Lexical tokens of the document. */
  readonly tokens: number;
  /** Fields as written, over the whole document. */
  readonly fields: number;
  /** Fragment definitions. */
  readonly fragments: number;
  readonly fragmentSpreads: number;
  readonly aliases: number;
  readonly depth: number;
  /** Levels of input objects and lists in an argument. */
  readonly inputDepth: number;
  readonly rootFields: number;
  /** Selections with every fragment written out. */
  readonly recursiveSelections: number;
  /** The largest `first`, `last` or `limit`, wherever it is given. */
  readonly pageSize: number;
  /** Fields asked for, each times the page sizes along its path. */
  readonly cost: number;
  /** Lists within lists in an introspection. */
  readonly introspectionLists: number;
  readonly introspectionDepth: number;
  readonly introspection: boolean;
  /** Bytes of a request's body. */
  readonly bodyBytes: number;
  /** Operations over HTTP at once; more are UNAVAILABLE. */
  readonly inFlight: number;
  /** Milliseconds that the process may be behind while many wait; beyond them what comes new is UNAVAILABLE. */
  readonly lateness: number;
  /** Requests a second of one person, or of one address where nobody signed in; more are RATE_LIMITED. Machines are not counted. */
  readonly ratePerSecond: number;
  /** Requests of one caller at once, after a rest. */
  readonly burst: number;
}

export const defaultLimits: Limits = {
  tokens: 4_000,
  fields: 500,
  fragments: 30,
  fragmentSpreads: 100,
  aliases: 30,
  depth: 12,
  inputDepth: 10,
  rootFields: 10,
  recursiveSelections: 2_000,
  pageSize: 100,
  cost: 20_000,
  introspectionLists: 3,
  introspectionDepth: 16,
  introspection: true,
  bodyBytes: 1_048_576,
  inFlight: 512,
  lateness: 100,
  ratePerSecond: 50,
  burst: 200,
};

/** Those that can be set, out of all settings of a process. */
export const limitsOf = ({
  introspection,
  inFlight,
  lateness,
  ratePerSecond,
  burst,
}: Pick<Limits, 'introspection' | 'inFlight' | 'lateness' | 'ratePerSecond' | 'burst'>): Partial<Limits> => ({
  introspection,
  inFlight,
  lateness,
  ratePerSecond,
  burst,
});

const names = {
  tokens: ['tokens', '词法单元'],
  fields: ['fields', '字段'],
  fragments: ['fragments', '片段'],
  fragmentSpreads: ['fragment spreads', '片段引用'],
  aliases: ['aliases', '别名'],
  depth: ['levels of depth', '层嵌套'],
  inputDepth: ['levels of depth in an argument', '层参数嵌套'],
  rootFields: ['root fields', '根字段'],
  recursiveSelections: ['selections with fragments written out', '展开后的字段'],
  pageSize: ['rows a page', '条每页'],
  cost: ['points of cost', '成本点'],
  introspectionLists: ['nested lists in an introspection', '层内省列表'],
  introspectionDepth: ['levels of depth in an introspection', '层内省嵌套'],
} as const;

export type CountedLimit = keyof typeof names;

/** BAD_USER_INPUT naming the limit (`field`: `limits.<name>`) and its number. */
export const beyond = (limit: CountedLimit, allowed: number): DaqidiError =>
  new DaqidiError('BAD_USER_INPUT', {
    field: `limits.${limit}`,
    text: {
      en: `This operation asks for too much: the limit is ${allowed} ${names[limit][0]}.`,
      zh: `请求超出限制:最多允许 ${allowed} ${names[limit][1]}。`,
    },
  });

/** Throws when the count goes beyond the limit. */
export const within = (limits: Limits, limit: CountedLimit, count: number): void => {
  if (count > limits[limit]) throw beyond(limit, limits[limit]);
};
