import type { PetitionerKind } from '@daqidi/schemas';

/** Whether anybody hands it in, and whether he said that he stays unknown: that is never inferred from what was left out. */
export const kindOfPetitioner = (said: {
  readonly channelHasPetitioner: boolean;
  readonly anonymous: boolean;
  readonly group?: boolean;
}): PetitionerKind => {
  if (!said.channelHasPetitioner) return 'NONE';
  if (said.anonymous) return 'ANONYMOUS';
  return said.group ? 'GROUP' : 'NAMED';
};
