import type { Attachment, Refused } from '@daqidi/schemas';
import type { AppealState } from './appeal.js';

/** Every file of an appeal. */
export const filesOf = ({ submitted, supplements, deskAnswer }: AppealState): readonly Attachment[] => [
  ...(submitted?.attachments ?? []),
  ...supplements.flatMap(({ attachments }) => attachments ?? []),
  ...(deskAnswer?.confirmed?.attachments ?? []),
];

/** Why there is nothing to open. */
export const nothingToOpen = (state: AppealState): Refused | null =>
  filesOf(state).length === 0 ? { refused: 'file.none' } : null;
