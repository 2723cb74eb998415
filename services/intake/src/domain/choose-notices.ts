import type { IntakeContactPreferenceStatedV1 } from '@daqidi/schemas';
import type { AppealState, Decision } from './appeal.js';

/** Each who brings it chooses for himself, at any time; `reaches`: whether what is known of him is enough for that. */
export const chooseNotices = (state: AppealState, preference: IntakeContactPreferenceStatedV1, reaches: boolean): Decision => {
  if (!reaches) return { refused: 'notice.reach', field: 'choice' };
  return state.contactPreferences[preference.personId] === preference.choice
    ? []
    : [{ type: 'ContactPreferenceStated', v: 1, data: preference }];
};
