import { type Listener, on } from '@daqidi/service';
import type { Tools } from '../tools.js';

/** Assignment asks whether the case may be closed: triage gave it away, and opens no other stream of a case than its review's. */
export const answerClosing = ({ model }: Tools): Listener =>
  on('assignment', 'CloseRequested', (event) => {
    const { appealId, round, number } = event.data;
    return model.cases.react(appealId, event, {
      learn: (facts) => facts,
      decide: () => [{ type: 'StreamsStated', v: 1, data: { appealId, round, number, streams: [] } }],
    });
  });
