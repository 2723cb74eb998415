// Platforms that break one promise each, by standing between the people and the real one.
import { refusalOf } from './answers.js';
import { people, type Somebody, township } from './people.js';
import type { Stage } from './play.js';

type Input = Readonly<Record<string, unknown>>;
type Around = (stage: Stage) => Stage;
type Raw = Stage['raw'];

const inputOf = (variables: Record<string, unknown> | undefined): Input => (variables?.input ?? {}) as Input;
let drawn = 0;
const anew = (): string => `sabotage-${++drawn}`;

/** Asks differently after what was answered; undefined leaves the answer as it is. */
const afterwards =
  (what: (inner: Raw, person: Somebody, query: string, variables: Record<string, unknown> | undefined) => Raw): Around =>
  (stage) => ({
    ...stage,
    raw: (person, query, variables) => what(stage.raw, person, query, variables)(person, query, variables),
  });

const accused = ({ sub }: Somebody): boolean => sub.startsWith(`${township}.`);

export const saboteurs: Readonly<Record<string, Around>> = {
  'whoever asks may sign in a leader’s place, twice too': afterwards((inner) => async (person, query, variables) => {
    const answer = await inner(person, query, variables);
    if (!query.includes('countersign(') || refusalOf(answer).code === null) return answer;
    for (const leader of [people.deputy, people.head, people.villageHead, people.housingDeputy, people.housingHead]) {
      const signed = await inner(leader, query, { input: { ...inputOf(variables), requestId: anew() } });
      if (refusalOf(signed).code === null) return signed;
    }
    return answer;
  }),
  'the accused sees the restricted case': afterwards((inner) => async (person, query, variables) => {
    const answer = await inner(person, query, variables);
    if (!accused(person) || answer.data?.appeal !== null) return answer;
    const seen = await inner(people.inspector, query, variables);
    return (seen.data?.appeal as { restricted?: boolean } | null)?.restricted === true ? seen : answer;
  }),
  'the accused can count what he does not see': afterwards((inner) => async (person, query, variables) => {
    const answer = await inner(person, query, variables);
    if (!accused(person) || !query.includes('caseCounts')) return answer;
    const { data } = await inner(people.inspector, query, variables);
    return { ...answer, data: { ...answer.data, caseCounts: data?.caseCounts } };
  }),
  'what is hidden is refused in other words': afterwards((inner) => async (person, query, variables) => {
    const answer = await inner(person, query, variables);
    const absent = inputOf(variables).appealId === 'x'.repeat(22);
    if (absent || refusalOf(answer).code !== 'NOT_FOUND') return answer;
    return { ...answer, errors: (answer.errors ?? []).map((error) => ({ ...error, message: `${error.message} ` })) };
  }),
  'no version is checked': afterwards((inner) => async (person, query, variables) => {
    const answer = await inner(person, query, variables);
    if (refusalOf(answer).code !== 'CONFLICT') return answer;
    const input = inputOf(variables);
    for (const near of [-1, 1]) {
      const expectedVersion = Number(input.expectedVersion) + near;
      const again = await inner(person, query, { input: { ...input, requestId: anew(), expectedVersion } });
      if (refusalOf(again).code === null) return again;
    }
    return answer;
  }),
  'requests are not remembered': (stage) => {
    const seen = new Set<unknown>();
    return {
      ...stage,
      raw: (person, query, variables) => {
        const { requestId } = inputOf(variables);
        if (requestId === undefined || !seen.has(requestId)) {
          seen.add(requestId);
          return stage.raw(person, query, variables);
        }
        return stage.raw(person, query, { input: { ...inputOf(variables), requestId: anew() } });
      },
    };
  },
  'clocks run a day late': (stage) => ({ ...stage, wait: (days) => stage.wait(days - 1) }),
};
