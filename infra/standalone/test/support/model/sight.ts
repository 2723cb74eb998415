// Who sees which document, and who may do what with it (domain page, section 3).
import type { Case } from './cases.js';
import type { Somebody } from './people.js';

export type Document = 'appeal' | 'review' | 'entry' | 'order' | 'dual';

const ofUnit = new Set(['HANDLER', 'LEADER_IN_CHARGE', 'MAIN_LEADER']);
const oversight = new Set(['LETTERS_OFFICER', 'DISCIPLINE_INSPECTOR']);
const ofRegion = new Set([
  'GRID_WORKER',
  'VILLAGE_REVIEWER',
  'TOWNSHIP_REVIEWER',
  'CENTRE_CLERK',
  'LETTERS_OFFICER',
  'POLITICAL_LEGAL_OFFICER',
  'DISCIPLINE_INSPECTOR',
  'SECRETARIAT',
  'DISTRICT_LEADER',
  'AUDITOR',
]);

/** The units for whose people the document is there. The letters office has what waits to be assigned. */
const unitsOf = (about: Case, document: Document, order: string | null): readonly string[] => {
  if (document === 'order') return order === null ? [] : [order];
  const had = about.entry?.units ?? [];
  return document === 'entry' && about.entry?.book === 'DISTRICT' ? [...had, 'u-letters'] : had;
};

/** The tracks are seen by those that hold them or stand in, and by whoever was asked to decide between them. */
const seesTracks = ({ role }: Somebody, { dual, restricted }: Case): boolean =>
  role !== null &&
  (oversight.has(role) || (!restricted && role === 'SECRETARIAT') || (role === 'DISTRICT_LEADER' && dual?.conference === true));

/** `order`: the unit that owes the answer to an order, where that is the document. */
export const sees = (who: Somebody, about: Case, document: Document, order: string | null = null): boolean => {
  if (document === 'entry' && about.entry === null) return false;
  if (document === 'dual' && about.dual === null) return false;
  if (about.barred.includes(who.unit)) return false;
  if (document === 'dual') return seesTracks(who, about);
  // An order is between offices.
  if (who.kind === 'PETITIONER') return document !== 'order' && about.petitioner === who.sub;
  if (who.kind === 'ANONYMOUS' || who.role === null) return false;
  if (ofUnit.has(who.role)) return unitsOf(about, document, order).includes(who.unit);
  if (about.restricted) return seesTracks(who, about);
  return ofRegion.has(who.role) && about.path.includes(who.region);
};

const mayRead = new Set([
  'VILLAGE_REVIEWER',
  'TOWNSHIP_REVIEWER',
  'CENTRE_CLERK',
  'LETTERS_OFFICER',
  'DISCIPLINE_INSPECTOR',
  'DISTRICT_LEADER',
]);

/** Who is shown what the petitioner wrote: those who work on it, and oversight. */
export const reads = (who: Somebody, about: Case): boolean =>
  sees(who, about, 'appeal') && (who.kind === 'PETITIONER' || ofUnit.has(who.role ?? '') || mayRead.has(who.role ?? ''));
