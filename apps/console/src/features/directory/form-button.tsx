import { Button } from 'antd';
import { useState } from 'react';
import { actionName } from '../../shared/form/action-name.js';
import { FormDrawer, type FormDrawerProps } from '../../shared/form/form-drawer.js';
import { useSpeech } from '../../shared/language.js';
import { rolesOf, useMe } from '../../shared/me.js';

/** An action for those whose role may ever do it; nothing for others. */
export const FormButton = (props: Omit<FormDrawerProps, 'onClosed' | 'children'>) => {
  const { say } = useSpeech();
  const roles = rolesOf(useMe());
  const [isOpen, setOpen] = useState(false);
  if (!props.form.roles.some((role) => roles.has(role))) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say(actionName(props.form))}</Button>
      {isOpen && <FormDrawer {...props} onClosed={() => setOpen(false)} />}
    </>
  );
};
