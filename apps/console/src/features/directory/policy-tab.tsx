import { slotNameText } from '@daqidi/app-kit';
import {
  ListChannelsDocument,
  ListHolidaysDocument,
  ListPolicyVersionsDocument,
  ListTagsDocument,
  StateChannelDocument,
  StateChannelForm,
  StateHolidaysDocument,
  StateHolidaysForm,
  StatePolicyDocument,
  StatePolicyForm,
  StateTagDocument,
  StateTagForm,
} from '@daqidi/schemas/operations';
import type { ReactNode } from 'react';
import { useAsk } from '../../shared/ask.js';
import { FormButton } from '../../shared/form/form-button.js';
import { useSpeech } from '../../shared/language.js';
import { Rows } from '../../shared/rows.js';
import { Loaded } from '../../shared/state.js';

const Part = ({
  title,
  action,
  children,
}: {
  readonly title: string;
  readonly action: ReactNode;
  readonly children: ReactNode;
}) => (
  <section className="panel stack" aria-label={title}>
    <div className="page-head">
      <h2>{title}</h2>
      {action}
    </div>
    {children}
  </section>
);

const Policy = () => {
  const { t, say } = useSpeech();
  const query = useAsk(ListPolicyVersionsDocument, {});
  const newest = query.data?.data.policyVersions[0]?.version;
  const title = t('政策参数', 'Policy numbers');
  return (
    <Part
      title={title}
      action={
        newest !== undefined && (
          <FormButton
            form={StatePolicyForm}
            operation={StatePolicyDocument}
            known={{ basedOn: newest }}
            about={`after ${newest}`}
          />
        )
      }
    >
      <Loaded query={query}>
        {({ policyVersions }) => (
          <Rows
            label={title}
            rows={policyVersions}
            keyOf={({ version }) => String(version)}
            columns={[
              { head: t('版本', 'Version'), cell: ({ version }) => version },
              { head: t('生效日期', 'In force from'), cell: ({ effectiveFrom }) => effectiveFrom },
              {
                head: t('签署顺序', 'Order of signing'),
                cell: ({ countersignOrder }) => countersignOrder.map((slot) => say(slotNameText[slot])).join(' → '),
              },
              { head: t('督办回复(工作日)', 'Order (working days)'), cell: ({ orderWorkingDays }) => orderWorkingDays },
              { head: t('评价期限(天)', 'Evaluation (days)'), cell: ({ evaluationWindowDays }) => evaluationWindowDays },
            ]}
          />
        )}
      </Loaded>
    </Part>
  );
};

const Channels = () => {
  const { t, language } = useSpeech();
  const query = useAsk(ListChannelsDocument, {});
  const title = t('诉求渠道', 'Channels');
  return (
    <Part title={title} action={<FormButton form={StateChannelForm} operation={StateChannelDocument} known={{}} about="new" />}>
      <Loaded query={query}>
        {({ channels }) => (
          <Rows
            label={title}
            rows={channels}
            keyOf={({ code }) => code}
            columns={[
              { head: t('代码', 'Code'), cell: ({ code }) => code },
              { head: t('名称', 'Name'), cell: ({ nameZh, nameEn }) => (language === 'zh' ? nameZh : nameEn) },
              {
                head: t('有诉求人', 'Petitioner'),
                cell: ({ hasPetitioner }) => (hasPetitioner ? t('是', 'yes') : t('否', 'no')),
              },
              {
                head: t('仅限机器', 'Machines only'),
                cell: ({ machinesOnly }) => (machinesOnly ? t('是', 'yes') : t('否', 'no')),
              },
            ]}
          />
        )}
      </Loaded>
    </Part>
  );
};

const Tags = () => {
  const { t, language } = useSpeech();
  const query = useAsk(ListTagsDocument, {});
  const title = t('分类标注清单', 'Tags');
  return (
    <Part title={title} action={<FormButton form={StateTagForm} operation={StateTagDocument} known={{}} about="new" />}>
      <Loaded query={query}>
        {({ tags }) => (
          <Rows
            label={title}
            rows={tags}
            keyOf={({ code }) => code}
            columns={[
              { head: t('代码', 'Code'), cell: ({ code }) => code },
              { head: t('名称', 'Name'), cell: ({ nameZh, nameEn }) => (language === 'zh' ? nameZh : nameEn) },
              { head: t('启用日期', 'From'), cell: ({ validFrom }) => validFrom },
              { head: t('停用日期', 'Until'), cell: ({ validTo }) => validTo ?? t('长期', 'no end') },
            ]}
          />
        )}
      </Loaded>
    </Part>
  );
};

const Holidays = () => {
  const { t } = useSpeech();
  const query = useAsk(ListHolidaysDocument, {});
  const title = t('放假安排', 'Holidays');
  return (
    <Part title={title} action={<FormButton form={StateHolidaysForm} operation={StateHolidaysDocument} known={{}} about="new" />}>
      <Loaded query={query}>
        {({ holidayLists }) => (
          <Rows
            label={title}
            rows={[...holidayLists].reverse()}
            keyOf={({ year }) => String(year)}
            columns={[
              { head: t('年份', 'Year'), cell: ({ year }) => year },
              { head: t('放假天数', 'Days off'), cell: ({ daysOff }) => daysOff.length },
              { head: t('调休上班', 'Made up'), cell: ({ makeUpDays }) => makeUpDays.length },
              { head: t('暂定', 'Provisional'), cell: ({ provisional }) => (provisional ? t('是', 'yes') : t('否', 'no')) },
              { head: t('依据', 'Source'), cell: ({ source }) => source },
            ]}
          />
        )}
      </Loaded>
    </Part>
  );
};

export const PolicyTab = () => (
  <div className="stack">
    <Policy />
    <Channels />
    <Tags />
    <Holidays />
  </div>
);
