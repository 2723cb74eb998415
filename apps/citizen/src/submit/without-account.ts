import type { Client } from '@daqidi/app-kit';
import {
  SubmissionChallengeDocument,
  type SubmitAppealInput,
  type SubmitAppealMutation,
  SubmitWithoutAccountDocument,
} from '@daqidi/schemas/operations';

/**
 * About a second of work, in place of an account: a solution of the platform's own challenge, valid for twenty minutes. Null where this
 * browser cannot calculate it, as over a connection that is not secure.
 */
export const solveChallengeOf = async (client: Client): Promise<string | null> => {
  if (globalThis.crypto?.subtle === undefined) return null;
  const { submissionChallenge } = (await client.ask(SubmissionChallengeDocument, {})).data;
  const { algorithm, challenge, salt, signature, maxNumber } = submissionChallenge;
  // Only who hands something in so loads it.
  const { solveChallenge } = await import('altcha-lib');
  const solution = await solveChallenge(challenge, salt, algorithm, maxNumber).promise;
  return solution === null ? null : btoa(JSON.stringify({ algorithm, challenge, number: solution.number, salt, signature }));
};

/** One appeal a proof, however often it is sent: a retry has to bring the same. */
export const submitWithProof = async (
  client: Client,
  input: SubmitAppealInput,
  proof: string,
): Promise<Pick<SubmitAppealMutation['submitAppeal'], 'receipt'>> =>
  (await client.ask(SubmitWithoutAccountDocument, { input: { ...input, proof } })).data.submitWithoutAccount;
