// Promise: what the same petitioner brings again is found by keyed hashes, whoever comes first, and linked once a person has confirmed it;
// nobody learns by it whose an appeal is, or that there is one.
import { places } from '@daqidi/service-testing';
import { isLater, isNear, likeEnough, likeness } from '../src/domain/repeat.js';
import { type IntakeWorld, openIntakeWorld, stateOf, submit, typesSaid } from './support/intake-world.js';

let world: IntakeWorld;
beforeAll(async () => {
  world = await openIntakeWorld();
});
afterAll(() => world.stop());

const clerk = () => world.officer('clerk');
const letters = () => world.officer('letters-1');
const first = { text: '三号楼门口的自来水管漏水,一直没有人来修。' };
const again = { text: '三号楼门口水管还在漏水,报修后一直没有人来。' };
const other = { text: '幼儿园旁边的烧烤摊半夜油烟呛人。' };

let telephones = 13_900_000_000;
/** Nobody's before. */
const somebody = () => {
  telephones += 1;
  return { petitioner: { name: '张三', telephone: String(telephones) } };
};
/** A minute after whatever came before. */
const brings = async (...[change, by = clerk()]: [Readonly<Record<string, unknown>>, ReturnType<typeof clerk>?]) => {
  await world.until(new Date(world.clock.now() + 60_000).toISOString());
  return submit(world, change, by);
};
const proposed = async (id: string, who = clerk()) => {
  const { data } = await who.asks('query($id: ID!) { appeal(id: $id) { possibleRepeats { appeal { id } likeness } } }', { id });
  const appeal = (data as { appeal: { possibleRepeats: { appeal: { id: string } }[] } | null }).appeal;
  return appeal?.possibleRepeats.map((one) => one.appeal.id) ?? null;
};
const decides = (appealId: string, earlierId: string, isRepeat = true, who = clerk()) =>
  who.does('decideRepeat', { appealId, earlierId, isRepeat });

describe('what the same petitioner brings again', () => {
  it('is proposed from the later side, by place and words, and counts once it is confirmed', async () => {
    const who = somebody();
    const one = await brings({ ...first, ...who });
    const two = await brings({ ...again, ...who }, world.officer('north-clerk'));
    await brings({ ...other, ...who }, clerk());
    await brings({ ...again, ...somebody() });
    expect(await proposed(two.id)).toEqual([one.id]);
    expect(await proposed(one.id)).toEqual([]);
    expect(await proposed(two.id, world.petitioner('zhang'))).toBeNull();
    expect(typesSaid(world, two.id), 'a proposal alone is nothing').toEqual(['AppealSubmitted']);
    expect(await decides(two.id, one.id)).toMatchObject({ code: null });
    expect(world.said(two.id).at(-1)).toMatchObject({ type: 'RepeatLinked', data: { earlierId: one.id, basis: 'CONFIRMED' } });
    expect(await decides(two.id, one.id)).toMatchObject({ rule: 'repeat.linked' });
    expect(await proposed(two.id)).toEqual([]);
    expect(JSON.stringify(world.said('*'))).not.toContain(who.petitioner.telephone);
  });

  it('is found by an account or any one number, never by those in doubt or of whoever stays unknown', async () => {
    const identityNumber = '11010519491231002X';
    const one = await brings({ ...first, petitioner: { identityNumber, telephone: '13700000001' } }, clerk());
    const two = await brings({ ...again, petitioner: { telephone: '13700000001' } }, clerk());
    const three = await brings({ ...again, petitioner: { identityNumber } });
    expect(await proposed(two.id)).toEqual([one.id]);
    expect(await proposed(three.id)).toEqual([one.id]);
    const account = await brings(first, world.petitioner('wang'));
    const same = await brings(again, world.petitioner('wang'));
    expect(await proposed(same.id)).toEqual([account.id]);
    const unknown = await brings({ ...again, anonymous: true }, world.petitioner('wang'));
    expect(await proposed(unknown.id)).toEqual([]);
  });

  it('of two at once is found by the later, and what it is not is proposed no more', async () => {
    const who = somebody();
    const both = await Promise.all([first, again].map((text) => submit(world, { ...text, ...who }, clerk())));
    const [one, two] = [...both].sort((left, right) => (left.id < right.id ? -1 : 1)).map(({ id }) => id) as [string, string];
    expect([await proposed(one), await proposed(two)]).toEqual([[], [one]]);
    expect(await decides(one, two)).toMatchObject({ rule: 'repeat.none' });
    expect(await decides(two, one, false)).toMatchObject({ code: null });
    expect(await decides(two, one, false)).toMatchObject({ rule: 'repeat.denied' });
    expect(await proposed(two)).toEqual([]);
    expect(await decides(two, one), 'a mistake can be mended').toMatchObject({ code: null });
    expect((await stateOf(world, two))?.repeatOf).toMatchObject({ earlierId: one });
  });

  it('is gone with the petitioner’s details', async () => {
    const who = somebody();
    const one = await brings({ ...first, ...who }, clerk());
    const two = await brings({ ...again, ...who });
    await world.tools.store.vault.erase(`case:${one.id}`);
    expect(await proposed(two.id)).toEqual([]);
    expect(await decides(two.id, one.id)).toMatchObject({ rule: 'repeat.none' });
  });
});

describe('whoever decides', () => {
  it('is the centre or a desk of the district, and an appeal that he does not see is none', async () => {
    const who = somebody();
    const one = await brings({ ...first, ...who, regionId: places.southVillage }, clerk());
    const two = await brings({ ...again, ...who });
    expect(await decides(two.id, one.id, true, world.officer('north-village-reviewer'))).toMatchObject({ code: 'FORBIDDEN' });
    const [hidden, absent] = await Promise.all(
      [one.id, 'no-such-appeal'].map((id) => decides(two.id, id, true, world.officer('north-clerk'))),
    );
    expect(hidden).toMatchObject({ rule: 'repeat.none' });
    expect(absent).toEqual(hidden);
    expect(await proposed(two.id), 'another place').toEqual([]);
  });

  it('gets the same answers with and without a restricted or protected one of the same petitioner', async () => {
    for (const secret of [{ accusedUnitIds: ['u-south'], accusedSince: 2024 }, { protected: true }]) {
      const who = somebody();
      const hidden = await brings({ ...first, ...who, ...secret }, clerk());
      const two = await brings({ ...again, ...who }, clerk());
      const without = await brings({ ...again, ...somebody() });
      expect(await proposed(two.id)).toEqual(await proposed(without.id));
      const answers = await Promise.all([two, without].map(({ id }) => decides(id, hidden.id)));
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[0]).toMatchObject({ rule: 'repeat.none' });
      // Nothing open is linked to a secret, by whoever sees both.
      if (!('protected' in secret))
        expect(await decides(two.id, hidden.id, true, letters())).toMatchObject({ rule: 'repeat.none' });
    }
  });
});

describe('likeness', () => {
  it('is of what a text is found by', () => {
    expect(likeness(first.text, first.text)).toBe(1);
    expect(likeness(first.text, other.text)).toBeLessThan(likeEnough);
    expect(likeness(first.text, again.text)).toBeGreaterThan(likeEnough);
    expect(likeness('', '')).toBe(0);
  });

  it('of places is that one holds the other, and the whole district is near to none', () => {
    expect(isNear(['d', 't', 'v'], ['d', 't'])).toBe(true);
    expect(isNear(['d', 't', 'v'], ['d', 't', 'w'])).toBe(false);
    expect(isNear(['d'], ['d', 't'])).toBe(false);
  });

  it('later is the same from both sides', () => {
    const at = (appealId: string, receivedAt: string) =>
      ({ submitted: { appealId, receivedAt } }) as Parameters<typeof isLater>[0];
    const [one, two, three] = [at('a', '2026-03-02'), at('b', '2026-03-02'), at('a', '2026-03-03')];
    for (const [left, right] of [
      [two, one],
      [three, two],
    ] as const) {
      expect(isLater(left, right)).toBe(true);
      expect(isLater(right, left)).toBe(false);
    }
    expect(isLater(one, one)).toBe(false);
  });
});
