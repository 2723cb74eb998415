import { postRoleText } from '@daqidi/app-kit';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Input, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useSpeech } from '../../shared/language.js';
import { useTools } from '../../shared/tools.js';
import { type TrialPerson, trialPeople, trialToken } from '../../shared/trial.js';
import { ProviderSignIn } from './provider-sign-in.js';

const isRole = (role: string): role is keyof typeof postRoleText => Object.hasOwn(postRoleText, role);

const People = ({ people, onChosen }: { readonly people: readonly TrialPerson[]; onChosen(person: TrialPerson): void }) => {
  const { t, say } = useSpeech();
  return (
    <ul className="people" aria-label={t('人员', 'People')}>
      {people.map((person) => (
        <li key={`${person.id} ${person.role} ${person.unit}`}>
          <button type="button" onClick={() => onChosen(person)}>
            <strong>{person.name}</strong>
            <span className="muted">
              {isRole(person.role) ? say(postRoleText[person.role]) : t('群众', 'Citizen')}
              {person.unit === '' ? '' : ` · ${person.unit}`} · {person.id}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
};

/** Where the process knows no directory, a person is named by his id. */
const ById = ({ onChosen }: { onChosen(person: Pick<TrialPerson, 'id' | 'kind'>): void }) => {
  const { t } = useSpeech();
  return (
    <Input.Search
      aria-label={t('人员标识', 'Person id')}
      placeholder={t('人员标识，例如 letters.officer', 'Person id, such as letters.officer')}
      enterButton={t('登录', 'Sign in')}
      onSearch={(id) => id.trim() !== '' && onChosen({ id: id.trim(), kind: 'OFFICER' })}
    />
  );
};

const TrialSignIn = () => {
  const { t, say } = useSpeech();
  const { session } = useTools();
  const [search, setSearch] = useState('');
  const [role, setRole] = useState<string | undefined>();
  const asked = useDeferredValue(`${role ?? ''} ${search}`.trim());
  const { data, error } = useQuery({
    queryKey: ['trial people', asked],
    queryFn: () => trialPeople(asked),
    placeholderData: (last) => last,
  });
  const [failed, setFailed] = useState(false);
  const signIn = (person: Pick<TrialPerson, 'id' | 'kind'>): void => {
    trialToken(person).then(
      (token) => session.begin({ token, personId: person.id }),
      () => setFailed(true),
    );
  };
  if (data === null)
    return (
      <Alert
        type="info"
        showIcon
        title={t(
          '本站点的身份认证平台尚未为控制台设置（DAQIDI_OIDC_CLIENT_ID）。',
          'The identity provider of this site has not been set up for the console yet (DAQIDI_OIDC_CLIENT_ID).',
        )}
      />
    );
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={t(
          '仅供试用：在此可不经验证，以示例区任何人员的身份登录。',
          'For trial only: here anybody signs in as anybody of the demonstration district, without proof.',
        )}
      />
      {(failed || error !== null) && (
        <Alert type="error" showIcon title={t('登录没有成功，请重试。', 'Signing in failed. Try again.')} />
      )}
      <div className="filters">
        <label htmlFor="person-search">
          {t('姓名、单位', 'Name or unit')}
          <Input id="person-search" allowClear value={search} onChange={({ target }) => setSearch(target.value)} />
        </label>
        <label htmlFor="person-role">
          {t('岗位', 'Role')}
          <Select
            id="person-role"
            allowClear
            className="wide-select"
            value={role}
            onChange={setRole}
            options={Object.entries(postRoleText).map(([value, text]) => ({ value, label: say(text) }))}
          />
        </label>
      </div>
      {data !== undefined && data.length === 0 && asked === '' ? (
        <ById onChosen={signIn} />
      ) : (
        <People people={data ?? []} onChosen={signIn} />
      )}
      {data?.length === 0 && asked !== '' && (
        <Button onClick={() => [setSearch(''), setRole(undefined)]}>{t('没有找到，清除条件', 'Nobody found: clear')}</Button>
      )}
    </>
  );
};

export const SignInPage = () => {
  const { t } = useSpeech();
  const { signIn } = useTools();
  const { data: isProvided, error } = useQuery({ queryKey: ['sign-in'], queryFn: () => signIn.isProvided() });
  return (
    <section className="sign-in">
      <title>{t('登录 · 群众诉求大起底', 'Sign in · Daqidi')}</title>
      <h1>{t('登录', 'Sign in')}</h1>
      {error !== null && (
        <Alert type="error" showIcon title={t('目前不能登录，请稍后刷新。', 'Signing in is not possible now. Try again.')} />
      )}
      {isProvided === true && <ProviderSignIn />}
      {isProvided === false && <TrialSignIn />}
    </section>
  );
};
