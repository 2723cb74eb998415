// Promise: however people type a telephone number, an identity number, a code or a name, one form of it is kept, and what is none is
// known as none.
import { nameKey, readName, readQueryCode } from '@daqidi/kernel';
import { readIdentityNumber } from '../src/domain/identity-number.js';
import { readTelephone } from '../src/domain/telephone.js';
import { readUnifiedCode, unifiedCode } from '../src/domain/unified-code.js';

type Table = Readonly<Record<string, readonly string[]>>;

const telephones: Table = {
  '13812341234': [
    '13812341234',
    '138 1234 1234',
    '138-1234-1234',
    '138–1234–1234',
    '138—1234—1234',
    '１３８１２３４１２３４',
    '１３８　１２３４　１２３４',
    '138.1234.1234',
    '138·1234·1234',
    '1381234-1234',
    '1381234 1234',
    '+8613812341234',
    '+86 138 1234 1234',
    '＋８６ １３８１２３４１２３４',
    '+86-138-1234-1234',
    '(+86)13812341234',
    '（+86）138 1234 1234',
    '0086 138 1234 1234',
    '008613812341234',
    '86 13812341234',
    '8613812341234',
    '013812341234',
    '0 138 1234 1234',
    ' 13812341234 ',
    '13812341234\n',
    '\u200b13812341234',
    '138\u00a01234\u20091234',
    '\u202a13812341234\u202c',
    '手机：13812341234',
    '手机号码 13812341234',
    '联系电话:13812341234',
    '电话13812341234',
    'Tel: 13812341234',
    'tel.13812341234',
    'Mobile 138 1234 1234',
    'l38l234l234',
    '138一1234一1234',
    '(138)1234-1234',
  ],
  '18900008888': ['189O0008888', '189oooo8888', '+86 189 0000 8888', '１８９－００００－８８８８', '189\t0000\t8888'],
  '13812341234-801': ['13812341234转801', '138 1234 1234 转 801', '13812341234#801', '13812341234,801'],
  '0827-5223456': [
    '0827-5223456',
    '08275223456',
    '0827 5223456',
    '0827－5223456',
    '0827—5223456',
    '０８２７－５２２３４５６',
    '(0827)5223456',
    '（0827）5223456',
    '（０８２７）５２２３４５６',
    '[0827]5223456',
    '(0827) 522-3456',
    '0827 522 3456',
    '0827-522-3456',
    '0827522-3456',
    '0827.5223456',
    '+86 827 5223456',
    '+868275223456',
    '+86-0827-5223456',
    '+86(0827)5223456',
    '+86 (0)827 5223456',
    '0086-827-5223456',
    '86-0827-5223456',
    'O827-5223456',
    'o827 5223456',
    '座机：0827-5223456',
    '固话 (0827)5223456',
    '电话：0827一5223456',
    '0827-5223456转',
    '0827‑5223456',
    '0827−5223456',
  ],
  '0827-5223456-801': [
    '0827-5223456转801',
    '0827-5223456 转 801',
    '0827-5223456转801分机',
    '0827-5223456转分机801',
    '0827-5223456分机801',
    '0827-5223456 分机：801',
    '0827-5223456轉801',
    '0827-5223456 ext 801',
    '0827-5223456 ext.801',
    '0827-5223456 Ext. 801',
    '0827-5223456 extension 801',
    '0827-5223456x801',
    '0827-5223456 X801',
    '0827-5223456#801',
    '0827-5223456＃801',
    '0827-5223456,801',
    '0827-5223456，801',
    '0827-5223456;801',
    '0827-5223456-801',
    '0827 5223456 801',
    '(0827)5223456-801',
    '（0827）5223456－801',
    '（0827）5223456（801）',
    '+86 827 5223456 转 801',
    '+86-0827-5223456-801',
    '08275223456转801',
    '0827-5223456内线801',
  ],
  '0827-5223456-8': ['0827-5223456-8', '0827-5223456转8', '(0827)5223456#8'],
  '010-62345678': ['010-62345678', '01062345678', '(010) 6234 5678', '+86 10 6234 5678', '+86-010-62345678', '010—6234—5678'],
  '028-86601234': ['028-86601234', '(028)8660-1234', '+862886601234', '０２８８６６０１２３４'],
  '5223456': ['5223456', '522-3456', '５２２３４５６', '522 3456', '电话：5223456'],
  '5223456-801': ['5223456-801', '5223456转801', '522-3456 转 801'],
  '4008008820': ['400-800-8820', '4008008820', '400 800 8820', '+86 400 800 8820', '４００－８００－８８２０'],
  '12345': ['12345', '１２３４５'],
  '+85212345678': ['+852 1234 5678', '00852 12345678', '+852-12345678', '＋８５２ １２３４５６７８', '(+852)12345678'],
  '+12125550123': ['+1 (212) 555-0123', '+1-212-555-0123', '0012125550123'],
};

const noTelephones = [
  '',
  ' ',
  '1234',
  '打我电话',
  'abcdefg',
  '13812341234/13912341234',
  '13812341234、13912341234',
  '13812341234 或 13912341234',
  '13812341234,13912341234',
  '1'.repeat(21),
  '1'.repeat(1_000_000),
  '++8613812341234',
  '138123x41234x1',
];

const identityNumbers: Table = {
  '11010519491231002X': [
    '11010519491231002X',
    '11010519491231002x',
    '110105 19491231 002X',
    '110105-19491231-002x',
    '１１０１０５１９４９１２３１００２Ｘ',
    '１１０１０５１９４９１２３１００２ｘ',
    '110105 1949 1231 002 x',
    ' 11010519491231002X ',
    '11010519491231002×',
    '11010519491231002Х',
    '11010519491231002Χ',
    '110105—19491231—002X',
    '110105\u00a019491231\u00a0002X',
    '11010519491231002\u200bX',
    '身份证号：11010519491231002X',
    '身份证11010519491231002x',
    '居民身份证号码 110105194912310​02X',
    '证件号码：11010519491231002X',
    '110105.19491231.002X',
    '11010519491231002X。',
  ],
  A1234567: ['A123456(7)', 'a123456（7）', 'A 123456 7', 'Ａ１２３４５６（７）'],
  E12345678: ['E12345678', 'e12345678', 'E 1234 5678', 'Ｅ１２３４５６７８'],
};

const query = '0AB1-CD0E-1FGH-7JKM';
const queryCodes: Table = {
  [query]: [
    query,
    query.toLowerCase(),
    query.replaceAll('-', ''),
    query.replaceAll('-', ' '),
    query.replaceAll('-', '—'),
    query.replaceAll('-', ' - '),
    query.replaceAll('-', '.'),
    'OABI-CDOE-IFGH-7JKM',
    'oabl-cdoe-lfgh-7jkm',
    'oabi cdoe ifgh 7jkm',
    ' 0AB1-CD0E-1FGH-7JKM\n',
    '０ＡＢ１－ＣＤ０Ｅ－１ＦＧＨ－７ＪＫＭ',
    '０ａｂ１ｃｄ０ｅ１ｆｇｈ７ｊｋｍ',
    '0AB1\u200b-CD0E-1FGH-7JKM',
    '0A-B1-CD-0E-1F-GH-7J-KM',
    '(0AB1)CD0E/1FGH/7JKM',
  ],
};

const unified = unifiedCode('511902', '2024-03-15', 1_020_917);
/** All but the check character, which may be a letter. */
const lookalike = (digit: string, letter: string): string => unified.slice(0, -1).replaceAll(digit, letter) + unified.slice(-1);
const unifiedCodes: Table = {
  [unified]: [
    unified,
    unified.replaceAll('-', ''),
    unified.replaceAll('-', ' '),
    unified.replaceAll('-', '—'),
    unified.replaceAll('-', '－'),
    lookalike('0', 'O'),
    lookalike('0', 'o'),
    lookalike('1', 'I'),
    lookalike('1', 'l'),
    ` ${unified.toLowerCase()}\u00a0`,
    unified.replaceAll(/[0-9A-Z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
    `编码：${unified}`,
  ],
};

const names: Table = {
  张三: ['张三', '张 三', '张　三', ' 张三 ', '张\u200b三', '张\t三', '张  三\n'],
  阿卜杜拉·买买提: [
    '阿卜杜拉·买买提',
    '阿卜杜拉•买买提',
    '阿卜杜拉・买买提',
    '阿卜杜拉･买买提',
    '阿卜杜拉.买买提',
    '阿卜杜拉．买买提',
    '阿卜杜拉。买买提',
    '阿卜杜拉‧买买提',
    '阿卜杜拉∙买买提',
    '阿卜杜拉⋅买买提',
    '阿卜杜拉-买买提',
    '阿卜杜拉 · 买买提',
    '阿卜杜拉· 买买提',
    '阿卜杜拉 ·买买提',
  ],
  'John Smith': ['John Smith', 'John  Smith', 'Ｊｏｈｎ　Ｓｍｉｔｈ', ' John Smith '],
  'J. R. Smith': ['J. R. Smith', 'J.  R.  Smith'],
};

const rows = (table: Table): readonly (readonly [string, string])[] =>
  Object.entries(table).flatMap(([form, ways]) => ways.map((way) => [way, form] as const));

const tables = [telephones, identityNumbers, queryCodes, unifiedCodes, names];

test('there are two hundred ways and more', () => {
  expect(new Set(tables.flatMap(rows).map(([way]) => way)).size).toBeGreaterThanOrEqual(200);
});

describe('has one form, and that form is its own', () => {
  test.each([
    ['a telephone number', telephones, readTelephone],
    ['an identity number', identityNumbers, readIdentityNumber],
    ['a query code', queryCodes, readQueryCode],
    ['a unified code', unifiedCodes, readUnifiedCode],
    ['a name', names, readName],
  ] as const)('%s', (_, table, read) => {
    for (const [way, form] of rows(table)) {
      expect([way, read(way)]).toStrictEqual([way, form]);
      expect([form, read(form)]).toStrictEqual([form, form]);
    }
  });
});

test('what is no telephone number, or more than one, is none', () => {
  for (const typed of noTelephones) expect([typed.slice(0, 30), readTelephone(typed)]).toStrictEqual([typed.slice(0, 30), null]);
});

test('a name is found again without its dots and blanks, in small letters and capitals', () => {
  for (const way of ['阿卜杜拉买买提', '阿卜杜拉 买买提', ...(names['阿卜杜拉·买买提'] ?? [])])
    expect([way, nameKey(way)]).toStrictEqual([way, '阿卜杜拉买买提']);
  expect(nameKey('john smith')).toBe(nameKey('John Smith'));
});
