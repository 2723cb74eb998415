// Promise: what no grant allows is refused, and losing posts never widens what somebody may do or see.
import fc from 'fast-check';
import {
  anonymous,
  mayEver,
  type Offices,
  type PolicyRules,
  type Post,
  type Principal,
  parsePolicyRules,
  permit,
  policyProblems,
  principalKey,
  type Role,
  resolvePrincipal,
  roles,
  type Subject,
  scopeOf,
} from '../src/index.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const runs = { seed, numRuns: 300 };
beforeAll(() => process.stdout.write(`# SEED=${seed}\n`));

const post = (over: Partial<Post> = {}): Post => ({
  id: 'post-1',
  role: 'HANDLER',
  office: null,
  unitId: 'water',
  regionId: 'suining',
  personId: 'li',
  from: '2026-01-01',
  to: null,
  acting: false,
  ...over,
});
const officer = (...posts: readonly Post[]): Principal => ({
  person: 'li',
  kind: 'OFFICER',
  posts,
  standing: posts.map(({ unitId }) => `unit:${unitId}@2026`),
});
const offices = (...posts: readonly Post[]): Offices => ({
  postsOf: () => posts,
  standingOf: () => posts.map(({ unitId }) => `unit:${unitId}@2026`),
});
const rules: PolicyRules = {
  rules: {
    handle: { allow: [{ role: 'HANDLER', where: 'OWN_UNIT' }] },
    review: { allow: [{ role: 'VILLAGE_REVIEWER', where: 'IN_REGION' }] },
    follow: { allow: [{ role: 'PETITIONER', where: 'OWN' }] },
    audit: { allow: [{ role: 'AUDITOR', where: 'ANY' }] },
    board: { allow: [{ role: 'ANONYMOUS', where: 'ANY' }] },
    closed: { allow: [] },
  },
  sees: {
    HANDLER: ['unit:{unit}', 'person:{person}'],
    VILLAGE_REVIEWER: ['region:{region}', 'office:{office}'],
    PETITIONER: ['person:{person}'],
    DISCIPLINE_INSPECTOR: ['office:DISCIPLINE'],
  },
};
const subject: Subject = { regionPath: ['jiangsu', 'suining'], units: ['water'], persons: ['wang'] };

test('a grant is bound to its place, and names the post', () => {
  expect(permit(rules, 'handle', officer(post()), subject)).toStrictEqual({ person: 'li', post: 'post-1' });
  expect(permit(rules, 'handle', officer(post({ unitId: 'roads' })), subject)).toBeNull();
  expect(permit(rules, 'review', officer(post({ role: 'VILLAGE_REVIEWER', regionId: 'elsewhere' })), subject)).toBeNull();
  expect(permit(rules, 'follow', { person: 'wang', kind: 'PETITIONER', posts: [], standing: [] }, subject)).toStrictEqual({
    person: 'wang',
    post: null,
  });
  expect(permit(rules, 'follow', { person: 'li', kind: 'PETITIONER', posts: [], standing: [] }, subject)).toBeNull();
  expect(permit(rules, 'handle', officer(post()))).toBeNull();
  expect(permit(rules, 'closed', officer(post()), subject)).toBeNull();
});

test('everybody is somebody to an anonymous grant, and nobody owns anything', () => {
  expect(permit(rules, 'board', anonymous)).toStrictEqual({ person: 'anonymous', post: null });
  expect(permit(rules, 'board', officer(post()))).toStrictEqual({ person: 'li', post: null });
  const own: PolicyRules = { rules: { own: { allow: [{ role: 'ANONYMOUS', where: 'OWN' }] } }, sees: {} };
  expect(permit(own, 'own', anonymous, { ...subject, persons: ['anonymous'] })).toBeNull();
});

test('an unknown rule is a programming error, inherited names included', () => {
  expect(() => permit(rules, 'nothing', anonymous)).toThrow(/no rule named "nothing"/);
  expect(() => mayEver(rules, 'toString', anonymous)).toThrow(/no rule named/);
});

test('an officer who signs in as a petitioner is only a person', () => {
  const asCitizen = resolvePrincipal({ sub: 'li', kind: 'PETITIONER' }, offices(post()), Date.parse('2026-06-01T00:00:00Z'));
  expect(asCitizen).toStrictEqual({ person: 'li', kind: 'PETITIONER', posts: [], standing: [] });
  expect(permit(rules, 'handle', asCitizen, subject)).toBeNull();
  expect(scopeOf(rules, asCitizen)).toStrictEqual({ sees: ['person:li'], is: ['person:li'] });
});

test('a machine has the posts that the directory gives to a machine, never those of the officer who is called like it', () => {
  const directory = [post(), post({ id: 'relay', personId: 'machine:li', role: 'CITY_OFFICE' })];
  const machine = resolvePrincipal({ sub: 'li', kind: 'MACHINE' }, offices(...directory), Date.parse('2026-06-01T00:00:00Z'));
  expect(machine.person).toBe('machine:li');
  expect(machine.posts.map(({ id }) => id)).toStrictEqual(['relay']);
  expect(permit(rules, 'handle', machine, subject)).toBeNull();
  expect(scopeOf(rules, machine).is).toStrictEqual(['person:machine:li', 'unit:water@2026']);
});

test('the same subject under another kind is another principal', () => {
  const now = Date.parse('2026-06-01T00:00:00Z');
  const kinds = ['OFFICER', 'PETITIONER', 'MACHINE'] as const;
  const keys = kinds.map((kind) => principalKey(resolvePrincipal({ sub: 'li', kind }, offices(), now)));
  expect(keys).toStrictEqual(['li', 'petitioner:li', 'machine:li']);
});

test('keys: templates filled from each post, none with a hole, none for nobody', () => {
  const scope = scopeOf(rules, officer(post(), post({ id: 'p2', role: 'VILLAGE_REVIEWER', unitId: 'village' })));
  expect(scope).toStrictEqual({
    sees: ['person:li', 'region:suining', 'unit:water'],
    is: ['person:li', 'unit:village@2026', 'unit:water@2026'],
  });
  expect(scopeOf(rules, anonymous)).toStrictEqual({ sees: [], is: [] });
  expect(() => scopeOf({ rules: {}, sees: { HANDLER: ['unit:{uint}'] } }, officer(post()))).toThrow(/unknown placeholder/);
});

test('posts hold from their first to their last day on the mainland', () => {
  const lastDay = post({ from: '2026-11-01', to: '2026-11-30' });
  const at = (time: string): number =>
    resolvePrincipal({ sub: 'li', kind: 'OFFICER' }, offices(lastDay), Date.parse(time)).posts.length;
  expect(at('2026-10-31T15:59:59.999Z')).toBe(0);
  expect(at('2026-10-31T16:00:00.000Z')).toBe(1);
  expect(at('2026-11-30T15:59:59.999Z')).toBe(1);
  expect(at('2026-11-30T16:00:00.000Z')).toBe(0);
});

test('somebody else’s posts, and any posts for an anonymous caller, are passed over; own posts come before acting ones', () => {
  const now = Date.parse('2026-06-01T00:00:00Z');
  const directory = offices(post({ id: 'a', acting: true }), post({ id: 'b' }), post({ id: 'c', personId: 'zhao' }));
  const resolved = resolvePrincipal({ sub: 'li', kind: 'OFFICER' }, directory, now);
  expect(resolved.posts.map(({ id }) => id)).toStrictEqual(['b', 'a']);
  expect(resolvePrincipal({ sub: 'li', kind: 'ANONYMOUS' }, directory, now)).toStrictEqual(anonymous);
});

test('the table is checked as data', () => {
  expect(policyProblems(rules)).toStrictEqual([]);
  expect(
    policyProblems({
      rules: { a: { allow: [{ role: 'KING', where: 'ANY' }] }, b: {} },
      sees: { HANDLER: ['unit:{uint}'], X: [] },
    }),
  ).toHaveLength(4);
  expect(() => parsePolicyRules({})).toThrow(/needs "rules" and "sees"/);
});

test('whoever is the last in line sees what is to be done while nobody else is there, and only then; a machine never does', () => {
  const now = Date.parse('2026-06-01T00:00:00Z');
  const last = {
    ...rules,
    standsIn: { HANDLER: { for: ['LETTERS_OFFICER', 'SECRETARIAT'], sees: ['region:{region}'] } },
  } as const;
  const sees = (vacant: readonly Role[], kind: 'OFFICER' | 'MACHINE' = 'OFFICER') => {
    const held = [post(), post({ id: 'relay', personId: 'machine:li' })];
    return scopeOf(last, resolvePrincipal({ sub: 'li', kind }, { ...offices(...held), vacantIn: () => vacant }, now)).sees;
  };
  expect(sees(['LETTERS_OFFICER', 'SECRETARIAT', 'ADMIN'])).toContain('region:suining');
  expect(sees(['LETTERS_OFFICER'])).not.toContain('region:suining');
  expect(sees(['LETTERS_OFFICER', 'SECRETARIAT'], 'MACHINE')).not.toContain('region:suining');
  expect(policyProblems({ rules: {}, sees: {}, standsIn: { KING: { for: ['CROWD'], sees: [] }, HANDLER: {} } })).toHaveLength(3);
});

test('a group stands for its grants, in its place; one that is not there is a problem', () => {
  const groups = {
    STAFF: [
      { role: 'HANDLER', where: 'OWN_UNIT' },
      { role: 'MAIN_LEADER', where: 'OWN_UNIT' },
    ],
  };
  const auditor = { role: 'AUDITOR', where: 'ANY' };
  const table = (allow: readonly unknown[]) => ({ groups, rules: { a: { allow } }, sees: {} });
  expect(parsePolicyRules(table(['STAFF', auditor])).rules.a?.allow).toStrictEqual([...groups.STAFF, auditor]);
  expect(policyProblems(table(['CROWD', 'toString']))).toStrictEqual([
    'rule a: unknown group CROWD',
    'rule a: unknown group toString',
  ]);
  expect(policyProblems({ ...table(['STAFF']), groups: { STAFF: [{ role: 'KING', where: 'ANY' }] } })).toStrictEqual([
    'rule a: unknown role KING',
  ]);
});

const role = fc.constantFrom<Role>(...roles);
const place = fc.constantFrom('a', 'b', 'c');
const anyPost = fc
  .record({
    id: fc.string({ minLength: 1, maxLength: 3 }),
    role,
    office: fc.constantFrom(null, 'LETTERS' as const),
    unitId: place,
    regionId: place,
    acting: fc.boolean(),
  })
  .map((over) => post(over));
const anySubject = fc.record({
  regionPath: fc.array(place),
  units: fc.array(place),
  persons: fc.array(fc.constantFrom('li', 'wang')),
});
const anyRules = fc
  .array(
    fc.record({
      role: fc.oneof(role, fc.constant('ANONYMOUS' as const)),
      where: fc.constantFrom('ANY', 'OWN', 'IN_REGION', 'OWN_UNIT'),
    }),
  )
  .map((allow) => ({ rules: { it: { allow } }, sees: rules.sees }) as PolicyRules);

test('denied by default: a permission always comes from a grant whose role is held', () => {
  fc.assert(
    fc.property(anyRules, fc.array(anyPost), anySubject, (table, posts, about) => {
      const given = permit(table, 'it', officer(...posts), about);
      const held = new Set<string>(['ANONYMOUS', ...posts.map((each) => each.role)]);
      if (!table.rules.it?.allow.some((grant) => held.has(grant.role))) expect(given).toBeNull();
      if (given) expect(mayEver(table, 'it', officer(...posts))).toBe(true);
      if (given?.post != null) expect(posts.some(({ id }) => id === given.post)).toBe(true);
    }),
    runs,
  );
});

test('removing posts never widens rights or sight', () => {
  fc.assert(
    fc.property(anyRules, fc.array(fc.tuple(anyPost, fc.boolean())), anySubject, (table, dealt, about) => {
      const all = officer(...dealt.map(([each]) => each));
      const fewer = officer(...dealt.filter(([, kept]) => kept).map(([each]) => each));
      if (permit(table, 'it', fewer, about)) expect(permit(table, 'it', all, about)).toBeTruthy();
      const wide = new Set(scopeOf(table, all).sees);
      for (const key of scopeOf(table, fewer).sees) expect(wide).toContain(key);
    }),
    runs,
  );
});

test('a wider subject never takes a permission away, and a place without a match never gives one', () => {
  fc.assert(
    fc.property(anyRules, fc.array(anyPost), anySubject, (table, posts, about) => {
      const nowhere = permit(table, 'it', officer(...posts));
      if (nowhere) expect(permit(table, 'it', officer(...posts), about)).toBeTruthy();
    }),
    runs,
  );
});

test('what is granted to whoever shows a code is granted to nobody by itself, and asked of whoever is not signed in', () => {
  const act = { guessedBy: 'input.id', guess: 'input.code', allow: [{ role: 'ANONYMOUS', where: 'BY_CODE' }] };
  const given = parsePolicyRules({ rules: { act }, sees: {} });
  const petitioner: Principal = { person: 'zhang', kind: 'PETITIONER', posts: [], standing: [] };
  const own = { regionPath: [], units: [], persons: ['zhang', 'anonymous'] };
  expect([permit(given, 'act', anonymous, own), permit(given, 'act', petitioner, own)]).toStrictEqual([null, null]);
  expect([mayEver(given, 'act', anonymous), mayEver(given, 'act', petitioner)]).toStrictEqual([true, false]);
  expect(policyProblems({ rules: { act: { allow: act.allow } }, sees: {} })).toHaveLength(1);
  expect(policyProblems({ rules: { act: { ...act, allow: [{ role: 'HANDLER', where: 'BY_CODE' }] } }, sees: {} })).toHaveLength(
    1,
  );
});
