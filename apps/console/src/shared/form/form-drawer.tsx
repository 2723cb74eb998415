import { App, Drawer } from 'antd';
import type { ReactNode } from 'react';
import { useSpeech } from '../language.js';
import { useRefresh } from '../refresh.js';
import { ActionForm, type ActionFormProps } from './action-form.js';
import { actionName } from './action-name.js';

export interface FormDrawerProps
  extends Pick<
    ActionFormProps<unknown>,
    'form' | 'operation' | 'known' | 'about' | 'start' | 'unitId' | 'isConfidential' | 'among'
  > {
  readonly children?: ReactNode;
  onClosed(): void;
}

/** One action in a drawer, whole on a phone. */
export const FormDrawer = ({ form, onClosed, ...rest }: FormDrawerProps) => {
  const { t, say } = useSpeech();
  const { message } = App.useApp();
  const refresh = useRefresh();
  const name = say(actionName(form));
  return (
    <Drawer open onClose={onClosed} title={name} size="min(520px, 100vw)" destroyOnHidden>
      <ActionForm
        form={form}
        {...rest}
        focuses
        onConflict={refresh}
        onDone={() => {
          message.success(t(`已完成:${name}`, `Done: ${name}`));
          refresh();
          onClosed();
        }}
      />
    </Drawer>
  );
};
