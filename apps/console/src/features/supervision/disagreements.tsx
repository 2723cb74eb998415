import { disagreementAboutText } from '@daqidi/app-kit';
import { DecideDisagreementForm, ListDisagreementsDocument } from '@daqidi/schemas/operations';
import { Link } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { useSpeech } from '../../shared/language.js';
import { ListSection } from '../../shared/list-section.js';
import { useMayEver } from '../../shared/me.js';
import { Due } from '../../shared/stage-tag.js';

/** What the tracks disagree about, for the heads of the joint conference: they decide it on the page of the case. */
export const Disagreements = () => {
  const { t, say } = useSpeech();
  const isAsked = useMayEver(DecideDisagreementForm);
  const query = useAsk(ListDisagreementsDocument, { first: 20 }, { enabled: isAsked });
  if (!isAsked) return null;
  return (
    <ListSection
      title={t('待联席会议定夺', 'Waits for the joint conference')}
      query={query}
      rowsOf={({ disagreements }) => disagreements.edges.map(({ node }) => node)}
      keyOf={({ id }) => id}
      columns={[
        {
          head: t('统一编码', 'Code'),
          cell: ({ id, appeal }) => <Link to={`/cases/${id}`}>{appeal?.unifiedCode ?? id}</Link>,
        },
        {
          head: t('分歧事项', 'About'),
          cell: ({ disagreement }) => disagreement && say(disagreementAboutText[disagreement.about]),
        },
        {
          head: t('期限', 'Due'),
          cell: ({ disagreement }) => disagreement && <Due dueAt={disagreement.dueAt} overdue={disagreement.overdue} />,
        },
      ]}
    />
  );
};
