/** Who distributes, each where nobody holds the posts before it (domain, section 3: somebody competent always remains). */
const rungs = ['LETTERS_OFFICER', 'SECRETARIAT', 'DISCIPLINE_INSPECTOR', 'CITY_OFFICE'] as const;
/** The two tracks, who alone see a restricted case. */
const tracks = ['LETTERS_OFFICER', 'DISCIPLINE_INSPECTOR'] as const;

export type Distributor = (typeof rungs)[number];

/** The role that names the unit now: the letters office or, while it is vacant, whoever stands in for it. */
export const distributorOf = (restricted: boolean, isHeld: (role: Distributor) => boolean): Distributor | null =>
  (restricted ? tracks : rungs).find(isHeld) ?? null;
