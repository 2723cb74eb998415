// Promise: a step that does not go on says what it lacks, and asks nothing of whoever stays anonymous.
import { blankDraft, type SubmitDraft } from '../src/submit/draft.js';
import { missing } from '../src/submit/missing.js';

const lacking = (step: number, typed: Partial<SubmitDraft> = {}): readonly string[] =>
  missing({ ...blankDraft, requestId: 'request-1', regionId: '', ...typed }, step).map(({ zh }) => zh);

it('says what each step lacks', () => {
  expect(lacking(0)).toStrictEqual(['乡镇(街道)']);
  expect(lacking(1, { accuses: true })).toStrictEqual(['情况（至少 2 字）', '被反映的单位']);
  expect(lacking(2)).toStrictEqual(['电话或住址（或选择匿名）']);
});

it('whoever said enough lacks nothing', () => {
  expect(lacking(0, { regionId: '511902001' })).toStrictEqual([]);
  expect(lacking(1, { text: '路灯不亮。' })).toStrictEqual([]);
  expect(lacking(2, { anonymous: true, speaks: true })).toStrictEqual([]);
  expect(lacking(2, { address: '北门 3 号', others: [{ name: '李四', telephone: '', represents: true }] })).toStrictEqual([
    '其他代表的电话',
  ]);
});
