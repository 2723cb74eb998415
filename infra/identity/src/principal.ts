export const roles = [
  'PETITIONER',
  'GRID_WORKER',
  'VILLAGE_REVIEWER',
  'TOWNSHIP_REVIEWER',
  'HANDLER',
  'LEADER_IN_CHARGE',
  'MAIN_LEADER',
  'CENTRE_CLERK',
  'LETTERS_OFFICER',
  'POLITICAL_LEGAL_OFFICER',
  'DISCIPLINE_INSPECTOR',
  'PERFORMANCE_OFFICER',
  'SECRETARIAT',
  'DISTRICT_LEADER',
  'CITY_OFFICE',
  'AUDITOR',
  'ADMIN',
] as const;

export type Role = (typeof roles)[number];

export type Office = 'LETTERS' | 'JUSTICE' | 'SAFETY';

export const principalKinds = ['PETITIONER', 'OFFICER', 'MACHINE', 'ANONYMOUS'] as const;

export type PrincipalKind = (typeof principalKinds)[number];

/** A dated office held by a person in a unit, good for the subtree of its region. Dates are calendar days in Asia/Shanghai. */
export interface Post {
  readonly id: string;
  readonly role: Role;
  readonly office: Office | null;
  readonly unitId: string;
  readonly regionId: string;
  readonly personId: string;
  /** `YYYY-MM-DD`, the first day held. */
  readonly from: string;
  /** `YYYY-MM-DD`, the last day held; null while there is no end. */
  readonly to: string | null;
  /** `YYYY-MM-DD`, the last day that counts for recusal, where it is later than the last day held. */
  readonly barsUntil?: string | undefined;
  /** Stands in for the holder. */
  readonly acting: boolean;
}

/** What a token proves: who, and nothing about what they may do. */
export interface Claims {
  readonly sub: string;
  readonly kind: PrincipalKind;
  /** When this person last proved who he is, in seconds since the epoch; absent where the token does not say. */
  readonly authTime?: number;
}

/** Kind and subject together: whoever signs in otherwise is another principal. */
export interface Principal {
  /** The account's subject; of a machine `machine:<subject>`, which no person is called. */
  readonly person: string;
  readonly kind: PrincipalKind;
  /** Valid now, each also for what its unit and place have taken over. A petitioner has none: who signs in as one is only a person. */
  readonly posts: readonly Post[];
  /** When he last proved who he is, in milliseconds since the epoch; absent where that is not known. */
  readonly signedInAt?: number;
  /** Keys of the units that he was part of or stood under, year by year, whatever posts he holds now: what may conflict. */
  readonly standing: readonly string[];
  /** By region of his posts: roles that nobody holds for it now, and that whoever is left may stand in for. */
  readonly vacant?: Readonly<Record<string, readonly Role[]>>;
}

export const anonymousClaims: Claims = { sub: 'anonymous', kind: 'ANONYMOUS' };

export const anonymous: Principal = { person: anonymousClaims.sub, kind: 'ANONYMOUS', posts: [], standing: [] };

const shanghaiOffset = 8 * 3_600_000;

/** The calendar day in Asia/Shanghai, `YYYY-MM-DD`, of a time in milliseconds since the epoch. */
export const shanghaiDay = (now: number): string => new Date(now + shanghaiOffset).toISOString().slice(0, 10);

export const isValidOn = (post: Post, day: string): boolean => post.from <= day && (post.to === null || day <= post.to);

/** Own posts before those only stood in for, then by id: the same signature whatever order the directory answers in. */
const byPrecedence = (a: Post, b: Post): number =>
  a.acting === b.acting ? (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) : a.acting ? 1 : -1;

/** What the directory knows of a person. */
export interface Offices {
  /** Every post that he ever held. */
  postsOf(person: string): readonly Post[];
  /** See `Principal.standing`; at a moment in milliseconds since the epoch. */
  standingOf(person: string, now: number): readonly string[];
  /**
   * The post as it stands at this moment, and once more for each unit and place whose tasks its own have taken over: whoever holds it sees
   * what they had. Itself where nothing has changed.
   */
  extended?(post: Post, now: number): readonly Post[];
  /** Roles that nobody holds for exactly this region on the day of this moment. */
  vacantIn?(regionId: string, now: number): readonly Role[];
}

const vacantFor = ({ vacantIn }: Offices, posts: readonly Post[], now: number): Pick<Principal, 'vacant'> =>
  vacantIn === undefined ? {} : { vacant: Object.fromEntries(posts.map(({ regionId }) => [regionId, vacantIn(regionId, now)])) };

/** Joins a verified identity with the service's own copy of the directory. `now` in milliseconds since the epoch. */
export const resolvePrincipal = (claims: Claims, offices: Offices, now: number): Principal => {
  const { sub, kind, authTime } = claims;
  if (kind === 'ANONYMOUS') return anonymous;
  if (kind === 'PETITIONER') return { person: sub, kind, posts: [], standing: [] };
  // A machine holds the posts that the directory gives to it by this name, never those of an officer who is called like it.
  const person = kind === 'MACHINE' ? `machine:${sub}` : sub;
  const day = shanghaiDay(now);
  const posts = offices
    .postsOf(person)
    .filter((post) => post.personId === person && isValidOn(post, day))
    .sort(byPrecedence)
    .flatMap((post) => offices.extended?.(post, now) ?? [post]);
  const signedIn = authTime === undefined ? {} : { signedInAt: authTime * 1_000 };
  return { person, kind, posts, ...signedIn, standing: offices.standingOf(person, now), ...vacantFor(offices, posts, now) };
};

/** Whose a requestId is, and what is derived from one: the same person under another kind is somebody else. */
export const principalKey = ({ person, kind }: Pick<Principal, 'person' | 'kind'>): string =>
  kind === 'PETITIONER' ? `petitioner:${person}` : person;
