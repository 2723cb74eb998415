import { FindPetitionerDocument, FindPetitionerForm, type FindPetitionerMutation } from '@daqidi/schemas/operations';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { ActionForm } from '../../shared/form/action-form.js';
import { useSpeech } from '../../shared/language.js';
import { useMayEver } from '../../shared/me.js';
import { Rows } from '../../shared/rows.js';
import { StageTag } from '../../shared/stage-tag.js';

type Found = FindPetitionerMutation['findPetitioner'];

/** Appeals of a petitioner by his whole telephone number, name or identity number; each search is recorded with its purpose. */
export const FindPetitioner = () => {
  const { t, at } = useSpeech();
  const maySearch = useMayEver(FindPetitionerForm);
  const [isOpen, setOpen] = useState(false);
  const [found, setFound] = useState<Found | null>(null);
  if (!maySearch) return null;
  const title = t('按诉求人查询', 'Find by petitioner');
  return (
    <>
      <Button onClick={() => setOpen(true)}>{title}</Button>
      <Drawer
        open={isOpen}
        onClose={() => {
          setOpen(false);
          setFound(null);
        }}
        title={title}
        size="min(640px, 100vw)"
        destroyOnHidden
      >
        <div className="stack">
          <p className="band">{t('每次查询都会记录查询人、时间和事由。', 'Each search is recorded with who, when and why.')}</p>
          <ActionForm
            form={FindPetitionerForm}
            operation={FindPetitionerDocument as never}
            known={{}}
            about="search"
            isConfidential
            focuses
            onDone={({ findPetitioner }: FindPetitionerMutation) => setFound(findPetitioner)}
          />
          {found !== null && (
            <section aria-label={t('查询结果', 'Found')} aria-live="polite">
              {found.appeals.length === 0 ? (
                <p>{t('没有您可以查看的诉求', 'There is no such case that you may see')}</p>
              ) : (
                <Rows
                  label={t('查询结果', 'Found')}
                  rows={found.appeals}
                  keyOf={({ id }) => id}
                  columns={[
                    {
                      head: t('统一编码', 'Code'),
                      cell: ({ id, unifiedCode }) => <Link to={`/cases/${id}`}>{unifiedCode}</Link>,
                    },
                    { head: t('诉求人', 'Petitioner'), cell: ({ petitioner }) => petitioner.name },
                    { head: t('环节', 'Stage'), cell: ({ stage }) => <StageTag stage={stage} /> },
                    { head: t('提交时间', 'Submitted'), cell: ({ submittedAt }) => at(submittedAt) },
                  ]}
                />
              )}
              {found.more && <p className="muted">{t('还有更多，请补充条件', 'There are more: say more')}</p>}
            </section>
          )}
        </div>
      </Drawer>
    </>
  );
};
