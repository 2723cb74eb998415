import type { FormField } from '@daqidi/schemas/operations';
import { Button, Form } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { FilesPicker } from '../files-picker.js';
import { useSpeech } from '../language.js';
import { fieldHelp, fieldName } from './field-words.js';
import { FormInput } from './form-input.js';

/** As many groups of the same fields as whoever fills them in needs, one at first. */
const FormRows = ({
  label,
  path,
  fields,
  unitId,
}: {
  readonly label: string;
  readonly path: readonly (string | number)[];
  readonly fields: readonly FormField[];
  readonly unitId: string | undefined;
}) => {
  const { t } = useSpeech();
  return (
    <Form.List name={[...path]} initialValue={[{}]}>
      {(rows, { add, remove }) => (
        <div className="stack">
          {rows.map(({ key, name }) => (
            <fieldset key={key} className="group">
              <legend>
                {label} {name + 1}
              </legend>
              <FormFields fields={fields} known={{}} path={[name]} unitId={unitId} />
              {rows.length > 1 && <Button onClick={() => remove(name)}>{t('删除', 'Remove')}</Button>}
            </fieldset>
          ))}
          <Button onClick={() => add({})}>{t('再加一项', 'One more')}</Button>
        </div>
      )}
    </Form.List>
  );
};

interface FieldsProps {
  readonly known: Readonly<Record<string, unknown>>;
  readonly path?: readonly (string | number)[];
  /** Whose people are offered. */
  readonly unitId?: string | undefined;
}

/** What most appeals say nothing of: behind its name, so that what all say is quick to enter. */
const seldom: ReadonlySet<string> = new Set(['group', 'particulars', 'onBehalf', 'coordinates']);

/** Open from the start where something was typed in it before. */
const Folded = ({
  label,
  path,
  children,
}: {
  readonly label: string;
  readonly path: readonly (string | number)[];
  readonly children: ReactNode;
}) => {
  const form = Form.useFormInstance();
  const [isOpen] = useState(() => form.getFieldValue([...path]) !== undefined);
  return (
    <details className="group" open={isOpen}>
      <summary>{label}</summary>
      {children}
    </details>
  );
};

/** What was chosen has to have arrived: sent before, the form would go without it. */
const FilesField = ({ field, path = [] }: Pick<FieldsProps, 'path'> & { readonly field: FormField }) => {
  const { t, say, language } = useSpeech();
  const hasAll = useRef(true);
  const label = say(fieldName(field));
  const arrived = async (): Promise<void> => {
    if (!hasAll.current) throw new Error(t('文件尚未全部上传', 'Not all files have been sent yet'));
  };
  return (
    <Form.Item
      name={[...path, field.name]}
      label={label}
      extra={fieldHelp(field, language)}
      rules={[
        { validator: arrived },
        { required: field.required, type: 'array', message: t(`请填写${label}`, `${label} is needed`) },
      ]}
      validateTrigger={[]}
    >
      <FilesPicker
        isEvidence={field.evidence === true}
        onComplete={(isComplete) => {
          hasAll.current = isComplete;
        }}
      />
    </Form.Item>
  );
};

const FieldInput = ({ field, path = [], unitId }: Omit<FieldsProps, 'known'> & { readonly field: FormField }) => {
  const { t, say, language } = useSpeech();
  const label = say(fieldName(field));
  const here = [...path, field.name];
  if (field.kind === 'GROUP' && field.list && field.fields !== undefined)
    return <FormRows label={label} path={here} fields={field.fields} unitId={unitId} />;
  if (field.kind === 'GROUP' && field.fields !== undefined && seldom.has(field.name))
    return (
      <Folded label={t(`${label}(选填)`, `${label} (optional)`)} path={here}>
        <FormFields fields={field.fields.map((each) => ({ ...each, required: false }))} known={{}} path={here} />
      </Folded>
    );
  if (field.kind === 'GROUP' && field.fields !== undefined)
    return (
      <fieldset className="group">
        <legend>{field.required ? label : t(`${label}(选填)`, `${label} (optional)`)}</legend>
        <FormFields
          fields={field.required ? field.fields : field.fields.map((each) => ({ ...each, required: false }))}
          known={{}}
          path={here}
        />
      </fieldset>
    );
  if (field.name === 'attachments') return <FilesField field={field} path={path} />;
  return (
    <Form.Item
      name={here}
      label={label}
      extra={fieldHelp(field, language)}
      rules={[{ required: field.required, message: t(`请填写${label}`, `${label} is needed`) }]}
    >
      <FormInput field={field} unitId={unitId} />
    </Form.Item>
  );
};

/**
 * Inputs for fields of a contract, in its order; those that are known already are not asked for, nor those that belong to another choice than
 * the one that was made.
 */
export const FormFields = ({ fields, known, path = [], unitId }: FieldsProps & { readonly fields: readonly FormField[] }) =>
  fields
    .filter(({ name }) => !Object.hasOwn(known, name))
    .map((field) => {
      const input = <FieldInput key={field.name} field={field} path={path} unitId={unitId} />;
      const { when } = field;
      return when === undefined ? (
        input
      ) : (
        <Form.Item key={field.name} noStyle shouldUpdate>
          {({ getFieldValue }) => when.is.includes(known[when.field] ?? getFieldValue([...path, when.field])) && input}
        </Form.Item>
      );
    });
