import { unitKindText } from '@daqidi/app-kit';
import { OpenUnitDocument, OpenUnitForm, SearchUnitsDocument } from '@daqidi/schemas/operations';
import { Input } from 'antd';
import { useSearchParams } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { FormButton } from '../../shared/form/form-button.js';
import { useSpeech } from '../../shared/language.js';
import { Pager, useAfter } from '../../shared/pager.js';
import { Rows } from '../../shared/rows.js';
import { Loaded } from '../../shared/state.js';
import { UnitActions } from './unit-actions.js';

export const UnitsTab = () => {
  const { t, say } = useSpeech();
  const [search, setSearch] = useSearchParams();
  const name = search.get('name') ?? '';
  const query = useAsk(SearchUnitsDocument, { name, first: 20, after: useAfter() });
  return (
    <div className="stack">
      <div className="pager">
        <Input.Search
          aria-label={t('单位名称', 'Unit name')}
          placeholder={t('单位名称', 'Unit name')}
          className="wide-select search"
          defaultValue={name}
          onSearch={(typed) => setSearch(typed === '' ? { tab: 'units' } : { tab: 'units', name: typed })}
        />
        <FormButton form={OpenUnitForm} operation={OpenUnitDocument} known={{}} about="new" />
      </div>
      <Loaded query={query} isEmpty={({ units }) => units.edges.length === 0}>
        {({ units }) => (
          <>
            <Rows
              label={t('责任单位', 'Units')}
              rows={units.edges.map(({ node }) => node)}
              keyOf={({ id }) => id}
              columns={[
                { head: t('名称', 'Name'), cell: (unit) => unit.name },
                { head: t('类型', 'Kind'), cell: ({ kind }) => say(unitKindText[kind]) },
                { head: t('区划', 'Place'), cell: ({ region }) => region.name },
                { head: t('操作', 'Act'), cell: ({ id }) => <UnitActions id={id} /> },
              ]}
            />
            <Pager total={units.total} {...units.pageInfo} />
          </>
        )}
      </Loaded>
    </div>
  );
};
