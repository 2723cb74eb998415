import { type Listener, on } from '@daqidi/service';
import type { Tools } from '../tools.js';

/** Assignment asks whether the case may be closed: intake has nothing against it, and opens no other stream of a case than the appeal's own. */
export const answerClosing = ({ model }: Tools): Listener =>
  on('assignment', 'CloseRequested', (event) => {
    const { appealId, round, number } = event.data;
    return model.appeals.react(appealId, event, {
      learn: (facts) => facts,
      decide: () => [{ type: 'StreamsStated', v: 1, data: { appealId, round, number, streams: [] } }],
    });
  });
