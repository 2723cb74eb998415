import type { Actor, NewEvent } from '@daqidi/events';
import { type Post, permit, type Subject } from '@daqidi/identity';
import { DaqidiError, idBeside, newId } from '@daqidi/runtime';
import type { Refused } from '@daqidi/schemas';
import {
  type AggregateDocument,
  type Aggregates,
  type CommandCall,
  type Decided,
  type Draft,
  isRefused,
  type Outcome,
} from '@daqidi/store';
import { type AttachmentReference, draftFiles, type NamesFiles, type TakesFiles } from './attachments.js';
import { type Caller, type CommandInput, commandCall, permitted } from './command-call.js';
import { draftTexts, readTexts, type TextFields, type TextReferences } from './texts.js';
import type { ServiceTools } from './tools.js';

/** A mutation as a service runs it: accepted once, or refused and nothing is left of it. */
export interface Command<Tools, Input, Document> {
  /** What the SDL's @rule must say; it is checked when the subgraph is built. The mutation's own where left out. */
  readonly rule: string | undefined;
  run(tools: Tools, caller: Caller, input: Input): Promise<Outcome<Document>>;
  /** Whether this caller may do it with this document now, whatever else he is going to say. Pure; nobody is offered what states no `open`. */
  offers?(offered: Offered<Tools, Document>): boolean;
}

/** To whom, and with which document, something would be offered. */
export interface Offered<Tools, Document> {
  readonly tools: Tools;
  /** Under the rule of the mutation. */
  readonly caller: Caller;
  readonly document: Document;
  /** What the input would name: the document, and which part of it. */
  readonly names: unknown;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Who asks for what, before anything is decided. */
export interface Asked<Tools, Document, Names> {
  readonly tools: Tools;
  readonly caller: Caller;
  readonly document: Document;
  /** What the input names: which document, and which part of it. */
  readonly names: Names;
  /** The one moment of this command, ms since the epoch. */
  readonly now: number;
  /** What the policy is asked about. */
  readonly subject: Subject;
}

/** What can be said before anything is asked for in particular: the stage, the turn, and who it is. */
export interface Turn<Tools, State, Facts, Names> {
  readonly tools: Tools;
  readonly id: string;
  readonly state: State;
  readonly facts: Facts;
  /** What the input names: which document, and which part of it. */
  readonly names: Names;
  readonly now: number;
  readonly actor: Actor;
  /** The post that the actor acts under; null for a petitioner. */
  readonly post: Post | null;
}

/** Everything a decision may use. */
export interface Request<Tools, State, Facts, Input, Field extends keyof Input> extends Turn<Tools, State, Facts, Input> {
  readonly input: Input;
  readonly texts: TextReferences<Input, Field>;
  /** The files that the input names, where the command takes any. */
  readonly attachments: readonly AttachmentReference[];
}

/** The texts of a command are named where there are any. */
export type WithTexts<Input, Field extends keyof Input> = [Field] extends [never]
  ? { readonly texts?: undefined }
  : { readonly texts: TextFields<Input, Field> };

/** What is known before anything is decided. */
export interface Beside<Tools, Input> {
  readonly tools: Tools;
  readonly caller: Caller;
  /** Of what it is about. */
  readonly id: string;
  readonly input: Input;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export type CommandSpec<Tools, State, Facts, Event, Names, Input, Field extends keyof Input> = WithTexts<Input, Field> & {
  readonly rule?: string;
  /** Under which post it is done, where the policy's first grant is not the whole answer; throws FORBIDDEN. */
  readonly by?: (asked: Asked<Tools, AggregateDocument<State, Facts>, Names>) => Actor;
  /**
   * Why it is not to be done now by this actor, whatever else the input says; the first refusal of the command, and what `actions` asks.
   * Pure. Left out where nobody is offered it: what makes something, and the office's own records.
   */
  readonly open?: (turn: Turn<Tools, State, Facts, Names>) => Refused | null;
  /** It may be the first event of a document that so far holds only what others have said. */
  readonly begins?: true;
  /** A repeated request is done again: for what shows something, and has to record each time that it did. */
  readonly everyTime?: true;
  /** What else is kept with the texts, under names of its own. */
  readonly beside?: (asked: Beside<Tools, Input>) => readonly Draft[];
  /** Whether the input names files, and how they are taken. */
  readonly attachments?: TakesFiles<State>;
  /** Under whose key texts and what is beside them are kept, where not under its case's. */
  readonly ownedBy?: (ofCase: string) => string;
  /** Pure. Asked again where another command was faster. */
  readonly decide: (request: Request<Tools, State, Facts, Input, Field>) => Decided<Event>;
};

export interface CommandsOn<Tools, State, Facts, Event extends NewEvent, Names> {
  readonly aggregates: (tools: Tools) => Aggregates<State, Facts, Event>;
  /** Which one the input names. */
  readonly id: (input: Names) => string;
  readonly subject: (document: AggregateDocument<State, Facts>) => Subject;
  /** Keys of those who take no part in it, although they may know of it: checked by every command. */
  readonly recused: (document: AggregateDocument<State, Facts>) => readonly string[];
}

/** What a decision that needs no more than the turn says no with. */
export const refusalIn = (decided: Decided<unknown>): Refused | null => (isRefused(decided) ? (decided as Refused) : null);

/** The actor whom the rule allows it; the mutation's own rule where the command states none. */
export const byRule = (tools: ServiceTools, caller: Caller, rule: string | undefined, subject: Subject): Actor =>
  permitted(tools.rules, rule === undefined ? caller : { ...caller, rule }, subject);

/** The same caller, with those posts only that fit. */
const holding = (caller: Caller, fits: (post: Post) => boolean): Caller => ({
  ...caller,
  principal: { ...caller.principal, posts: caller.principal.posts.filter(fits) },
});

type AskedOfPolicy = Pick<Asked<ServiceTools, unknown, unknown>, 'tools' | 'caller' | 'subject'>;

/** The actor under one of the posts that fit; FORBIDDEN where the mutation's rule lets none of them in. */
export const underPost = ({ tools, caller, subject }: AskedOfPolicy, fits: (post: Post) => boolean): Actor =>
  byRule(tools, holding(caller, fits), undefined, subject);

/** Under one of the posts that fit where the mutation's rule lets one in; else under any that it lets in, and the domain decides. */
export const preferringPost = ({ tools, caller, subject }: AskedOfPolicy, fits: (post: Post) => boolean): Actor => {
  const { principal, rule } = holding(caller, fits);
  return (rule === null ? null : permit(tools.rules, rule, principal, subject)) ?? byRule(tools, caller, undefined, subject);
};

/**
 * Whoever is in conflict with the case takes no part in it, whatever he may read. RULE_VIOLATION. A petitioner is only that person: whoever
 * complains about his own unit signs his own appeal (domain, 3).
 */
const refuseRecused = (tools: ServiceTools, { principal, scope }: Caller, recused: readonly string[]): void => {
  if (principal.kind === 'PETITIONER') return;
  if (recused.length > 0 && scope.is.some((key) => recused.includes(key))) throw tools.refusal('case.recused');
};

/** Null where the policy, or a conflict, says no. */
const unlessRefused = (actorOf: () => Actor): Actor | null => {
  try {
    return actorOf();
  } catch (error) {
    if (error instanceof DaqidiError) return null;
    throw error;
  }
};

/** The text of a field: another one with every other input, so that a corrected retry after a refusal keeps what was corrected. */
export const textIdOf =
  (id: string, { principal, requestId, inputHash }: Pick<CommandCall<unknown>, 'principal' | 'requestId' | 'inputHash'>) =>
  (field: string): string =>
    idBeside(id, field, principal, requestId, inputHash);

/**
 * Makes the commands on one kind of aggregate: `command<Input, 'a text' | 'another'>({ rule, texts, by, decide })`. A command checks
 * its texts, finds the aggregate within the caller's scope, asks the policy, decides at one moment, keeps the texts of what was
 * decided, and saves. Errors: BAD_USER_INPUT, NOT_FOUND, FORBIDDEN, CONFLICT, RULE_VIOLATION, UNAVAILABLE.
 */
export const commandsOn =
  <Tools extends ServiceTools, State, Facts, Event extends NewEvent, Names>(
    kind: CommandsOn<Tools, State, Facts, Event, Names>,
  ) =>
  <Input extends CommandInput & Names, Field extends keyof Input = never>(
    spec: CommandSpec<Tools, State, Facts, Event, Names, Input, Field>,
  ): Command<Tools, Input, AggregateDocument<State, Facts>> => {
    const { rule, by, open } = spec;
    const actorOf = (asked: Omit<Asked<Tools, AggregateDocument<State, Facts>, Names>, 'subject'>): Actor => {
      const { tools, caller, document } = asked;
      const subject = kind.subject(document);
      refuseRecused(tools, caller, kind.recused(document));
      return by?.({ ...asked, subject }) ?? byRule(tools, caller, rule, subject);
    };
    const postOf = ({ directory }: Tools, { post }: Actor): Post | null =>
      post === null ? null : (directory.post(post) ?? null);
    const isOpen = ({ tools, document, names, now, ...rest }: Offered<Tools, AggregateDocument<State, Facts>>): boolean => {
      const asked = { tools, document, names: names as Names, now };
      const actor = unlessRefused(() => actorOf({ ...rest, ...asked }));
      if (actor === null) return false;
      const { _id: id, state, facts } = document;
      return (open?.({ ...asked, id, state, facts, actor, post: postOf(tools, actor) }) ?? null) === null;
    };
    return {
      rule,
      ...(open !== undefined && { offers: isOpen }),
      run: async (tools, caller, input) => {
        const checked = readTexts<Input, Field>(spec.texts, input);
        const now = tools.clock.now();
        const id = kind.id(input);
        const call = commandCall<AggregateDocument<State, Facts>>(caller, input, (document) =>
          actorOf({ tools, caller, document, names: input, now }),
        );
        const idOf = textIdOf(id, call);
        const { ownedBy, attachments: takes } = spec;
        const files = await draftFiles(tools, { input: input as NamesFiles, of: takes?.of, owner: call.principal, now, idOf });
        const beside = [...(spec.beside?.({ tools, caller, id, input, now }) ?? []), files];
        const texts = draftTexts<Input, Field>(tools.store.vault, checked, idOf, beside);
        const keep: Draft['keep'] = ownedBy ? (of) => texts.keep({ ...of, owner: ownedBy(of.owner) }) : texts.keep;
        const begins = spec.begins ? ({ begins: true } as const) : {};
        const execute = (requestId: string) =>
          kind.aggregates(tools).execute(id, { ...call, ...begins, requestId, now, keep }, ({ state, facts }, actor) => {
            const turn = { tools, id, state, facts, names: input, now, actor, post: postOf(tools, actor) };
            const refused = open?.(turn) ?? null;
            if (refused !== null) return refused;
            const attachments = files.references(takes?.heldBytes(state) ?? 0);
            return spec.decide({ ...turn, input, texts: texts.references(), attachments });
          });
        const first = await execute(call.requestId);
        await files.release();
        // Permitted anew, and recorded under an id that no client can choose.
        return spec.everyTime && first.replayed ? execute(`${call.requestId}#${newId(tools.randomness)}`) : first;
      },
    };
  };
