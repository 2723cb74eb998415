import type { NewEvent } from '@daqidi/events';
import { officeKey, type Scope } from '@daqidi/identity';
import { newId } from '@daqidi/runtime';
import type { AggregateDocument, Aggregates, Decided } from '@daqidi/store';
import type { Tools } from '../tools.js';
import { overseerKeys } from './overseers.js';

const system = { person: 'system:intake', post: null };

/** Every export and every notice, those too that no post's keys open. */
const own: Scope = { sees: [...overseerKeys, officeKey('NOBODY')], is: [] };

/** Decides about a document of the service's own accord, where what it depends on had to be waited for. */
export const asSystem = async <State, Facts, Event extends NewEvent>(
  { randomness }: Pick<Tools, 'randomness'>,
  aggregates: Aggregates<State, Facts, Event>,
  id: string,
  decide: (state: State) => Decided<Event>,
): Promise<AggregateDocument<State, Facts>> => {
  const requestId = newId(randomness);
  const { document } = await aggregates.execute(
    id,
    {
      scope: own,
      principal: system.person,
      requestId,
      inputHash: requestId,
      correlationId: requestId,
      expectedVersion: null,
      authorize: () => system,
    },
    ({ state }) => decide(state),
  );
  return document;
};
