import type { Person } from '@daqidi/standalone';
import type { EmbeddedWorld } from './embedded-world.js';
import type { RawAnswer } from './settling-world.js';
import { decisions } from './state.js';

/** One valid use of a mutation, and who or what makes it invalid. */
export interface Trial {
  readonly mutation: string;
  readonly person: Person;
  readonly input: Readonly<Record<string, unknown>>;
  /** A text field and one character more than it may have. */
  readonly oversized?: readonly [field: string, tooLong: number];
  /** Sees the case but may not do this; left out where whoever sees it may. */
  readonly forbidden?: Person;
  /** May do such things, but does not see this case; left out where the mutation is about no case. */
  readonly blind?: Person;
  /** The rule that forbids doing it once more; left out where it may be repeated. */
  readonly again?: string;
  /** Showing something again is done again: a retry is recorded, and has a position of its own. */
  readonly shows?: true;
  /** The platform goes on with it by itself: a retry finds the same thing, further on. */
  readonly goesOn?: true;
  /** The rule that forbids it here, where there is no valid use to be made of it. */
  readonly refused?: string;
  /** The version to name when doing it once more. */
  readonly version?: () => Promise<number>;
}

const anybody: Person = { sub: 'anybody', kind: 'ANONYMOUS' };

const codeOf = ({ errors }: RawAnswer): string => String(errors?.[0]?.extensions?.code ?? 'none');

export const createBattery = (world: EmbeddedWorld, run: string) => {
  let requests = 0;
  const requestId = (): string => `${run}-${String(++requests).padStart(5, '0')}`;

  const call = (person: Person, mutation: string, input: Readonly<Record<string, unknown>>): Promise<RawAnswer> => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    return world.raw(person, `mutation($input: ${type}!) { ${mutation}(input: $input) { position } }`, { input });
  };

  const positionOf = (answer: RawAnswer, mutation: string): unknown =>
    (answer.data?.[mutation] as { readonly position?: unknown } | undefined)?.position;

  /** Tries everything that must be refused, then the valid input, then its retries. */
  return async (trial: Trial): Promise<void> => {
    const { mutation, person, input, oversized, forbidden, blind, again } = trial;
    await world.settled();
    const before = await decisions(world.embedded);
    const refused = async (
      what: string,
      code: string,
      who: Person,
      given: Readonly<Record<string, unknown>>,
    ): Promise<RawAnswer> => {
      const answer = await call(who, mutation, given);
      expect(codeOf(answer), `${mutation}, ${what}: ${JSON.stringify(answer)}`).toBe(code);
      return answer;
    };
    const [required] = Object.keys(input).filter((name) => name !== 'expectedVersion');
    const { [String(required)]: _missing, ...incomplete } = input;
    await refused('a field missing', 'BAD_USER_INPUT', person, { requestId: requestId(), ...incomplete });
    await refused('a field of the wrong type', 'BAD_USER_INPUT', person, { ...input, requestId: { $gt: '' } });
    await refused('an unknown field', 'BAD_USER_INPUT', person, { ...input, requestId: requestId(), __proto: 1 });
    await refused('a requestId too short', 'BAD_USER_INPUT', person, { ...input, requestId: 'short' });
    if (oversized !== undefined) {
      const [field, length] = oversized;
      await refused('a text too long', 'BAD_USER_INPUT', person, {
        ...input,
        requestId: requestId(),
        [field]: '字'.repeat(length),
      });
      await refused('half a character', 'BAD_USER_INPUT', person, {
        ...input,
        requestId: requestId(),
        [field]: `有一半字符不完整的文字${'\ud83d'}`,
      });
    }
    await refused('nobody signed in', 'UNAUTHENTICATED', anybody, { ...input, requestId: requestId() });
    if (forbidden !== undefined) await refused('the wrong role', 'FORBIDDEN', forbidden, { ...input, requestId: requestId() });
    if (blind !== undefined) {
      const idField = ['orderId', 'materialRequestId', 'exportId'].find((field) => field in input) ?? 'appealId';
      const hidden = await refused('a hidden case', 'NOT_FOUND', blind, { ...input, requestId: requestId() });
      const absent = await refused('no such case', 'NOT_FOUND', blind, {
        ...input,
        requestId: requestId(),
        [idField]: 'x'.repeat(22),
      });
      const told = ({ errors }: RawAnswer) =>
        errors?.map(({ message, path, extensions }) => ({ message, path, ...extensions, correlationId: null }));
      expect(told(hidden), 'hidden looks exactly like absent').toStrictEqual(told(absent));
    }
    if (typeof input.expectedVersion === 'number') {
      for (const expectedVersion of [input.expectedVersion - 1, input.expectedVersion + 1]) {
        await refused('a stale version', 'CONFLICT', person, { ...input, requestId: requestId(), expectedVersion });
      }
    }
    await world.settled();
    expect(await decisions(world.embedded), `${mutation}: bad input changed something`).toStrictEqual(before);

    if (trial.refused !== undefined) {
      const { errors } = await refused('against a rule', 'RULE_VIOLATION', person, { ...input, requestId: requestId() });
      expect(errors?.[0]?.extensions?.rule).toBe(trial.refused);
      return;
    }

    const valid = { ...input, requestId: requestId() };
    const first = await call(person, mutation, valid);
    expect(first.errors, `${mutation}: ${JSON.stringify(first.errors)}`).toBeUndefined();
    await world.settled();
    let after = await decisions(world.embedded);
    const retried = await call(person, mutation, valid);
    expect(retried.errors, `${mutation}, retried: ${JSON.stringify(retried.errors)}`).toBeUndefined();
    if (trial.shows) {
      await world.settled();
      const once = after;
      after = await decisions(world.embedded);
      expect(after, `${mutation}: what was shown again was not recorded`).not.toStrictEqual(once);
    } else if (!trial.goesOn)
      expect(positionOf(retried, mutation), 'a retry gets the first outcome').toBe(positionOf(first, mutation));
    const altered =
      oversized === undefined ? { ...valid, expectedVersion: 99 } : { ...valid, [oversized[0]]: '完全不同的另一段文字内容。' };
    if (oversized !== undefined || 'expectedVersion' in input)
      await refused('the same requestId with other input', 'CONFLICT', person, altered);
    if (again !== undefined) {
      const version = trial.version === undefined ? {} : { expectedVersion: await trial.version() };
      const answer = await refused('at the wrong step', 'RULE_VIOLATION', person, {
        ...input,
        ...version,
        requestId: requestId(),
      });
      expect(answer.errors?.[0]?.extensions?.rule).toBe(again);
    }
    await world.settled();
    expect(await decisions(world.embedded), `${mutation}: a retry or a forbidden step changed something`).toStrictEqual(after);
  };
};
