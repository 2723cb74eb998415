import { slotNameText, stageText } from '@daqidi/app-kit';
import type { Bilingual } from '@daqidi/schemas/operations';
import type { Case } from './case.js';

export interface Change {
  readonly what: Bilingual;
  readonly before: Bilingual;
  readonly now: Bilingual;
}

const same = (text: string | number | null | undefined): Bilingual => {
  const said = text === null || text === undefined || text === '' ? '—' : String(text);
  return { zh: said, en: said };
};

/** What a reader would notice of a case, under the names that the page has for it. */
const noticeable = (it: Case): readonly (readonly [Bilingual, Bilingual])[] => [
  [{ zh: '环节', en: 'Stage' }, stageText[it.stage]],
  [{ zh: '补充材料', en: 'Material added' }, same(it.supplements.length)],
  [{ zh: '复核意见', en: 'Opinions' }, same(it.triage?.opinions.length ?? 0)],
  [{ zh: '承办单位', en: 'Unit' }, same(it.ledgerEntry?.holder.name)],
  [{ zh: '经办人', en: 'Handler' }, same(it.ledgerEntry?.handler?.name)],
  [{ zh: '办理进展', en: 'Progress' }, same(it.ledgerEntry?.progress.total ?? 0)],
  [{ zh: '办理结果', en: 'Result' }, same(it.ledgerEntry?.result?.text)],
  [{ zh: '拒签', en: 'Refusals' }, same(it.ledgerEntry?.refusals.total ?? 0)],
  ...(it.ledgerEntry?.slots ?? []).map(
    ({ name, form, by }) =>
      [
        { zh: `签署：${slotNameText[name].zh}`, en: `Signature: ${slotNameText[name].en}` },
        form === null ? { zh: '待签', en: 'open' } : { zh: `已签 ${by?.name ?? ''}`, en: `signed ${by?.name ?? ''}` },
      ] as const,
  ),
  [{ zh: '督办单', en: 'Orders' }, same(it.supervision?.orders.length ?? 0)],
];

/** What became different of a case between two readings. */
export const changesBetween = (before: Case, now: Case): readonly Change[] => {
  const earlier = new Map(noticeable(before).map(([what, value]) => [what.en, value]));
  return noticeable(now).flatMap(([what, value]) => {
    const was = earlier.get(what.en) ?? same(null);
    return was.en === value.en ? [] : [{ what, before: was, now: value }];
  });
};
