import { SubmitAppealDocument } from '@daqidi/schemas/operations';
import { cast, Declined, dataOf, demoPlace } from '@daqidi/standalone';
import type { Accepted, Reachable } from './stubborn-client.js';

export interface Attempt {
  readonly requestId: string;
  /** From sending to the answer. */
  readonly milliseconds: number;
  /** ACCEPTED, a code, or what kept it from being answered at all. */
  readonly outcome: string;
}

export interface Submitter {
  /** Sends no more; resolves when everything is answered. */
  stop(): Promise<readonly Attempt[]>;
}

export const submissionOf = (requestId: string) => ({
  input: { requestId, channel: 'WINDOW', regionId: demoPlace.village, text: '路灯不亮,请修理。' },
});

const outcomeOf = (error: unknown): string => (error instanceof Declined ? error.code : `NO ANSWER: ${error}`);

/** Sends a submission every so many milliseconds, whether or not the former ones are answered, and each only once. */
export const startSubmitter = ({ url, token }: Reachable, run: string, every: number, accepted: Accepted[]): Submitter => {
  const under: Promise<Attempt>[] = [];
  const attempt = async (requestId: string): Promise<Attempt> => {
    const began = performance.now();
    const done = (outcome: string): Attempt => ({ requestId, milliseconds: performance.now() - began, outcome });
    try {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await token(cast.petitioner)}` },
        body: JSON.stringify({ query: SubmitAppealDocument.source, variables: submissionOf(requestId) }),
      });
      const data = dataOf((await response.json()) as never) as { readonly submitAppeal: { readonly position: string } };
      accepted.push({ person: cast.petitioner, requestId, position: data.submitAppeal.position });
      return done('ACCEPTED');
    } catch (error) {
      return done(outcomeOf(error));
    }
  };
  const timer = setInterval(() => under.push(attempt(`${run}-${String(under.length).padStart(6, '0')}`)), every);
  return {
    stop: () => {
      clearInterval(timer);
      return Promise.all(under);
    },
  };
};

/** How many of each outcome, and the longest wait. */
export const summaryOf = (attempts: readonly Attempt[]): string => {
  const counts = new Map<string, number>();
  for (const { outcome } of attempts) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const longest = Math.max(...attempts.map(({ milliseconds }) => milliseconds));
  return `${[...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ')}; the longest took ${Math.round(longest)} ms`;
};
