// Promise: a masked form never holds what the full form is protected for.
import fc from 'fast-check';
import { maskAddress, maskIdentityNumber, maskName, maskTelephone } from '../src/index.js';

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
