import { Button } from 'antd';
import { useState } from 'react';
import { useSpeech } from '../language.js';
import { useMayEver } from '../me.js';
import { actionName } from './action-name.js';
import { FormDrawer, type FormDrawerProps } from './form-drawer.js';

/** An action for those whose role may ever do it; nothing for others. */
export const FormButton = (props: Omit<FormDrawerProps, 'onClosed' | 'children'>) => {
  const { say } = useSpeech();
  const mayEver = useMayEver(props.form);
  const [isOpen, setOpen] = useState(false);
  if (!mayEver) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say(actionName(props.form))}</Button>
      {isOpen && <FormDrawer {...props} onClosed={() => setOpen(false)} />}
    </>
  );
};
