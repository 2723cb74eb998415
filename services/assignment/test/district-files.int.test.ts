// Promise: a district's files are checked whole before anything is written, and each fault is told with its file, its line and its kind.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BadDistrict, readDistrict } from '../src/index.js';

const example = fileURLToPath(new URL('../../../../examples/qingxi', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'daqidi-district-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The example with one file changed; answers what is told of it. */
const told = (file: string, change: (text: string) => string | null): readonly string[] => {
  const copy = mkdtempSync(join(folder, 'case-'));
  cpSync(example, copy, { recursive: true });
  const path = join(copy, file);
  const text = change(file === 'holidays.csv' || file === 'extra.csv' ? '' : readFileSync(path, 'utf8'));
  if (text === null) rmSync(path);
  else writeFileSync(path, text);
  try {
    readDistrict(copy);
    return [];
  } catch (error) {
    if (!(error instanceof BadDistrict)) throw error;
    return error.problems.map((each) => `${each.file}:${each.line} ${each.code}`);
  }
};

const replaced = (from: string | RegExp, to: string) => (text: string) => {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`the example no longer has ${from}`);
  return changed;
};
const added = (row: string) => (text: string) => `${text}${row}\n`;

it('reads the example whole', () => {
  const { regions, units, posts, officers, channels, policies, holidays, tags } = readDistrict(example);
  expect([regions, units, posts, officers, channels].map(({ length }) => length)).toEqual([20, 23, 88, 88, 7]);
  expect(policies).toMatchObject([{ number: 1, screeningWorkingDays: 1, assessingWorkingDays: 3 }]);
  expect(holidays.length).toBeGreaterThan(10);
  expect(tags[3]).toEqual({ code: 'FLOOD', nameZh: '防汛', nameEn: 'Flood season', validFrom: '2021-01-01', validTo: null });
  expect(regions[2]).toMatchObject({ path: ['990101', '990101001', '990101001001'], level: 'VILLAGE' });
});

it('reads one JSON file as it reads a folder, and spreadsheets’ byte order marks, quotes and line ends', () => {
  const whole = readDistrict(example);
  const file = join(folder, 'district.json');
  const regions = whole.regions.map(({ id, code, name, level, parentId }) => ({ id, code, name, level, parent: parentId }));
  const units = whole.units.map(({ id, name, kind, level, regionId, parentId }) => ({
    id,
    name,
    kind,
    level,
    region: regionId,
    parent: parentId,
  }));
  const posts = whole.posts.map(({ personId, role, office, unitId, regionId }) => ({
    officer: personId,
    role,
    office,
    unit: unitId,
    region: regionId,
  }));
  const channels = whole.channels.map(({ validFrom: _, validTo: __, ...channel }) => channel);
  const tags = whole.tags.map(({ code, nameZh, nameEn }) => ({ code, nameZh, nameEn }));
  const policy = [{ effectiveFrom: '2021-04-01', screeningWorkingDays: 1, orderWorkingDays: 4 }];
  writeFileSync(file, JSON.stringify({ regions, units, officers: whole.officers, posts, channels, tags, policy }));
  expect(readDistrict(file)).toEqual(whole);
  const asSheet = (text: string) =>
    `\ufeff${text
      .replaceAll('\n', '\r\n')
      .replace('沈', '"沈')
      .replace(/("沈[^\r]*)/, '$1"')}`;
  expect(told('officers.csv', asSheet)).toEqual([]);
});

it.each([
  ['a table that is missing', 'posts.csv', () => null, 'posts:0 file'],
  ['a table that there is not', 'extra.csv', () => 'a,b\n', 'extra.csv:0 file'],
  ['a quote that is not closed', 'officers.csv', added('x,"y'), /^officers\.csv:\d+ file$/],
  ['a column that there is not', 'officers.csv', replaced('id,name', 'id,naem'), 'officers.csv:2 column'],
  ['a value that is missing', 'officers.csv', added('somebody,'), 'officers.csv:90 column'],
  [
    'a day that there is not',
    'units.csv',
    replaced(/^(.*),parent\n(.*)\n/, '$1,parent,from\n$2,2021-02-30\n'),
    'units.csv:2 value',
  ],
  ['something twice', 'units.csv', added('qx-water,另一局,DEPARTMENT,DISTRICT,990101,qx-group'), 'units.csv:25 duplicate'],
  [
    'a name twice in one region',
    'units.csv',
    added('qx-w2,青溪区水利局,DEPARTMENT,DISTRICT,990101,qx-group'),
    'units.csv:25 duplicate',
  ],
  ['a region under none that is there', 'regions.csv', added('g9,,第九网格,GRID,nowhere'), 'regions.csv:22 parent'],
  ['a region under the wrong level', 'regions.csv', added('g9,,第九网格,GRID,990101001'), 'regions.csv:22 level'],
  [
    'a region above itself',
    'regions.csv',
    replaced('990101,990101,青溪区,DISTRICT,', '990101,990101,青溪区,DISTRICT,990101001'),
    'regions.csv:2 parent',
  ],
  ['two districts', 'regions.csv', added('990102,990102,另一区,DISTRICT,'), 'regions.csv:22 district'],
  ['a district without its code', 'regions.csv', replaced('990101,990101,青溪区', '990101,,青溪区'), 'regions.csv:2 code'],
  [
    'a unit in a region that is not there',
    'units.csv',
    added('qx-n,新局,DEPARTMENT,DISTRICT,nowhere,qx-group'),
    'units.csv:25 region',
  ],
  [
    'a unit at home in another level',
    'units.csv',
    added('qx-n,新局,DEPARTMENT,DISTRICT,990101001,qx-group'),
    'units.csv:25 level',
  ],
  ['a unit under none that is there', 'units.csv', added('qx-n,新局,DEPARTMENT,DISTRICT,990101,nobody'), 'units.csv:25 superior'],
  ['a department under nobody', 'units.csv', added('qx-n,新局,DEPARTMENT,DISTRICT,990101,'), 'units.csv:25 superior'],
  ['a kind that there is not', 'units.csv', added('qx-n,新局,BUREAU,DISTRICT,990101,qx-group'), 'units.csv:25 shape'],
  ['a post of nobody known', 'posts.csv', added('stranger,HANDLER,,qx-water,'), 'posts.csv:90 officer'],
  ['a post in no unit', 'posts.csv', added('water-head,HANDLER,,nowhere,'), 'posts.csv:90 unit'],
  ['a post in a unit that has no such role', 'posts.csv', added('water-head,AUDITOR,,qx-water,'), 'posts.csv:90 role'],
  ['a reviewer without an office', 'posts.csv', added('water-head,TOWNSHIP_REVIEWER,,qx-qiao,'), 'posts.csv:90 office'],
  ['a post outside its unit', 'posts.csv', added('qiao-head,HANDLER,,qx-qiao,990101100'), 'posts.csv:90 region'],
  ['a post twice', 'posts.csv', added('water-head,MAIN_LEADER,,qx-water,'), 'posts.csv:90 duplicate'],
  ['nobody to audit', 'posts.csv', replaced(/group-auditor.*\n/, ''), 'posts:0 nobody'],
  ['a channel of those who hand in nothing', 'channels.csv', added('X_RAY,光,Ray,AUDITOR,true,false,'), 'channels.csv:9 role'],
  ['a tag whose code is none', 'tags.csv', added('flood-2,防汛,Flood'), 'tags.csv:6 value'],
  ['a tag twice', 'tags.csv', added('FLOOD,防洪,Flood'), 'tags.csv:6 duplicate'],
  [
    'a policy that nobody can work by',
    'policy.json',
    replaced('"orderWorkingDays": 4', '"orderWorkingDays": 0'),
    'policy.json:1 policy',
  ],
  ['a number that there is not', 'policy.json', replaced('orderWorkingDays', 'orderDays'), 'policy.json:1 column'],
  ['a holiday of another year', 'holidays.csv', () => 'year,daysOff,source\n2027,2026-01-01,通知\n', 'holidays.csv:2 days'],
] as const)('tells %s', (_, file, change, expected) => {
  const problems = told(file, change as (text: string) => string | null);
  if (typeof expected === 'string') expect(problems).toContain(expected);
  else expect(problems).toContainEqual(expect.stringMatching(expected));
});

it('tells all faults at once', () => {
  const rows = ['stranger,HANDLER,,qx-water,', 'water-head,HANDLER,,nowhere,', 'water-head,AUDITOR,,qx-water,'];
  expect(told('posts.csv', added(rows.join('\n')))).toEqual(['posts.csv:90 officer', 'posts.csv:91 unit', 'posts.csv:92 role']);
});
