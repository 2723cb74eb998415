import type { EntryState } from './entry.js';

/**
 * Whether a post's place stands above the level whose book the case is in: that centre hears what was refused twice. A district
 * matter is heard by the district's own centre, since there is nobody above it here.
 */
export const standsAbove = (
  { opened }: EntryState,
  seatRegionId: string | null,
  levelOf: (regionId: string) => string | undefined,
): boolean => {
  if (opened === null || seatRegionId === null) return false;
  const book = opened.regionPath.findIndex((id) => levelOf(id) === opened.book);
  const seat = opened.regionPath.indexOf(seatRegionId);
  return book >= 0 && seat >= 0 && seat < Math.max(book, 1);
};
