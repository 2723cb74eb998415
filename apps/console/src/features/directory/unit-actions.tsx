import { ChangeUnitDocument, ChangeUnitForm, ReadUnitDocument } from '@daqidi/schemas/operations';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { FormDrawer } from '../../shared/form/form-drawer.js';
import { useSpeech } from '../../shared/language.js';
import { useMayEver } from '../../shared/me.js';

/** Fetches the version that the change names, then asks what is to change. */
const ChangeDrawer = ({ id, onClosed }: { readonly id: string; onClosed(): void }) => {
  const unit = useAsk(ReadUnitDocument, { id }).data?.data.unit;
  if (unit === undefined || unit === null) return null;
  return (
    <FormDrawer
      form={ChangeUnitForm}
      operation={ChangeUnitDocument}
      known={{ unitId: id, expectedVersion: unit.version }}
      about={id}
      start={{ name: unit.name }}
      onClosed={onClosed}
    />
  );
};

export const UnitActions = ({ id }: { readonly id: string }) => {
  const { t } = useSpeech();
  const mayChange = useMayEver(ChangeUnitForm);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Link to={`/directory?tab=posts&unit=${id}`}>{t('查看岗位', 'Posts')}</Link>{' '}
      {mayChange && (
        <Button size="small" onClick={() => setOpen(true)}>
          {t('变更', 'Change')}
        </Button>
      )}
      {isOpen && <ChangeDrawer id={id} onClosed={() => setOpen(false)} />}
    </>
  );
};
