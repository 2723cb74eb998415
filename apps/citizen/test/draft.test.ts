// Promise: what a citizen typed on the phone is sent as the contract takes it, and what he left empty is not.
import { blankDraft, inputOf, type SubmitDraft } from '../src/submit/draft.js';

const draft = (typed: Partial<SubmitDraft>): SubmitDraft => ({
  ...blankDraft,
  requestId: 'request-1',
  regionId: '511902001001',
  text: '路灯不亮。',
  telephone: '13900001234',
  ...typed,
});

it('nothing beside the text is sent where nothing was said', () => {
  expect(inputOf(draft({}), false)).toStrictEqual({
    requestId: 'request-1',
    channel: 'MINI_PROGRAM',
    regionId: '511902001001',
    text: '路灯不亮。',
    petitioner: { telephone: '13900001234' },
  });
});

it('a question goes to the desk as a consultation, but not where it accuses somebody', () => {
  expect(inputOf(draft({ asks: true }), false)).toHaveProperty('consultation', true);
  expect(inputOf(draft({ asks: true, accuses: true, accusedUnitId: 'unit-1' }), false)).not.toHaveProperty('consultation');
});

it('time, place, things and organisations are particulars', () => {
  const typed = { occurredOn: '2026-03-01', placeName: '北门小区', things: '电梯,水管', organisations: ' 某物业 ' };
  expect(inputOf(draft(typed), true)).toMatchObject({
    channel: 'QR_CODE',
    particulars: {
      occurredOn: '2026-03-01',
      place: { kind: 'RESIDENTIAL_ESTATE', name: '北门小区' },
      things: ['电梯', '水管'],
      organisations: ['某物业'],
    },
  });
});

it('those who bring it beside him are a group, each as he speaks for it or does not', () => {
  const others = [
    { name: '李四光', telephone: '13900002345', represents: true },
    { name: '王五', telephone: '', represents: false },
  ];
  expect(inputOf(draft({ others }), false)).toMatchObject({
    group: { representatives: [{ name: '李四光', telephone: '13900002345' }], members: [{ name: '王五' }] },
  });
});

it('whoever speaks for another says what he is to him and whether he agrees; of somebody unknown nobody is named', () => {
  const typed = { speaks: true, name: '张奶奶', speakerName: '张三', relation: 'RELATIVE', agreed: true } as const;
  expect(inputOf(draft(typed), false)).toMatchObject({
    petitioner: { name: '张奶奶' },
    onBehalf: { name: '张三', relation: 'RELATIVE', consents: true },
  });
  expect(inputOf(draft({ ...typed, anonymous: true }), false)).not.toHaveProperty('onBehalf');
});
