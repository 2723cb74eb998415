/** A handler saw a number of a stream again with another hash: a restored backup, or tampering. Never applied. */
export class ForkDetected extends Error {
  override readonly name = 'ForkDetected';
}

/** By name: packages below this one throw their own. */
export const isFork = (error: unknown): boolean => error instanceof Error && error.name === 'ForkDetected';
