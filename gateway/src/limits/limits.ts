import { getHeapStatistics } from 'node:v8';
import { DaqidiError } from '@daqidi/runtime';

/** What one operation may ask for, and one caller. Whatever goes beyond is refused before the work it would cost is done. */
export interface Limits {
  /** Lexical tokens of the document. */
  readonly tokens: number;
  /** Braces, brackets and parentheses within each other, before anything is parsed: a parser recurses along them. */
  readonly nesting: number;
  /** Fields as written, over the whole document. */
  readonly fields: number;
  /** Fragment definitions. */
  readonly fragments: number;
  readonly fragmentSpreads: number;
  readonly aliases: number;
  readonly directives: number;
  readonly depth: number;
  /** Levels of input objects and lists in an argument, and in the variables. */
  readonly inputDepth: number;
  /** Values in the variables, at any depth. */
  readonly variables: number;
  readonly rootFields: number;
  /** Selections with every fragment written out. */
  readonly recursiveSelections: number;
  /** The largest `first`, `last` or `limit`, wherever it is given. */
  readonly pageSize: number;
  /** Fields asked for, each times the page sizes along its path. */
  readonly cost: number;
  readonly introspection: boolean;
  /** Bytes of a request's body. */
  readonly bodyBytes: number;
  /** Bytes of the heap in use, beyond which nothing new is taken on; collecting does not help any more there. */
  readonly heapBytes: number;
  /** Operations over HTTP at once; more are UNAVAILABLE. */
  readonly inFlight: number;
  /** Milliseconds that the process may be behind while many are at work; beyond them what comes new waits for its turn. */
  readonly eventLoopDelay: number;
  /** Milliseconds that an operation may wait for its turn; where the first has waited half of them, what comes new is UNAVAILABLE. */
  readonly queueTime: number;
  /** Requests a second of one person, or of one address where nobody signed in; more are RATE_LIMITED. */
  readonly ratePerSecond: number;
  /** Requests of one caller at once, after a rest. */
  readonly burst: number;
  /** How many times a person's rate a machine client may keep up. */
  readonly machineFactor: number;
  /** How many times a person's rate one address may keep up, whoever asks from there: an office or a village shares one. */
  readonly addressFactor: number;
  /** Streams of `/updates` at once; more are UNAVAILABLE. */
  readonly updateStreams: number;
  /** Milliseconds from one look at what changed to the next. */
  readonly updateTick: number;
}

export const defaultLimits: Limits = {
  tokens: 4_000,
  nesting: 64,
  fields: 500,
  fragments: 30,
  fragmentSpreads: 100,
  aliases: 30,
  directives: 50,
  depth: 12,
  inputDepth: 10,
  variables: 2_000,
  rootFields: 10,
  recursiveSelections: 2_000,
  pageSize: 100,
  cost: 20_000,
  introspection: false,
  bodyBytes: 131_072,
  heapBytes: Math.floor(getHeapStatistics().heap_size_limit * 0.92),
  inFlight: 512,
  eventLoopDelay: 100,
  queueTime: 150,
  ratePerSecond: 50,
  burst: 200,
  machineFactor: 20,
  addressFactor: 20,
  updateStreams: 1_000,
  updateTick: 1_000,
};

type Settable =
  | 'bodyBytes'
  | 'inFlight'
  | 'eventLoopDelay'
  | 'queueTime'
  | 'ratePerSecond'
  | 'burst'
  | 'machineFactor'
  | 'addressFactor'
  | 'updateStreams';

/** Those that can be set, out of all settings of a process. */
export const limitsOf = ({
  bodyBytes,
  inFlight,
  eventLoopDelay,
  queueTime,
  ratePerSecond,
  burst,
  machineFactor,
  addressFactor,
  updateStreams,
}: Pick<Limits, Settable>): Partial<Limits> => ({
  bodyBytes,
  inFlight,
  eventLoopDelay,
  queueTime,
  ratePerSecond,
  burst,
  machineFactor,
  addressFactor,
  updateStreams,
});

const names = {
  tokens: ['tokens', '词法单元'],
  nesting: ['levels of braces and brackets', '层括号嵌套'],
  fields: ['fields', '字段'],
  fragments: ['fragments', '片段'],
  fragmentSpreads: ['fragment spreads', '片段引用'],
  aliases: ['aliases', '别名'],
  directives: ['directives', '指令'],
  depth: ['levels of depth', '层嵌套'],
  inputDepth: ['levels of depth in an argument', '层参数嵌套'],
  variables: ['values in the variables', '个变量值'],
  rootFields: ['root fields', '根字段'],
  recursiveSelections: ['selections with fragments written out', '展开后的字段'],
  pageSize: ['rows a page', '条每页'],
  cost: ['points of cost', '成本点'],
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
