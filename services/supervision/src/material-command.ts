import { commandsOn } from '@daqidi/service';
import type { MaterialEvent, MaterialFacts, MaterialState } from './domain/material.js';
import { recusedInMaterial, subjectOfMaterial } from './subject.js';
import type { Tools } from './tools.js';

interface NamesRequest {
  readonly materialRequestId: string;
}

/** A command of the unit that is asked for material. */
export const materialCommand = commandsOn<Tools, MaterialState, MaterialFacts, MaterialEvent, NamesRequest>({
  aggregates: ({ model }) => model.materials,
  id: ({ materialRequestId }) => materialRequestId,
  subject: subjectOfMaterial,
  recused: recusedInMaterial,
});
