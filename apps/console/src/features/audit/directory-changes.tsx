import { directoryActText, directoryKindText } from '@daqidi/app-kit';
import { type DirectoryKind, ListDirectoryChangesDocument } from '@daqidi/schemas/operations';
import { Select } from 'antd';
import { useAsk } from '../../shared/ask.js';
import { useFilters } from '../../shared/filters.js';
import { useSpeech } from '../../shared/language.js';
import { Pager, useAfter } from '../../shared/pager.js';
import { Rows } from '../../shared/rows.js';
import { Loaded } from '../../shared/state.js';

const isKind = (asked: string | null): asked is DirectoryKind => asked !== null && Object.hasOwn(directoryKindText, asked);

/** Who changed what in the directory, when and why. */
export const DirectoryChanges = () => {
  const { t, say, at } = useSpeech();
  const { search, set } = useFilters();
  const asked = search.get('kind');
  const query = useAsk(ListDirectoryChangesDocument, { kind: isKind(asked) ? asked : null, first: 20, after: useAfter() });
  return (
    <div className="stack">
      <Select
        aria-label={t('类别', 'Kind')}
        allowClear
        className="narrow-select"
        placeholder={t('类别', 'Kind')}
        value={isKind(asked) ? asked : undefined}
        onChange={(kind?: DirectoryKind) => set('kind', kind)}
        options={Object.entries(directoryKindText).map(([value, text]) => ({ value, label: say(text) }))}
      />
      <Loaded
        query={query}
        isEmpty={({ directoryChanges }) => directoryChanges.edges.length === 0}
        emptyText={t('没有变更记录', 'No changes')}
      >
        {({ directoryChanges: changes }) => (
          <>
            <Rows
              label={t('名录变更记录', 'Changes of the directory')}
              rows={changes.edges.map(({ node }) => node)}
              keyOf={({ at: moment, about, act }) => `${moment} ${about} ${act}`}
              columns={[
                { head: t('时间', 'When'), cell: (change) => at(change.at) },
                { head: t('何人', 'Who'), cell: ({ by }) => by.name ?? by.id },
                { head: t('类别', 'Kind'), cell: ({ kind }) => say(directoryKindText[kind]) },
                { head: t('对象', 'About'), cell: ({ about }) => about },
                { head: t('方式', 'How'), cell: ({ act }) => say(directoryActText[act]) },
                { head: t('理由', 'Why'), cell: ({ reason }) => reason },
              ]}
            />
            <Pager total={changes.total} {...changes.pageInfo} />
          </>
        )}
      </Loaded>
    </div>
  );
};
