import { namesVersion, type Schema } from '@daqidi/subgraph';
import { asPetitioner, type CommandByCode } from './by-code.js';
import type { Command } from './command.js';
import type { Caller } from './command-call.js';
import type { MutationContext } from './mutations.js';
import type { ServiceTools } from './tools.js';

/** A mutation that its reader may ask for now. */
export interface Action {
  /** Of the mutation. */
  readonly name: string;
  /** The version that its input would name; null where it names none. */
  readonly expectedVersion: number | null;
}

interface Versioned {
  readonly _id: string;
  readonly version: number;
}

// biome-ignore lint/suspicious/noExplicitAny: each member keeps its own types
type Commands<Document> = Readonly<Record<string, Command<any, any, Document>>>;

interface Asking<Document> {
  readonly tools: ServiceTools;
  readonly caller: Caller;
  readonly document: Document;
  readonly names: unknown;
  readonly schema: Schema;
}

/** Every command asks what it would ask first if it were run now; nothing is read, and nothing written. */
const actionsFor = <Document extends Versioned>(
  commands: Commands<Document>,
  { tools, caller, document, names, schema }: Asking<Document>,
): readonly Action[] => {
  const now = tools.clock.now();
  return Object.entries(commands).flatMap(([name, { rule, offers }]) => {
    if (rule === undefined) throw new Error(`${name} is offered under no rule`);
    const isOffered = offers?.({ tools, caller: { ...caller, rule }, document, names, now }) ?? false;
    return isOffered ? [{ name, expectedVersion: namesVersion(schema, name) ? document.version : null }] : [];
  });
};

/** What of GraphQL's own information is needed. */
export type Info = { readonly schema: Schema };

/** The field `actions` of a type: which of the mutations that change it its reader may ask for now, in the order of `commands`. */
export const actionsOf =
  <Document extends Versioned, Source = Document>(
    commands: Commands<Document>,
    about: (source: Source) => { readonly document: Document; readonly names: unknown },
  ) =>
  (source: Source, _args: unknown, { tools, ...caller }: MutationContext<ServiceTools>, { schema }: Info): readonly Action[] =>
    actionsFor(commands, { tools, caller, schema, ...about(source) });

// biome-ignore lint/suspicious/noExplicitAny: each member keeps its own types
type ByCode<Document> = Readonly<Record<string, CommandByCode<any, any, Document>>>;

/** What whoever has shown the code of a case may ask for with it: `person` is its petitioner, as the service knows him. */
export const actionsByCode =
  <Document extends Versioned>(commands: ByCode<Document>) =>
  (
    document: Document,
    person: string,
    { tools, ...caller }: MutationContext<ServiceTools>,
    { schema }: Info,
  ): readonly Action[] =>
    actionsFor(commands, {
      tools,
      caller: asPetitioner(tools, caller, person),
      document,
      names: { appealId: document._id },
      schema,
    });
