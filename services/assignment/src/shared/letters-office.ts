import type { Directory } from '@daqidi/directory';
import type { CaseScope } from '@daqidi/schemas';

/** The letters office, also while nobody holds it; the district's highest body where there never was one. */
export const lettersOfficeOf = (
  directory: Directory,
  { regionPath: [district = ''] }: Pick<CaseScope, 'regionPath'>,
): string | null =>
  directory.officeOf(district, 'LETTERS_OFFICER') ??
  directory.units().find(({ regionId, parentId }) => regionId === district && parentId === null)?.id ??
  null;
