import { Refusal } from '@daqidi/app-kit';

/** What was thrown, as something to be said: a fault of the page's own in its own words. */
export const asRefusal = (error: unknown): Refusal =>
  error instanceof Refusal ? error : new Refusal('INTERNAL', { zh: String(error), en: String(error) });
