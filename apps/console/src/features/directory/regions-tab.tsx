import {
  ChangeRegionDocument,
  ChangeRegionForm,
  ListRegionsDocument,
  OpenRegionDocument,
  OpenRegionForm,
  ReadRegionVersionDocument,
} from '@daqidi/schemas/operations';
import { Button } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { FormButton } from '../../shared/form/form-button.js';
import { FormDrawer } from '../../shared/form/form-drawer.js';
import { useSpeech } from '../../shared/language.js';
import { useMayEver } from '../../shared/me.js';
import { Pager, useAfter } from '../../shared/pager.js';
import { ParentRegionPicker } from '../../shared/pickers.js';
import { Rows } from '../../shared/rows.js';
import { Loaded } from '../../shared/state.js';

/** Fetches the version that the change names, then asks what is to change. */
const ChangeDrawer = ({ id, onClosed }: { readonly id: string; onClosed(): void }) => {
  const region = useAsk(ReadRegionVersionDocument, { id }).data?.data.region;
  if (region === undefined || region === null) return null;
  return (
    <FormDrawer
      form={ChangeRegionForm}
      operation={ChangeRegionDocument}
      known={{ regionId: id, expectedVersion: region.version }}
      about={id}
      start={{ name: region.name }}
      onClosed={onClosed}
    />
  );
};

/** The places in one of them: townships at first. */
export const RegionsTab = () => {
  const { t } = useSpeech();
  const [search, setSearch] = useSearchParams();
  const within = search.get('within');
  const mayChange = useMayEver(ChangeRegionForm);
  const [changing, setChanging] = useState<string | null>(null);
  const inside = within === null ? { level: 'TOWNSHIP' as const } : { parentId: within };
  const query = useAsk(ListRegionsDocument, { ...inside, first: 20, after: useAfter() });
  return (
    <div className="stack">
      <div className="pager">
        <ParentRegionPicker
          label={t('在哪个区划内', 'Places within')}
          {...(within === null ? {} : { value: within })}
          onChange={(id) => setSearch(id === undefined ? { tab: 'regions' } : { tab: 'regions', within: id })}
        />
        <FormButton form={OpenRegionForm} operation={OpenRegionDocument} known={{}} about="new" />
      </div>
      <Loaded query={query} isEmpty={({ regions }) => regions.edges.length === 0}>
        {({ regions }) => (
          <>
            <Rows
              label={t('区划', 'Places')}
              rows={regions.edges.map(({ node }) => node)}
              keyOf={({ id }) => id}
              columns={[
                { head: t('名称', 'Name'), cell: ({ name }) => name },
                {
                  head: t('操作', 'Act'),
                  cell: ({ id, level }) => (
                    <>
                      {level !== 'GRID' && (
                        <Button size="small" onClick={() => setSearch({ tab: 'regions', within: id })}>
                          {t('下级', 'In it')}
                        </Button>
                      )}{' '}
                      {mayChange && (
                        <Button size="small" onClick={() => setChanging(id)}>
                          {t('变更', 'Change')}
                        </Button>
                      )}
                    </>
                  ),
                },
              ]}
            />
            <Pager total={regions.total} {...regions.pageInfo} />
          </>
        )}
      </Loaded>
      {changing !== null && <ChangeDrawer id={changing} onClosed={() => setChanging(null)} />}
    </div>
  );
};
