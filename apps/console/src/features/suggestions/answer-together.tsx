import { AnswerSuggestionsDocument, AnswerSuggestionsForm, ListSuggestionsToAnswerDocument } from '@daqidi/schemas/operations';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { matterOf } from '../../shared/case/matter.js';
import { FormDrawer } from '../../shared/form/form-drawer.js';
import { useSpeech } from '../../shared/language.js';
import { Pager, useAfter } from '../../shared/pager.js';
import { Rows } from '../../shared/rows.js';
import { Due } from '../../shared/stage-tag.js';
import { Loaded } from '../../shared/state.js';
import { useToggled } from '../../shared/toggled.js';

/** As many as the contract takes at once. */
const most = 20;

/** Suggestions that wait for the reader's answer: those about one matter are chosen, and answered with one text. */
export const AnswerTogether = () => {
  const { t } = useSpeech();
  const query = useAsk(ListSuggestionsToAnswerDocument, { first: most, after: useAfter() });
  const [chosen, toggle, clear] = useToggled();
  const [isOpen, setOpen] = useState(false);
  const title = t('待答复的建议', 'Suggestions that wait for an answer');
  return (
    <section className="panel stack" aria-label={title}>
      <Loaded
        query={query}
        isEmpty={({ cases }) => cases.edges.length === 0}
        emptyText={t('没有等您答复的建议', 'No suggestion waits for you')}
      >
        {({ cases }) => {
          const rows = cases.edges.map(({ node }) => node);
          const entries = rows
            .filter(({ id }) => chosen.has(id))
            .map(({ id, appeal }) => ({ appealId: id, expectedVersion: appeal.ledgerEntry?.version ?? 0 }));
          return (
            <>
              <Rows
                label={title}
                rows={rows}
                keyOf={({ id }) => id}
                columns={[
                  {
                    head: t('选择', 'Choose'),
                    cell: ({ id, unifiedCode }) => (
                      <Checkbox
                        aria-label={`${t('选择', 'Choose')} ${unifiedCode}`}
                        checked={chosen.has(id)}
                        onChange={() => toggle(id)}
                      />
                    ),
                  },
                  { head: t('统一编码', 'Code'), cell: ({ id, unifiedCode }) => <Link to={`/cases/${id}`}>{unifiedCode}</Link> },
                  { head: t('建议', 'Suggestion'), cell: ({ appeal }) => matterOf(appeal.content) },
                  { head: t('内容分类', 'Subject'), cell: ({ subject }) => subject },
                  { head: t('区划', 'Place'), cell: ({ region }) => region.name },
                  { head: t('期限', 'Due'), cell: ({ dueAt, overdue }) => <Due dueAt={dueAt} overdue={overdue} /> },
                ]}
              />
              <div className="actions">
                <Button type="primary" disabled={entries.length === 0} onClick={() => setOpen(true)}>
                  {t(`一并答复所选 ${entries.length} 件`, `Answer the ${entries.length} chosen together`)}
                </Button>
              </div>
              <Pager total={cases.total} isExact={cases.totalIsExact} {...cases.pageInfo} />
              {isOpen && (
                <FormDrawer
                  form={AnswerSuggestionsForm}
                  operation={AnswerSuggestionsDocument as never}
                  known={{ entries }}
                  about={entries.map(({ appealId }) => appealId).join(' ')}
                  onClosed={() => {
                    setOpen(false);
                    clear();
                  }}
                />
              )}
            </>
          );
        }}
      </Loaded>
    </section>
  );
};
