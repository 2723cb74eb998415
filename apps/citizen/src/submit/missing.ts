import type { Bilingual } from '@daqidi/schemas/operations';
import type { SubmitDraft } from './draft.js';

type Need = readonly [isMissing: boolean, what: Bilingual];

const isBlank = (typed: string): boolean => typed.trim() === '';

/** Whoever is neither anonymous nor reachable could not be answered. */
const reached = ({ telephone, address, name, speaks, speakerName, others }: SubmitDraft): readonly Need[] => [
  [
    isBlank(telephone) && isBlank(address),
    { zh: '电话或住址（或选择匿名）', en: 'a telephone or an address, or stay anonymous' },
  ],
  [speaks && isBlank(name), { zh: '姓名', en: 'the name' }],
  [speaks && isBlank(speakerName), { zh: '代为反映人的姓名', en: 'the name of whoever speaks' }],
  [others.some((one) => isBlank(one.name)), { zh: '其他反映人的姓名', en: 'the names of the others' }],
  [
    others.some((one) => one.represents && isBlank(one.telephone)),
    { zh: '其他代表的电话', en: 'the telephones of those who speak' },
  ],
];

const needs: readonly ((draft: SubmitDraft) => readonly Need[])[] = [
  ({ regionId }) => [[regionId === '', { zh: '乡镇(街道)', en: 'the township' }]],
  ({ text, accuses, accusedUnitId }) => [
    [text.trim().length < 2, { zh: '情况（至少 2 字）', en: 'what happened (2 characters at least)' }],
    [accuses && accusedUnitId === '', { zh: '被反映的单位', en: 'the unit that it is about' }],
  ],
  (draft) => (draft.anonymous ? [] : reached(draft)),
];

/** What a step still needs before it goes on, as it is shown; of a step that needs nothing, none. */
export const missing = (draft: SubmitDraft, step: number): readonly Bilingual[] =>
  (needs[step]?.(draft) ?? []).flatMap(([isMissing, what]) => (isMissing ? [what] : []));
