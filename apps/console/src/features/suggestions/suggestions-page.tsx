import { AnswerSuggestionsForm } from '@daqidi/schemas/operations';
import { Segmented } from 'antd';
import { useSearchParams } from 'react-router';
import { useSpeech } from '../../shared/language.js';
import { useMayEver } from '../../shared/me.js';
import { Page } from '../../shared/page.js';
import { AnswerTogether } from './answer-together.js';
import { Bank } from './bank.js';

export const SuggestionsPage = () => {
  const { t } = useSpeech();
  const [search, setSearch] = useSearchParams();
  const answers = useMayEver(AnswerSuggestionsForm);
  const view = answers && search.get('view') === 'waiting' ? 'waiting' : 'bank';
  return (
    <Page
      title={t('民生建议', 'Suggestions')}
      aside={
        answers && (
          <Segmented
            value={view}
            onChange={(chosen) => setSearch(chosen === 'bank' ? {} : { view: chosen })}
            options={[
              { value: 'bank', label: t('民生智囊库', 'Answered') },
              { value: 'waiting', label: t('待我答复', 'Waits for me') },
            ]}
          />
        )
      }
    >
      {view === 'bank' ? <Bank /> : <AnswerTogether />}
    </Page>
  );
};
