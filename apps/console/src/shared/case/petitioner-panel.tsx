import { ViewPetitionerDocument, ViewPetitionerForm, type ViewPetitionerMutation } from '@daqidi/schemas/operations';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { Facts } from '../facts.js';
import { ActionForm } from '../form/action-form.js';
import { useSpeech } from '../language.js';
import type { Case } from './case.js';

type InFull = ViewPetitionerMutation['viewPetitioner'];

const PurposeDrawer = ({ id, onSeen, onClosed }: { readonly id: string; onSeen(seen: InFull): void; onClosed(): void }) => {
  const { t } = useSpeech();
  return (
    <Drawer open onClose={onClosed} title={t('查看完整信息', 'See in full')} size="min(460px, 100vw)" destroyOnHidden>
      <p className="band">
        {t(
          '每次查看都会记录查看人、时间和事由，供审计人员核查。',
          'Each view is recorded with who, when and why, for the auditor.',
        )}
      </p>
      <ActionForm
        form={ViewPetitionerForm}
        operation={ViewPetitionerDocument as never}
        known={{ appealId: id }}
        about={id}
        onDone={({ viewPetitioner }: ViewPetitionerMutation) => {
          onSeen(viewPetitioner);
          onClosed();
        }}
      />
    </Drawer>
  );
};

/** Masked, and in full for a purpose. What was seen in full is gone with the page. */
export const PetitionerPanel = ({ it }: { readonly it: Case }) => {
  const { t, at } = useSpeech();
  const [asks, setAsks] = useState(false);
  const [inFull, setInFull] = useState<InFull | null>(null);
  const { petitioner } = it;
  const shown = inFull?.details ?? petitioner;
  const corrected = (moment: string | null) =>
    moment === null ? [] : [[t('联系方式更正于', 'Contact corrected'), at(moment)] as const];
  return (
    <section className="panel stack" aria-label={t('诉求人', 'Petitioner')}>
      <h2>{t('诉求人', 'Petitioner')}</h2>
      {petitioner.anonymous ? (
        <p className="text">{t('匿名', 'Anonymous')}</p>
      ) : (
        <Facts
          facts={[
            [t('姓名', 'Name'), shown.name],
            [t('电话', 'Telephone'), shown.telephone],
            [t('证件号码', 'Identity number'), shown.identityNumber],
            [t('住址', 'Address'), shown.address],
            ...corrected(petitioner.contactCorrectedAt),
          ]}
        />
      )}
      {petitioner.group !== null && (
        <div>
          {t(`群体诉求，共 ${petitioner.group.size} 人`, `A group of ${petitioner.group.size}`)}
          <ul>
            {petitioner.group.members
              .filter(({ representative, name }) => representative && name !== null)
              .map(({ name, contactCorrectedAt }) => (
                <li key={name}>
                  {name} · {t('代表', 'representative')}
                  {contactCorrectedAt !== null && ` · ${t('联系方式更正于', 'contact corrected')} ${at(contactCorrectedAt)}`}
                </li>
              ))}
          </ul>
        </div>
      )}
      {petitioner.protected && <p className="band">{t('诉求人要求保密', 'The petitioner asked for protection')}</p>}
      {inFull?.texts.map((text) => (
        <p key={text} className="text">
          {text}
        </p>
      ))}
      {!petitioner.anonymous && inFull === null && it.actions.some(({ name }) => name === ViewPetitionerForm.mutation) && (
        <Button onClick={() => setAsks(true)}>{t('查看完整信息', 'See in full')}</Button>
      )}
      {asks && <PurposeDrawer id={it.id} onSeen={setInFull} onClosed={() => setAsks(false)} />}
    </section>
  );
};
