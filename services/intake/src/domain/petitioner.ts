import type { PetitionerKind } from '@daqidi/schemas';

/** Whether anybody hands it in, and what is known of him: a channel without petitioners has none, an account is a name. */
export const kindOfPetitioner = (known: {
  readonly channelHasPetitioner: boolean;
  readonly isHimself: boolean;
  readonly hasDetails: boolean;
}): PetitionerKind => {
  if (!known.channelHasPetitioner) return 'NONE';
  return known.isHimself || known.hasDetails ? 'NAMED' : 'ANONYMOUS';
};
