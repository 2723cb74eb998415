import type { Refusal } from '@daqidi/app-kit';
import type { Bilingual } from '@daqidi/schemas/operations';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useScene } from './tools.js';

/** A page with a way back. */
export const Page = ({
  title,
  back = '/c',
  children,
}: {
  readonly title: string;
  readonly back?: string;
  readonly children: ComponentChildren;
}) => {
  const { t } = useScene();
  return (
    <main>
      <p>
        <Go to={back}>{t('← 返回', '← Back')}</Go>
      </p>
      <h1>{title}</h1>
      {children}
    </main>
  );
};

export const Go = ({
  to,
  className,
  children,
}: {
  readonly to: string;
  readonly className?: string;
  readonly children: ComponentChildren;
}) => {
  const { go } = useScene();
  return (
    <a
      href={to}
      class={className}
      onClick={(event) => {
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
};

export const Failed = ({ refusal, again }: { readonly refusal: Refusal | null; readonly again?: () => void }) => {
  const { t, say } = useScene();
  if (refusal === null) return null;
  return (
    <p class="failed" role="alert">
      {say(refusal.text)}{' '}
      {again !== undefined && (
        <button type="button" onClick={again}>
          {t('重试', 'Try again')}
        </button>
      )}
    </p>
  );
};

export const Waiting = () => {
  const { t } = useScene();
  return <p role="status">{t('加载中…', 'Loading…')}</p>;
};

export interface FieldProps {
  readonly label: string;
  readonly help?: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly long?: boolean;
  readonly attributes?: {
    readonly inputMode?: 'tel';
    readonly autocomplete?: 'name' | 'tel' | 'off';
    readonly required?: boolean;
  };
}

export const Field = ({ label, help, value, onValue, long = false, attributes = {} }: FieldProps) => {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {long ? (
        <textarea id={id} rows={6} value={value} onInput={({ currentTarget }) => onValue(currentTarget.value)} />
      ) : (
        <input {...attributes} id={id} value={value} onInput={({ currentTarget }) => onValue(currentTarget.value)} />
      )}
      {help !== undefined && <small>{help}</small>}
    </div>
  );
};

export const Choice = <Value extends string>({
  label,
  value,
  words,
  onValue,
}: {
  readonly label: string;
  readonly value: Value;
  readonly words: Readonly<Record<Value, Bilingual>>;
  onValue(value: Value): void;
}) => {
  const { say } = useScene();
  return (
    <label class="field">
      {label}
      <select value={value} onChange={({ currentTarget }) => onValue(currentTarget.value as Value)}>
        {(Object.keys(words) as Value[]).map((each) => (
          <option key={each} value={each}>
            {say(words[each])}
          </option>
        ))}
      </select>
    </label>
  );
};

export const Check = ({
  label,
  checked,
  onChecked,
}: {
  readonly label: string;
  readonly checked: boolean;
  onChecked(checked: boolean): void;
}) => (
  <label class="check">
    <input type="checkbox" checked={checked} onChange={({ currentTarget }) => onChecked(currentTarget.checked)} /> {label}
  </label>
);
