import { dayOf, laterDay, postRoleText } from '@daqidi/app-kit';
import { ListPostsDocument, ListVacanciesDocument } from '@daqidi/schemas/operations';
import { useAsk } from '../../shared/ask.js';
import { useSpeech } from '../../shared/language.js';
import { ListSection } from '../../shared/list-section.js';
import { Pager, useAfter } from '../../shared/pager.js';
import { useTools } from '../../shared/tools.js';

const Ending = () => {
  const { t, say } = useSpeech();
  const { now } = useTools();
  const endingBy = laterDay(dayOf(now()), 14);
  const query = useAsk(ListPostsDocument, { endingBy, first: 100 });
  return (
    <ListSection
      title={t(`${endingBy} 前届满的岗位`, `Posts that end by ${endingBy}`)}
      query={query}
      rowsOf={({ posts }) => posts.edges.map(({ node }) => node)}
      keyOf={({ id }) => id}
      columns={[
        { head: t('届满', 'Ends'), cell: ({ validTo }) => validTo },
        { head: t('单位', 'Unit'), cell: ({ unit }) => unit.name },
        { head: t('岗位', 'Role'), cell: ({ role }) => say(postRoleText[role]) },
        { head: t('人员', 'Person'), cell: ({ officer }) => officer.name },
      ]}
    />
  );
};

/** What nobody holds, and what soon nobody will: work waits for whoever is appointed. */
export const VacanciesTab = () => {
  const { t, say } = useSpeech();
  const query = useAsk(ListVacanciesDocument, { first: 50, after: useAfter() });
  return (
    <div className="stack">
      <ListSection
        title={t('空缺岗位', 'Vacancies')}
        query={query}
        rowsOf={({ vacancies }) => vacancies.edges.map(({ node }) => node)}
        keyOf={({ unit, role }) => `${unit.id} ${role}`}
        columns={[
          { head: t('单位', 'Unit'), cell: ({ unit }) => unit.name },
          { head: t('岗位', 'Role'), cell: ({ role }) => say(postRoleText[role]) },
          { head: t('最后任期至', 'Held until'), cell: ({ heldUntil }) => heldUntil },
          {
            head: t('拟任', 'Next'),
            cell: ({ next }) => next && `${next.officer.name ?? ''} ${next.validFrom}`,
          },
        ]}
      >
        {({ vacancies }) => <Pager total={vacancies.total} {...vacancies.pageInfo} />}
      </ListSection>
      <Ending />
    </div>
  );
};
