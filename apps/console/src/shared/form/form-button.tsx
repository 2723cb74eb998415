import { Button } from 'antd';
import { useState } from 'react';
import { useSpeech } from '../language.js';
import { rolesOf, useMe } from '../me.js';
import { actionName } from './action-name.js';
import { FormDrawer, type FormDrawerProps } from './form-drawer.js';

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
