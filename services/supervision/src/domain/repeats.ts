/** A case among those in which one petitioner brought one matter again and again. */
export interface Repeated {
  readonly appealId: string;
  /** Whether its petitioner said that he is dissatisfied, or that it was not solved. */
  readonly dissatisfied: boolean;
  readonly restricted: boolean;
  /** Which has or had it; null where none did. */
  readonly holder: string | null;
}

/**
 * Who is asked about a matter that was brought again so often, with dissatisfaction (domain, 2.4): whoever had the first of them or, where
 * nobody had, the next. Null where it is not so far. What is a secret counts for nothing. `all`: the first at the head.
 */
export const owesRepeats = (all: readonly Repeated[], repeatsNeeded: number): string | null => {
  const [first, ...again] = all;
  if (first === undefined || first.restricted) return null;
  const counted = again.filter(({ restricted }) => !restricted);
  if (counted.length < repeatsNeeded || ![first, ...counted].some(({ dissatisfied }) => dissatisfied)) return null;
  return [first, ...counted].find(({ holder }) => holder !== null)?.holder ?? null;
};
