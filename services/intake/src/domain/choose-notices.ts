import type { IntakeContactPreferenceStatedV1 } from '@daqidi/schemas';
import type { Decision } from './appeal.js';

/** Each who brings it chooses for himself, at any time; `reaches`: whether what is known of him is enough for that. */
export const chooseNotices = (preference: IntakeContactPreferenceStatedV1, reaches: boolean): Decision => {
  return reaches ? [{ type: 'ContactPreferenceStated', v: 1, data: preference }] : { refused: 'notice.reach', field: 'choice' };
};
