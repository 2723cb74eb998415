import { jointDecisionKindText } from '@daqidi/app-kit';
import { ListConsentsDocument, ListTracksDocument, type TrackName } from '@daqidi/schemas/operations';
import { Link } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { useSpeech } from '../../shared/language.js';
import { ListSection } from '../../shared/list-section.js';
import { Due, StageTag } from '../../shared/stage-tag.js';

const pageSize = 20;

/** Which of the two tracks a role works on. */
export const trackOf = (roles: ReadonlySet<string>): TrackName | null =>
  roles.has('DISCIPLINE_INSPECTOR') ? 'DISCIPLINE' : roles.has('LETTERS_OFFICER') || roles.has('SECRETARIAT') ? 'LETTERS' : null;

/** Tracks of one side, the reader's own or those that nobody has taken, what is due first at the head. */
export const Tracks = ({ track, untaken }: { readonly track: TrackName; readonly untaken: boolean }) => {
  const { t } = useSpeech();
  const query = useAsk(ListTracksDocument, { track, untaken, first: pageSize });
  return (
    <ListSection
      title={untaken ? t('待领取的督办', 'Tracks that nobody has taken') : t('我的督办', 'My tracks')}
      query={query}
      rowsOf={({ myTracks }) => myTracks.edges.map(({ node }) => node)}
      keyOf={({ id }) => id}
      columns={[
        {
          head: t('统一编码', 'Code'),
          cell: ({ id, appeal }) => <Link to={`/cases/${id}`}>{appeal?.unifiedCode ?? id}</Link>,
        },
        { head: t('环节', 'Stage'), cell: ({ appeal }) => appeal && <StageTag stage={appeal.stage} /> },
        {
          head: t('期限', 'Due'),
          cell: ({ tracks }) => {
            const own = tracks.find(({ name }) => name === track);
            return own && <Due dueAt={own.dueAt} overdue={own.overdue} />;
          },
        },
      ]}
    />
  );
};

/** Joint decisions that the other track has proposed, and that wait for this one's word. */
export const Consents = ({ track }: { readonly track: TrackName }) => {
  const { t, say } = useSpeech();
  const query = useAsk(ListConsentsDocument, { track, first: pageSize });
  return (
    <ListSection
      title={t('待我方会商', 'Waits for our consent')}
      query={query}
      rowsOf={({ myConsents }) => myConsents.edges.map(({ node }) => node)}
      keyOf={({ id }) => id}
      columns={[
        {
          head: t('统一编码', 'Code'),
          cell: ({ id, appeal }) => <Link to={`/cases/${id}`}>{appeal?.unifiedCode ?? id}</Link>,
        },
        { head: t('会商事项', 'About'), cell: ({ asked }) => asked && say(jointDecisionKindText[asked.kind]) },
        { head: t('期限', 'Due'), cell: ({ asked }) => asked && <Due dueAt={asked.dueAt} overdue={asked.overdue} /> },
      ]}
    />
  );
};
