// Promise: what is said of a petitioner is kept as it was said, doubted where it looks wrong, and recognised again by its numbers.
import fc from 'fast-check';
import { kindOfPetitioner } from '../src/domain/petitioner.js';
import { checkDetails, doubtOf } from '../src/petitioner-details.js';
import { recognisedBy } from '../src/shared/petitioner-hashes.js';

const secret = Buffer.alloc(32, 7);
const today = '2026-03-02';
const resident = '11010519491231002X';
const given = { name: ' 张三 ', telephone: '138 1234-1234', identityNumber: '11010519491231002x', address: '北街1号' };
const lookup = (input: Parameters<typeof checkDetails>[0], account: string | null = null) => {
  const details = checkDetails(input);
  return recognisedBy(secret, details, doubtOf(details, today), account);
};

describe('details', () => {
  it('are trimmed, and the identity number is in its one form', () => {
    expect(checkDetails(given)).toEqual({
      name: '张三',
      telephone: '13812341234',
      identityNumber: resident,
      address: '北街1号',
    });
  });

  it('are none where nothing was said', () => {
    for (const nothing of [null, undefined, {}, { name: ' ', address: '' }]) expect(checkDetails(nothing)).toBeNull();
  });

  it.each([
    ['a telephone number of letters', { telephone: 'abcdefg' }, 'petitioner.telephone'],
    ['a telephone number of four digits', { telephone: '1234' }, 'petitioner.telephone'],
    ['a name without end', { name: '张'.repeat(51) }, 'petitioner.name'],
    ['an address without end', { address: '街'.repeat(201) }, 'petitioner.address'],
    ['an identity number without end', { identityNumber: 'A'.repeat(21) }, 'petitioner.identityNumber'],
  ])('refuse %s by its name', (_, wrong, field) => {
    expect(() => checkDetails(wrong)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', field }));
  });
});

describe('doubt', () => {
  it('is about the identity number alone', () => {
    expect(doubtOf(null, today)).toBeNull();
    expect(doubtOf(checkDetails({ name: '张三' }), today)).toBeNull();
    expect(doubtOf(checkDetails(given), today)).toBeNull();
    expect(doubtOf(checkDetails({ identityNumber: '110105194912310021' }), today)).toBe('IDENTITY_NUMBER_CHECK');
  });

  it('is about a birthday that has not come', () => {
    expect(doubtOf(checkDetails({ identityNumber: resident }), '1949-12-30')).toBe('IDENTITY_NUMBER_DATE');
  });
});

describe('recognising somebody again', () => {
  it('goes by the identity number, the telephone and the account, each by itself', () => {
    const all = lookup(given, 'account');
    const apart = [lookup({ identityNumber: resident }), lookup({ telephone: '13812341234' }), lookup(null, 'account')].flat();
    expect(new Set(apart).size).toBe(3);
    expect([...all].sort()).toEqual([...apart].sort());
  });

  it('takes a number in doubt for nobody’s', () => {
    const doubtful = { identityNumber: '110105194912310021' };
    expect(lookup(doubtful)).toEqual([]);
    expect(lookup({ ...doubtful, telephone: '13812341234' })).toEqual(lookup({ telephone: '13812341234' }));
  });

  it('finds nobody by a name or an address', () => {
    expect(lookup({ name: '张三', address: '北街1号' })).toEqual([]);
  });

  it('goes by the digits of a telephone number, however they are written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 9 }), { minLength: 8, maxLength: 8 }).map((rest) => [1, 3, 8, ...rest]),
        fc.constantFrom(' ', '-'),
        (digits, between) => {
          expect(lookup({ telephone: digits.join(between) })).toEqual(lookup({ telephone: digits.join('') }));
        },
      ),
    );
  });

  it('says nothing of the person, and nothing to whoever has another secret', () => {
    const hashes = lookup(given);
    expect(hashes.join()).not.toContain(resident);
    const elsewhere = recognisedBy(Buffer.alloc(32, 8), checkDetails(given), null, null);
    expect(elsewhere.some((hash) => hashes.includes(hash))).toBe(false);
  });
});

it.each([
  ['NONE', { channelHasPetitioner: false, anonymous: false }],
  ['NONE', { channelHasPetitioner: false, anonymous: true }],
  ['NAMED', { channelHasPetitioner: true, anonymous: false }],
  ['ANONYMOUS', { channelHasPetitioner: true, anonymous: true }],
])('a petitioner is %s where %j', (kind, known) => {
  expect(kindOfPetitioner(known)).toBe(kind);
});
