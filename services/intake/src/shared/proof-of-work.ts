import { type Clock, type Randomness, randomInteger } from '@daqidi/runtime';
import { createChallenge, extractParams, verifySolution } from 'altcha-lib';

/** What a browser solves before it hands something in for nobody who is signed in: a second of work for one, hours for a thousand. */
export interface Challenge {
  readonly algorithm: string;
  readonly challenge: string;
  readonly salt: string;
  readonly signature: string;
  /** The solution is a number from 0 to this one. */
  readonly maxNumber: number;
}

export interface ProofOfWork {
  challenge(): Promise<Challenge>;
  /** Which challenge of ours it solves, in time; null for everything else. The same solution always names the same one. */
  solved(proof: string): Promise<string | null>;
}

const maxNumber = 100_000;
const minutesValid = 20;

export interface ProofDeps {
  /** Signs challenges, so that none is kept. */
  readonly secret: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** By the open ALTCHA protocol, without any service of others. */
export const createProofOfWork = ({ secret: hmacKey, clock, randomness }: ProofDeps): ProofOfWork => ({
  challenge: async () => {
    const { algorithm, challenge, salt, signature } = await createChallenge({
      algorithm: 'SHA-256',
      hmacKey,
      maxNumber,
      number: randomInteger(randomness, maxNumber),
      salt: randomness.bytes(12).toString('hex'),
      expires: new Date(clock.now() + minutesValid * 60_000),
    });
    return { algorithm, challenge, salt, signature, maxNumber };
  },
  solved: async (proof) => {
    try {
      // By our clock, not by the machine's.
      if (!(await verifySolution(proof, hmacKey, false))) return null;
      const { expires } = extractParams(proof);
      const { challenge } = JSON.parse(Buffer.from(proof, 'base64').toString()) as Challenge;
      return Number(expires) * 1_000 >= clock.now() ? challenge : null;
    } catch {
      // Whatever is no proof at all.
      return null;
    }
  },
});
