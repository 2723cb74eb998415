import type { Outcome } from '@daqidi/store';
import { encodePosition } from '@daqidi/subgraph';
import type { Command } from './command.js';
import type { Caller } from './command-call.js';

/** What a mutation's resolver needs of its request. */
export interface MutationContext<Tools> extends Caller {
  readonly tools: Tools;
}

type Resolve<Tools, Input, Payload, Context extends MutationContext<Tools>> = (
  source: unknown,
  args: { readonly input: Input },
  context: Context,
) => Promise<Payload>;

/** A mutation with an answer of its own. */
export const mutation = <Tools, Input, Document, Payload extends object, Context extends MutationContext<Tools>>(
  { rule, run }: Command<Tools, Input, Document>,
  payload: (outcome: Outcome<Document>, context: Context, input: Input) => Payload | Promise<Payload>,
): Resolve<Tools, Input, Payload & { readonly position: string }, Context> =>
  // The guard compares it with the SDL.
  Object.assign(
    async (_: unknown, { input }: { readonly input: Input }, context: Context) => {
      const outcome = await run(context.tools, context, input);
      return { ...(await payload(outcome, context, input)), position: encodePosition(outcome.position) };
    },
    { rule },
  );

// biome-ignore lint/suspicious/noExplicitAny: each member keeps its own types
type AnyCommand = Command<any, any, any>;

type Mutations<Thing extends string, Commands extends Readonly<Record<string, AnyCommand>>> = {
  readonly [Name in keyof Commands]: Commands[Name] extends Command<infer Tools, infer Input, infer Document>
    ? Resolve<Tools, Input, { readonly [Key in Thing]: Document } & { readonly position: string }, MutationContext<Tools>>
    : never;
};

/** Mutations by name that answer `{ <thing>, position }`. */
export const mutations = <Thing extends string, Commands extends Readonly<Record<string, AnyCommand>>>(
  thing: Thing,
  commands: Commands,
): Mutations<Thing, Commands> =>
  Object.fromEntries(
    Object.entries(commands).map(([name, command]) => [name, mutation(command, ({ document }) => ({ [thing]: document }))]),
  ) as Mutations<Thing, Commands>;
