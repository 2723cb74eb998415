import { partiesIn } from '@daqidi/kernel';
import { commandsOn } from '@daqidi/service';
import { accessOf } from './domain/material.js';
import type { Tools } from './tools.js';

interface NamesRequest {
  readonly materialRequestId: string;
}

/** A command of the unit that is asked for material. */
export const materialCommand = commandsOn({
  aggregates: ({ model }: Tools) => model.materials,
  id: ({ materialRequestId }: NamesRequest) => materialRequestId,
  ...partiesIn(accessOf),
});
