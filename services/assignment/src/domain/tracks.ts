import type { Category, TrackName } from '@daqidi/schemas';

/** What supervision told of the two tracks that watch a complaint. */
export interface TracksAbout {
  readonly tracks: Readonly<Partial<Record<TrackName, 'OPEN' | 'CONCLUDED'>>>;
  /** What both are asked about, by its digest. */
  readonly asked: string | null;
  readonly disagree: boolean;
}

export const noTracks: TracksAbout = { tracks: {}, asked: null, disagree: false };

/** Whether the tracks still hold up closing: both conclude, and nothing between them is open (domain, 2.4). */
export const tracksOpen = ({ tracks, asked, disagree }: TracksAbout, category: Category | null): boolean => {
  const known = Object.values(tracks);
  if (known.length === 0 && category !== 'COMPLAINT') return false;
  return known.length < 2 || known.includes('OPEN') || asked !== null || disagree;
};
