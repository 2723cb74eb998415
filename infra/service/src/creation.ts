import type { NewEvent } from '@daqidi/events';
import { derivedId } from '@daqidi/runtime';
import type { AggregateDocument, Aggregates, Decided, Draft } from '@daqidi/store';
import { type AttachmentReference, draftFiles, type NamesFiles, type TakesFiles } from './attachments.js';
import { type Beside, byRule, type Command, textIdOf, type WithTexts } from './command.js';
import { type CommandInput, commandCall } from './command-call.js';
import { draftTexts, readTexts, type TextReferences } from './texts.js';
import type { ServiceTools } from './tools.js';

/** Everything that the first decision about something new may use. */
export interface CreationRequest<Tools, Input, Field extends keyof Input> extends Beside<Tools, Input> {
  readonly texts: TextReferences<Input, Field>;
  /** The files that the input names, where the command takes any. */
  readonly attachments: readonly AttachmentReference[];
}

export type CreationSpec<Tools, Event, Input, Field extends keyof Input> = WithTexts<Input, Field> & {
  readonly rule?: string;
  /** What else is kept with the texts, under names of its own. */
  readonly beside?: (asked: Beside<Tools, Input>) => readonly Draft[];
  /** Whose files the input names, where it names any. */
  readonly attachmentsOf?: TakesFiles<never>['of'];
  /** Pure but for chance. Asked again where what it drew was taken. */
  readonly decide: (request: CreationRequest<Tools, Input, Field>) => Decided<Event>;
};

export interface CreationsOf<Tools, State, Facts, Event extends NewEvent, Names> {
  readonly aggregates: (tools: Tools) => Aggregates<State, Facts, Event>;
  /** What is created, for the id that principal and requestId yield. */
  readonly kind: string;
  /** Where the input itself names it: one of that name, whoever asks. */
  readonly id?: (input: Names) => string;
}

/** As `commandsOn`, for what is not there yet: the same person and requestId always get the same one. */
export const creationsOf =
  <Tools extends ServiceTools, State, Facts, Event extends NewEvent, Names = object>({
    aggregates,
    kind,
    id: named,
  }: CreationsOf<Tools, State, Facts, Event, Names>) =>
  <Input extends CommandInput & Names, Field extends keyof Input = never>(
    spec: CreationSpec<Tools, Event, Input, Field>,
  ): Command<Tools, Input, AggregateDocument<State, Facts>> => ({
    rule: spec.rule,
    run: async (tools, caller, input) => {
      const checked = readTexts<Input, Field>(spec.texts, input);
      const now = tools.clock.now();
      const nowhere = { regionPath: [], units: [], persons: [] };
      const call = commandCall<AggregateDocument<State, Facts>>(caller, input, () => byRule(tools, caller, spec.rule, nowhere));
      const all = aggregates(tools);
      const id = named?.(input) ?? (await all.identify(derivedId(kind, call.principal, input.requestId)));
      const idOf = textIdOf(id, call);
      const of = spec.attachmentsOf;
      const files = await draftFiles(tools, { input: input as NamesFiles, of, owner: call.principal, now, idOf });
      const beside = [...(spec.beside?.({ tools, caller, id, input, now }) ?? []), files];
      const texts = draftTexts<Input, Field>(tools.store.vault, checked, idOf, beside);
      const outcome = await all.create(id, { ...call, now, keep: texts.keep }, () =>
        spec.decide({ tools, caller, id, input, texts: texts.references(), attachments: files.references(0), now }),
      );
      await files.release();
      return outcome;
    },
  });
