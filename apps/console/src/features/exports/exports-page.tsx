import { exportFailureText, exportFormatText, exportStatusText } from '@daqidi/app-kit';
import { type CaseFilter, HandOutExportDocument, ListExportsDocument, type ListExportsQuery } from '@daqidi/schemas/operations';
import { App, Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { searchOf } from '../../shared/case/case-filter.js';
import { useSpeech } from '../../shared/language.js';
import { Page } from '../../shared/page.js';
import { Pager, useAfter } from '../../shared/pager.js';
import { asRefusal } from '../../shared/refusal.js';
import { Rows } from '../../shared/rows.js';
import { Loaded } from '../../shared/state.js';
import { useTools } from '../../shared/tools.js';

type Export = ListExportsQuery['exports']['edges'][number]['node'];

/** Milliseconds between two looks at what is being made. */
const look = 1_500;

const isWaiting = ({ status }: Pick<Export, 'status'>): boolean => status === 'WAITING';

const Download = ({ id }: Pick<Export, 'id'>) => {
  const { t, say } = useSpeech();
  const { client, newRequestId } = useTools();
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const fetchFile = async (): Promise<void> => {
    setBusy(true);
    try {
      const { data } = await client.ask(HandOutExportDocument, { input: { requestId: newRequestId(), exportId: id } });
      // The browser keeps it as it comes; the page stays.
      window.location.assign(`/files/${data.handOutExport.ticket}`);
    } catch (error) {
      message.error(say(asRefusal(error).text));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button loading={isBusy} onClick={() => void fetchFile()}>
      {t('下载', 'Download')}
    </Button>
  );
};

const State = ({ status, failure, rows }: Pick<Export, 'status' | 'failure' | 'rows'>) => {
  const { t, say } = useSpeech();
  if (failure !== null) return say(exportFailureText[failure]);
  return status === 'LAPSED'
    ? say(exportStatusText.LAPSED)
    : `${say(exportStatusText[status])} · ${t(`${rows} 行`, `${rows} rows`)}`;
};

/** What this person asked to be exported: it goes on while the page is left. */
export const ExportsPage = () => {
  const { t, say, at } = useSpeech();
  const query = useAsk(
    ListExportsDocument,
    { first: 20, after: useAfter() },
    { refetchInterval: (answer) => (answer?.exports.edges.some(({ node }) => isWaiting(node)) ? look : false) },
  );
  return (
    <Page title={t('我的导出', 'My exports')}>
      <p className="muted">
        {t(
          '导出在后台生成，可离开本页。文件到期自动删除，仅限本人下载，每次下载均有记录。',
          'Exports are made while you do something else. Files are kept for a time, for you alone; each download is recorded.',
        )}
      </p>
      <Loaded
        query={query}
        isEmpty={({ exports }) => exports.edges.length === 0}
        emptyText={t('还没有导出，请在诉求台账中申请', 'No exports yet: ask for one in the list of cases')}
      >
        {({ exports }) => (
          <>
            <Rows
              label={t('我的导出', 'My exports')}
              rows={exports.edges.map(({ node }) => node)}
              keyOf={({ id }) => id}
              columns={[
                { head: t('申请时间', 'Asked for'), cell: ({ requestedAt }) => at(requestedAt) },
                { head: t('用途', 'Purpose'), cell: ({ purpose }) => purpose },
                {
                  head: t('内容', 'Content'),
                  cell: ({ filter }) => (
                    <Link to={`/cases?${searchOf(filter as CaseFilter)}`}>{t('查看所选诉求', 'The cases')}</Link>
                  ),
                },
                { head: t('格式', 'Format'), cell: ({ format }) => say(exportFormatText[format]) },
                { head: t('状态', 'State'), cell: (row) => <State {...row} /> },
                { head: t('保留至', 'Kept until'), cell: ({ keptUntil }) => keptUntil && at(keptUntil) },
                { head: t('文件', 'File'), cell: ({ id, status }) => status === 'READY' && <Download id={id} /> },
              ]}
            />
            <Pager total={exports.total} isExact={exports.totalIsExact} {...exports.pageInfo} />
          </>
        )}
      </Loaded>
    </Page>
  );
};
