import { stageText } from '@daqidi/app-kit';
import { ListOwnAppealsDocument } from '@daqidi/schemas/operations';
import { useState } from 'preact/hooks';
import { Failed, Go, Page, Waiting } from '../shared/parts.js';
import { SignIn } from '../shared/sign-in.js';
import { useScene } from '../shared/tools.js';
import { useAsk } from '../shared/use-ask.js';
import { useUpdates } from '../shared/use-updates.js';

const List = () => {
  const { t, say, at } = useScene();
  const { data, refusal, again } = useAsk(ListOwnAppealsDocument, { first: 50 });
  useUpdates(again);
  if (refusal !== null) return <Failed refusal={refusal} again={again} />;
  if (data === null) return <Waiting />;
  if (data.cases.edges.length === 0) return <p>{t('您还没有提交过诉求。', 'You have handed in nothing yet.')}</p>;
  return (
    <ul class="cards">
      {data.cases.edges.map(({ node }) => (
        <li key={node.id}>
          <Go to={`/c/mine/${encodeURIComponent(node.id)}`}>{node.unifiedCode}</Go>
          <div class="said begin">{node.appeal.content}</div>
          <div>{say(stageText[node.stage])}</div>
          <small>{at(node.submittedAt)}</small>
        </li>
      ))}
    </ul>
  );
};

export const OwnList = () => {
  const { tools, t } = useScene();
  const [isKnown, setKnown] = useState(tools.person() !== null);
  return (
    <Page title={t('我的诉求', 'My appeals')}>
      {isKnown ? (
        <>
          <List />
          <button
            type="button"
            onClick={() => {
              tools.become(null);
              tools.signIn.end().catch(() => undefined);
              tools.drafts.dropAll();
              setKnown(false);
            }}
          >
            {t('退出', 'Sign out')}
          </button>
        </>
      ) : (
        <SignIn onSignedIn={() => setKnown(true)} />
      )}
    </Page>
  );
};
