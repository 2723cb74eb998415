import { type MutationForm, WhoAmIDocument, type WhoAmIQuery } from '@daqidi/schemas/operations';
import { useAsk } from './ask.js';
import { useSession } from './tools.js';

export type Me = NonNullable<WhoAmIQuery['me']>;

/** Who is signed in, with the posts of today; null while that is not known. */
export const useMe = (): Me | null => {
  const session = useSession();
  const { data } = useAsk(WhoAmIDocument, {}, { enabled: session !== null });
  return session === null ? null : (data?.data.me ?? null);
};

export const rolesOf = (me: Me | null): ReadonlySet<string> =>
  new Set(me?.kind === 'PETITIONER' ? ['PETITIONER'] : (me?.posts ?? []).map(({ role }) => role));

/** Whether one of the reader's posts may ever do one of these; whether it may be done now, the platform says. */
export const useMayEver = (...forms: readonly Pick<MutationForm, 'roles'>[]): boolean => {
  const roles = rolesOf(useMe());
  return forms.some((form) => form.roles.some((role) => roles.has(role)));
};
