import type { IntakeQueryCodeReplacedV1 } from '@daqidi/schemas';
import type { Decision } from './appeal.js';

/** A lost code is replaced for whoever shows that the appeal is his; `shown` is whether what he gave is what is known of him. */
export const replaceCode = (replacement: IntakeQueryCodeReplacedV1, shown: boolean): Decision =>
  shown ? [{ type: 'QueryCodeReplaced', v: 1, data: replacement }] : { refused: 'code.against' };
