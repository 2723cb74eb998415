/** The same number of a stream with another hash: a restored backup, or tampering. Never applied; parked loudly. */
export class ForkDetected extends Error {
  override readonly name = 'ForkDetected';
  constructor(eventId: string) {
    super(`${eventId} does not continue what was applied before`);
  }
}
