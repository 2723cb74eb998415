import type { IntakeAppealSubmittedV1 } from '@daqidi/schemas';
import type { AppealState } from './appeal.js';

export type AppealFile = NonNullable<IntakeAppealSubmittedV1['attachments']>[number];

/** What events say of files: nothing where there are none. */
export const named = (attachments: readonly AppealFile[]): { readonly attachments?: AppealFile[] } =>
  attachments.length === 0 ? {} : { attachments: [...attachments] };

/** Every file of an appeal. */
export const filesOf = ({ submitted, supplements }: AppealState): readonly AppealFile[] => [
  ...(submitted?.attachments ?? []),
  ...supplements.flatMap(({ attachments }) => attachments ?? []),
];
