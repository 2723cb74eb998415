import { postRoleText } from '@daqidi/app-kit';
import {
  AppendPostDocument,
  AppendPostForm,
  DecidePostDocument,
  DecidePostForm,
  EndPostDocument,
  EndPostForm,
  ListPostProposalsDocument,
  ListPostsDocument,
  NameOfficerDocument,
  NameOfficerForm,
} from '@daqidi/schemas/operations';
import { useSearchParams } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { FormButton } from '../../shared/form/form-button.js';
import { useSpeech } from '../../shared/language.js';
import { ListSection } from '../../shared/list-section.js';
import { useMayEver } from '../../shared/me.js';
import { Pager, useAfter } from '../../shared/pager.js';
import { UnitPicker } from '../../shared/pickers.js';
import { Rows } from '../../shared/rows.js';
import { Loaded } from '../../shared/state.js';

/** What waits for the consent of a second person, for those who may give it. */
const Proposals = () => {
  const { t, say } = useSpeech();
  const mayDecide = useMayEver(DecidePostForm);
  const query = useAsk(ListPostProposalsDocument, { first: 20 }, { enabled: mayDecide });
  if (!mayDecide || query.data?.data.postProposals.edges.length === 0) return null;
  const title = t('待同意的岗位提议', 'Waits for consent');
  return (
    <ListSection
      title={title}
      query={query}
      rowsOf={({ postProposals }) => postProposals.edges.map(({ node }) => node)}
      keyOf={({ id }) => id}
      columns={[
        { head: t('提议', 'What'), cell: ({ act }) => (act === 'APPEND' ? t('任命', 'append') : t('终止', 'end')) },
        { head: t('人员', 'Person'), cell: ({ officer }) => officer.name },
        { head: t('岗位', 'Role'), cell: ({ role }) => say(postRoleText[role]) },
        { head: t('单位', 'Unit'), cell: ({ unit }) => unit.name },
        { head: t('起止', 'From, to'), cell: ({ validFrom, validTo }) => `${validFrom} — ${validTo ?? ''}` },
        {
          head: t('操作', 'Act'),
          cell: ({ id, version }) => (
            <FormButton
              form={DecidePostForm}
              operation={DecidePostDocument}
              known={{ postId: id, expectedVersion: version }}
              about={id}
            />
          ),
        },
      ]}
    />
  );
};

export const PostsTab = () => {
  const { t, say } = useSpeech();
  const [search, setSearch] = useSearchParams();
  const unitId = search.get('unit') ?? undefined;
  const query = useAsk(ListPostsDocument, { unitId: unitId ?? null, first: 20, after: useAfter() });
  return (
    <div className="stack">
      <Proposals />
      <div className="filters">
        <label htmlFor="posts-unit">
          {t('单位', 'Unit')}
          <UnitPicker
            id="posts-unit"
            {...(unitId === undefined ? {} : { value: unitId })}
            onChange={(id) => setSearch(id === undefined ? { tab: 'posts' } : { tab: 'posts', unit: id })}
          />
        </label>
        <FormButton form={AppendPostForm} operation={AppendPostDocument} known={{}} about="new" />
        <FormButton form={NameOfficerForm} operation={NameOfficerDocument} known={{}} about="new" />
      </div>
      <Loaded query={query} isEmpty={({ posts }) => posts.edges.length === 0}>
        {({ posts }) => (
          <>
            <Rows
              label={t('岗位', 'Posts')}
              rows={posts.edges.map(({ node }) => node)}
              keyOf={({ id }) => id}
              columns={[
                { head: t('人员', 'Person'), cell: ({ officer }) => officer.name ?? officer.id },
                { head: t('岗位', 'Role'), cell: ({ role }) => say(postRoleText[role]) },
                { head: t('单位', 'Unit'), cell: ({ unit }) => unit.name },
                { head: t('任职', 'From, to'), cell: ({ validFrom, validTo }) => `${validFrom} — ${validTo ?? ''}` },
                { head: t('代理', 'Acting'), cell: ({ acting }) => (acting ? t('是', 'yes') : null) },
                {
                  head: t('操作', 'Act'),
                  cell: ({ id, version, validTo }) =>
                    validTo === null ? (
                      <FormButton
                        form={EndPostForm}
                        operation={EndPostDocument}
                        known={{ postId: id, expectedVersion: version }}
                        about={id}
                      />
                    ) : null,
                },
              ]}
            />
            <Pager total={posts.total} {...posts.pageInfo} />
          </>
        )}
      </Loaded>
    </div>
  );
};
