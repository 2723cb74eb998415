import { placeKindText } from '@daqidi/app-kit';
import { Choice, Field } from '../shared/parts.js';
import { useScene } from '../shared/tools.js';
import type { SubmitDraft } from './draft.js';

/** When, where and what it is about, each where it is known; folded until somebody wants to say it. */
export const Particulars = ({ draft, change }: { readonly draft: SubmitDraft; change(part: Partial<SubmitDraft>): void }) => {
  const { t } = useScene();
  return (
    <details>
      <summary>{t('补充时间、地点、设施(选填)', 'When, where and what it concerns (optional)')}</summary>
      <label class="field">
        {t('发生日期', 'When it happened')}
        <input
          type="date"
          value={draft.occurredOn}
          onInput={({ currentTarget }) => change({ occurredOn: currentTarget.value })}
        />
      </label>
      <Choice
        label={t('地点类型', 'What kind of place')}
        value={draft.placeKind}
        words={placeKindText}
        onValue={(placeKind) => change({ placeKind })}
      />
      <Field label={t('地点名称', 'Its name')} value={draft.placeName} onValue={(placeName) => change({ placeName })} />
      <Field
        label={t('涉及的设施(用逗号分开)', 'Things it concerns, commas between')}
        value={draft.things}
        onValue={(things) => change({ things })}
      />
      <Field
        label={t('涉及的企业、物业等(用逗号分开)', 'Companies it concerns, commas between')}
        value={draft.organisations}
        onValue={(organisations) => change({ organisations })}
      />
    </details>
  );
};
