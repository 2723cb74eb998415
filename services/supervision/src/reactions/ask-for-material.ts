import { deadlineFrom } from '@daqidi/kernel';
import { derivedId, timeOrderedId } from '@daqidi/runtime';
import { type Listener, on } from '@daqidi/service';
import { ask, withdraw } from '../domain/material.js';
import { spreadScope } from '../shared/spread-scope.js';
import type { Tools } from '../tools.js';

/**
 * What a track asks for becomes a document of its own, under an id that says nothing of the case; the oversight document of the case hears of
 * it first, as of every other. Where the track concludes, what was not answered is asked no more.
 */
export const askForMaterial = (tools: Tools): readonly Listener[] => {
  const { model, directory } = tools;
  return [
    on('supervision', 'MaterialRequested', async (event) => {
      const { appealId } = event.data;
      const askedAt = Date.parse(event.time);
      const materialId = timeOrderedId(askedAt, derivedId('material', event.id));
      await model.oversights.react(appealId, event, {
        learn: (facts) => ({ ...facts, materials: [...new Set([...facts.materials, materialId])].sort() }),
        decide: () => [],
      });
      await model.materials.react(materialId, event, {
        learn: (facts) => facts,
        decide: (state) =>
          ask(state, {
            ...event.data,
            materialId,
            clock: deadlineFrom(directory, askedAt, ({ materialWorkingDays }) => materialWorkingDays),
          }),
      });
      await spreadScope(tools, appealId);
    }),
    on('supervision', 'TrackConcluded', async (event) => {
      const { appealId, track } = event.data;
      const oversight = await model.oversights.collection.byId(appealId);
      for (const materialId of oversight?.facts.materials ?? [])
        await model.materials.react(materialId, event, {
          learn: (facts) => facts,
          decide: (state) => (state.asked?.track === track ? withdraw(state) : []),
        });
    }),
  ];
};
