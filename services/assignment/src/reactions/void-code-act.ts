import { deadlineFrom } from '@daqidi/kernel';
import { type Listener, on } from '@daqidi/service';
import { voidCodeAct } from '../domain/code-act.js';
import type { Tools } from '../tools.js';

/** What the petitioner took back counts no more. */
export const voidCodeActs = ({ model, directory }: Tools): Listener =>
  on('intake', 'CodeActTakenBack', (event) =>
    model.entries.react(event.data.appealId, event, {
      learn: (facts) => facts,
      decide: (state, _, now) =>
        voidCodeAct(
          state,
          event.data,
          deadlineFrom(directory, now, ({ signingWorkingDays }) => signingWorkingDays.PETITIONER),
        ),
    }),
  );
