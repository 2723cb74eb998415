import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';
import type { EventEnvelope } from './envelope.js';

const algorithms = ['sm3', 'sha256'] as const;
type HashAlgorithm = (typeof algorithms)[number];

const digest = (algorithm: HashAlgorithm, content: string): string =>
  `${algorithm}:${createHash(algorithm).update(content, 'utf8').digest('base64url')}`;

/** Everything the hash covers: the envelope but for the hash itself. */
export type Unhashed<Envelope extends EventEnvelope = EventEnvelope> = Omit<Envelope, 'hash'>;

/** `<algorithm>:<base64url>` over the canonical JSON of the envelope without its hash. New events use SM3 (GB/T 32905). */
export const hashEvent = (event: Unhashed, algorithm: HashAlgorithm = 'sm3'): string => {
  const { hash: _, ...content } = event as EventEnvelope;
  return digest(algorithm, canonicalJson(content));
};

/** Whether the hash is over just this content, under whichever accepted algorithm it names. */
export const hashMatches = (event: EventEnvelope): boolean => {
  const algorithm = algorithms.find((name) => event.hash.startsWith(`${name}:`));
  return algorithm !== undefined && hashEvent(event, algorithm) === event.hash;
};
