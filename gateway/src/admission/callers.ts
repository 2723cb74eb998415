import { anonymousClaims, type Claims, type TokenVerifier } from '@daqidi/identity';
import { type Clock, DaqidiError } from '@daqidi/runtime';
import type { Limits } from '../limits/limits.js';
import { createRate, type Rate } from './rate.js';

/** RATE_LIMITED, with the whole seconds after which to ask again. */
export class TooMany extends DaqidiError {
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super('RATE_LIMITED');
    this.retryAfter = retryAfter;
  }
}

/** One who asks, counted. */
export interface CallerAccount {
  readonly claims: Claims;
  /** Counts more than the request that this account was opened for. RATE_LIMITED where nothing is left. */
  charge(weight: number): void;
  /** Counts an attempt at a code, by the address it comes from: one that fails like one that succeeds. RATE_LIMITED. */
  attempt(subject: string): void;
}

export interface Callers {
  /**
   * Who asks, counted before anything else is done for him: RATE_LIMITED. No header is anonymous; a header that is no good token is
   * UNAUTHENTICATED, never anonymous.
   */
  admit(address: string, authorization: string | undefined): Promise<CallerAccount>;
}

/** Bad tokens of one address: after these, only tokens that were good before are looked at there. */
const badTokens = { ratePerSecond: 1, burst: 20 };

/** Attempts at codes from one address: wide, a village shares one. */
const attemptsByAddress = { ratePerSecond: 1, burst: 60 };

/** Attempts at one code from one address: whoever guesses there locks nobody out elsewhere. */
const attemptsBySubject = { ratePerSecond: 1 / 30, burst: 10 };

/** Whom an address stands for: of IPv6, the network of 64 bits that is handed to one household or office. */
const networkOf = (ip: string): string => {
  const address = ip.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.split('::');
  const [left, right] = [head, tail].map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: Math.max(0, 8 - (left?.length ?? 0) - (right?.length ?? 0)) }, () => '0');
  return [...(left ?? []), ...zeros, ...(right ?? [])].slice(0, 4).join(':');
};

const counted = (rate: Rate, caller: string, weight?: number): void => {
  const wait = rate.take(caller, weight);
  if (wait > 0) throw new TooMany(wait);
};

/** The bearer's token; UNAUTHENTICATED for what is none. */
export const tokenIn = (authorization: string): string => {
  const [, token] = /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization) ?? [];
  if (token === undefined) throw new DaqidiError('UNAUTHENTICATED');
  return token;
};

/** Counts by address first, then by person: a bad token costs its address before it is verified. */
export const createCallers = (
  {
    ratePerSecond,
    burst,
    machineFactor,
    addressFactor,
  }: Pick<Limits, 'ratePerSecond' | 'burst' | 'machineFactor' | 'addressFactor'>,
  verifier: TokenVerifier,
  clock: Clock,
): Callers => {
  const timesRate = (factor: number): Rate => createRate({ clock, ratePerSecond: ratePerSecond * factor, burst: burst * factor });
  const addresses = timesRate(addressFactor);
  const people = timesRate(1);
  const machines = timesRate(machineFactor);
  const bad = createRate({ clock, ...badTokens });
  const codes = createRate({ clock, ...attemptsByAddress });
  const subjects = createRate({ clock, ...attemptsBySubject });

  const verified = async (address: string, authorization: string | undefined): Promise<Claims> => {
    if (authorization === undefined) return anonymousClaims;
    try {
      const token = tokenIn(authorization);
      const wait = bad.wait(address);
      if (wait > 0 && !verifier.knows(token)) throw new TooMany(wait);
      return await verifier.verify(token);
    } catch (error) {
      if (error instanceof DaqidiError && error.code === 'UNAUTHENTICATED') counted(bad, address);
      throw error;
    }
  };

  return {
    admit: async (ip, authorization) => {
      const address = networkOf(ip);
      counted(addresses, address);
      const claims = await verified(address, authorization);
      const isKnown = claims.kind !== 'ANONYMOUS';
      const rate = claims.kind === 'MACHINE' ? machines : people;
      const caller = isKnown ? `${claims.kind} ${claims.sub}` : `address ${address}`;
      counted(rate, caller);
      return {
        claims,
        charge: (weight) => counted(rate, caller, weight),
        attempt: (subject) => {
          counted(codes, address);
          counted(subjects, `${address} ${subject}`);
        },
      };
    },
  };
};
