import { deadlineFrom } from '@daqidi/kernel';
import { type Listener, on } from '@daqidi/service';
import { heedNotSolved } from '../domain/reopening.js';
import type { Tools } from '../tools.js';

/** What the petitioner says of a closed round asks for a decision on reopening. */
export const learnNotSolved = ({ model, directory }: Tools): Listener =>
  on('intake', 'NotSolvedReported', (event) =>
    model.entries.react(event.data.appealId, event, {
      learn: (facts) => ({ ...facts, notSolved: { round: event.data.round } }),
      decide: (state, facts, now) =>
        heedNotSolved(
          state,
          facts,
          event.data.appealId,
          deadlineFrom(directory, now, ({ reopeningWorkingDays }) => reopeningWorkingDays),
        ),
    }),
  );
