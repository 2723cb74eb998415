import type { PetitionerKind, Refused } from '@daqidi/schemas';

/** Who may speak for somebody, and for whom (domain, 2.1): the petitioner is one person, who is named and has agreed, or has a guardian. */
export const speakerProblem = (
  said: { readonly consents: boolean; readonly isGuardian: boolean },
  { kind, named, consultation }: { readonly kind: PetitionerKind; readonly named: boolean; readonly consultation: boolean },
): Refused | null => {
  if (kind !== 'NAMED' || !named || consultation) return { refused: 'behalf.kind', field: 'onBehalf' };
  return said.consents || said.isGuardian ? null : { refused: 'behalf.consent', field: 'onBehalf' };
};
