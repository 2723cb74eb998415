// Promise: a masked form never holds what the full form is protected for.
import fc from 'fast-check';
import { maskAddress, maskIdentityNumber, maskName, maskNumbers, maskTelephone } from '../src/index.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
beforeAll(() => process.stdout.write(`# SEED=${seed}\n`));

const table = (mask: (text: string) => string, cases: Readonly<Record<string, string>>): void => {
  for (const [full, masked] of Object.entries(cases)) expect(mask(full)).toBe(masked);
};

test('names', () => table(maskName, { 张三: '张*', 欧阳娜娜: '欧***', 张: '*', '': '', 𠮷田一: '𠮷**' }));

test('telephones', () =>
  table(maskTelephone, {
    '13812341234': '138****1234',
    '138 1234 1234': '138****1234',
    '0516-8838': '******38',
    '0827-5223456': '0827-*****56',
    '0827-5223456-801': '0827-*****56-***',
    '12': '**',
  }));

test('identity numbers', () =>
  table(maskIdentityNumber, { '320324198001011234': '320*************34', '1234567': '*******', '': '' }));

test('addresses keep their township and village', () =>
  table(maskAddress, {
    江苏省徐州市睢宁县官山镇官山村3组15号: '江苏省徐州市睢宁县官山镇官山村***',
    睢宁县官山镇官山村新村路8号: '睢宁县官山镇官山村***',
    江苏省镇江市丹徒区高桥镇5号: '江苏省镇江市丹徒区高桥镇***',
    睢城街道中山社区幸福小区3号楼: '睢城街道中山社区***',
    官山镇幸福小区3号楼: '官山镇***',
    幸福小区3号楼: '***',
    睢宁县官山镇: '睢宁县官山镇',
    '': '',
  }));

test('telephone and identity numbers in a text, however they are typed; the rest of it stays', () => {
  for (const typed of [
    '13812341234',
    '138 1234 1234',
    '138-1234-1234',
    '138.1234.1234',
    '1381234-1234',
    '138 123 41234',
    '１３８１２３４１２３４',
    '+86 138 1234 1234',
    '（+86）13812341234',
    '008613812341234',
    '138\u200b1234\u200b1234',
    '13812341234转801',
  ])
    expect([typed, maskNumbers(`请回电${typed}，谢谢`)]).toStrictEqual([typed, '请回电138****1234，谢谢']);
  for (const typed of ['0827-5223456', '(0827)5223456', '（０８２７）５２２３４５６', '0827 522 3456转801', '0827-5223456-801'])
    expect([typed, maskNumbers(`请回电${typed}，谢谢`)]).toStrictEqual([typed, '请回电0827-*******，谢谢']);
  for (const typed of [
    '11010519491231002X',
    '110105 19491231 002x',
    '１１０１０５１９４９１２３１００２ｘ',
    '110105-19491231-002X',
  ])
    expect([typed, maskNumbers(`身份证${typed}。`).toUpperCase()]).toStrictEqual([typed, '身份证110*************2X。']);
  table(maskNumbers, {
    '电话：5223456。': '电话：*******。',
    '手机 +852 1234 5678': '手机 *******',
    '我叫张三，110105491231002': '我叫张三，110**********02',
    '编码511902-20240315-4820917-K': '编码511902-20240315-4820917-K',
    '2024-03-15 10:30至2024-03-20': '2024-03-15 10:30至2024-03-20',
    '补偿款1381234元，共12345678元': '补偿款1381234元，共12345678元',
    '档2026-第0017号，合同2024031500123456': '档2026-第0017号，合同2024031500123456',
    水管爆裂三天了: '水管爆裂三天了',
  });
});

test('a long text of digits takes no long time', () => {
  const began = performance.now();
  for (const bit of ['1', '1 ', '13', '138 ', '0827 ', '+86 ', '(0 8 2', '1\u200b', '1   '])
    maskNumbers(bit.repeat(Math.ceil(4_000 / bit.length)));
  expect(performance.now() - began).toBeLessThan(2_000);
});

test('no mask ever shows a whole name, number or longer text', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (text) => {
      if (text.trim() === '') return;
      for (const mask of [maskName, maskTelephone, maskIdentityNumber]) {
        const masked = mask(text);
        if (masked !== '') expect(masked).toContain('*');
      }
    }),
    { seed, numRuns: 300 },
  );
});
