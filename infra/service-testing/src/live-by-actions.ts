import { type Randomness, randomInteger } from '@daqidi/runtime';
import { aboutInput } from './about-input.js';
import type { Answer, Someone } from './someone.js';

export interface OfferedAction {
  readonly name: string;
  readonly expectedVersion: number | null;
}

/** Does it with this input, the version that was offered among it. */
export type Way = (someone: Someone, input: Readonly<Record<string, unknown>>) => Promise<Answer>;

export interface Living {
  /** Everybody who reads the document and tries what he can. */
  readonly people: Readonly<Record<string, Someone>>;
  /** What the document's own `actions` say to its reader; nothing where he sees none. */
  offered(reader: Someone): Promise<readonly OfferedAction[]>;
  /** Of every mutation that changes the document: a well-formed input as things are now, without request and version. */
  inputs(): Promise<Readonly<Record<string, Readonly<Record<string, unknown>>>>>;
  /** How a mutation is done that does not answer as the world's others do. */
  readonly ways?: Readonly<Record<string, Way>>;
  readonly randomness: Randomness;
}

const pick = <Item>(randomness: Randomness, items: readonly Item[]): Item | undefined =>
  items.length === 0 ? undefined : items[randomInteger(randomness, items.length)];

const refusedAsClosed = ({ code, rule }: Answer): boolean =>
  code === 'FORBIDDEN' || code === 'NOT_FOUND' || (code === 'RULE_VIOLATION' && rule !== undefined);

const refusedForInput = ({ code, rule }: Answer): boolean =>
  code === null || (code === 'RULE_VIOLATION' && aboutInput.has(rule as never));

export interface Step {
  /** What went against the promise. */
  readonly wrong: readonly string[];
  /** `who: mutation` of what was offered and tried; null where nobody is offered anything. */
  readonly tried: string | null;
  readonly isDone: boolean;
}

/**
 * One step in the life of a document. Whatever `actions` does not offer is refused, of which `attempts` are tried; one thing that it
 * offers is done, or refused for its input alone.
 */
export const liveByActions = async (living: Living, attempts: number): Promise<Step> => {
  const { people, randomness, ways = {} } = living;
  const inputs = await living.inputs();
  const names = Object.keys(inputs);
  const offers = await Promise.all(
    Object.entries(people).map(async ([who, someone]) => ({ who, someone, actions: await living.offered(someone) })),
  );
  const wrong: string[] = [];
  const say = (who: string, name: string, { code, rule }: Answer, but: string) =>
    wrong.push(`${who}: ${name} ${but}, and the answer is ${code ?? 'done'} ${rule ?? ''}`.trim());
  const act = (someone: Someone, name: string, version: object): Promise<Answer> => {
    const input = { ...inputs[name], ...version };
    return ways[name]?.(someone, input) ?? someone.does(name, input);
  };

  const closed = offers.flatMap(({ who, someone, actions }) =>
    names.filter((name) => !actions.some((action) => action.name === name)).map((name) => ({ who, someone, name })),
  );
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const tried = pick(randomness, closed);
    if (tried === undefined) break;
    const answer = await act(tried.someone, tried.name, {});
    if (!refusedAsClosed(answer)) say(tried.who, tried.name, answer, 'is not offered');
    // Whatever else is tried would be tried of another document.
    if (answer.code === null) return { wrong, tried: null, isDone: false };
  }
  const name = pick(randomness, [...new Set(offers.flatMap(({ actions }) => actions.map((action) => action.name)))].sort());
  const chosen = pick(
    randomness,
    offers.filter(({ actions }) => actions.some((action) => action.name === name)),
  );
  const action = chosen?.actions.find((each) => each.name === name);
  if (name === undefined || chosen === undefined || action === undefined) return { wrong, tried: null, isDone: false };
  if (inputs[name] === undefined)
    return { wrong: [...wrong, `${name} is offered and has no input here`], tried: null, isDone: false };
  const { expectedVersion } = action;
  const answer = await act(chosen.someone, name, expectedVersion === null ? {} : { expectedVersion });
  if (!refusedForInput(answer)) say(chosen.who, name, answer, 'is offered');
  return { wrong, tried: `${chosen.who}: ${name}`, isDone: answer.code === null };
};
