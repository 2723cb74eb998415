import { partiesIn } from '@daqidi/kernel';
import { commandsOn } from '@daqidi/service';
import { accessOf } from './domain/oversight.js';
import type { Tools } from './tools.js';

/** A command on the oversight of a case. */
export const oversightCommand = commandsOn({
  aggregates: ({ model }: Tools) => model.oversights,
  id: ({ appealId }: { readonly appealId: string }) => appealId,
  ...partiesIn(accessOf),
});
