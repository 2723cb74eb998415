// Promise: a digest stands for all that it is made of, and a query code is checked against its commitment without being readable there.
import fc from 'fast-check';
import { commitQueryCode, digestOf, matchesQueryCode } from '../src/index.js';

describe('a digest', () => {
  it('is the same whatever the order of what it stands for', () => {
    expect(digestOf({ a: 1, b: ['x', 'y'] })).toBe(digestOf({ b: ['x', 'y'], a: 1 }));
    expect(digestOf({})).toMatch(/^sm3:[\w-]{43}$/);
  });

  it('is another one for anything else', () => {
    const one = { appealId: 'a', round: 1, outcome: 'SOLVED', text: 'sm3:x' };
    const others = [
      { ...one, round: 2 },
      { ...one, outcome: 'EXPLAINED' },
      { ...one, text: 'sm3:y' },
      { ...one, more: null },
    ];
    expect(new Set([one, ...others].map(digestOf)).size).toBe(5);
  });
});

describe('a query code', () => {
  const code = 'ABCD-EFGH-JKMN-PQRS';
  const commitment = commitQueryCode('salt', code);

  it('is known again however it is typed, and is not in its commitment', () => {
    for (const typed of [code, code.toLowerCase(), `  ${code}\n`, code.replaceAll('-', ''), code.replaceAll('-', ' ')])
      expect(matchesQueryCode(commitment, typed)).toBe(true);
    expect(commitment).not.toContain('ABCD');
  });

  it('is no other code', () => {
    fc.assert(
      fc.property(fc.nat({ max: 15 }), fc.constantFrom(...'0123456789'), (place, digit) => {
        const plain = code.replaceAll('-', '');
        expect(matchesQueryCode(commitment, `${plain.slice(0, place)}${digit}${plain.slice(place + 1)}`)).toBe(false);
        expect(matchesQueryCode(commitment, `${code}${digit}`)).toBe(false);
      }),
    );
  });

  it('matches nothing where there is no code or no commitment', () => {
    for (const [known, typed] of [
      [undefined, code],
      ['', code],
      ['salt', code],
      ['salt:', code],
      [commitment, null],
      [commitment, ''],
    ] as const)
      expect(matchesQueryCode(known, typed)).toBe(false);
  });
});
