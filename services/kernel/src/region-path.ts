import type { Directory, Region } from '@daqidi/directory';

type Regions = Pick<Directory, 'regionAfter'>;

/** From the district down to the region, as its places are called on the day of `now` (ms since the epoch): those that have ended by who took over. */
export const regionPathOf = ({ regionAfter }: Regions, { path }: Pick<Region, 'path'>, now: number): string[] => [
  ...new Set(path.map((id) => regionAfter(id, now))),
];

/** The places of a case, as they were when it was handed in and as they are now: whoever took over may have it too. */
export const placesOf = ({ regionAfter }: Regions, regionPath: readonly string[], now: number): readonly string[] => [
  ...new Set([...regionPath, ...regionPath.map((id) => regionAfter(id, now))]),
];
