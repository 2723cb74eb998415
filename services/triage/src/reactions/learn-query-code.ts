import { withReplacedCode } from '@daqidi/kernel';
import { type Listener, on } from '@daqidi/service';
import type { Tools } from '../tools.js';

/** The code that opens the petitioner's explanation is the one that holds. */
export const learnQueryCode = ({ model }: Tools): Listener =>
  on('intake', 'QueryCodeReplaced', (event) =>
    model.cases.react(event.data.appealId, event, {
      learn: (facts) => ({ ...facts, submitted: facts.submitted && withReplacedCode(facts.submitted, event.data) }),
      decide: () => [],
    }),
  );
