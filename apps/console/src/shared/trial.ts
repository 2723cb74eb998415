/** Sign-in by choosing, which there is only where the platform issues its own tokens: never in a real office. */
export interface TrialPerson {
  readonly id: string;
  readonly kind: 'OFFICER' | 'PETITIONER' | 'MACHINE';
  readonly name: string;
  readonly role: string;
  readonly unit: string;
}

/** Null where tokens come from an identity provider. */
export const trialPeople = async (search: string): Promise<readonly TrialPerson[] | null> => {
  const response = await fetch(`/development/people?search=${encodeURIComponent(search)}`);
  if (!response.ok) return null;
  return ((await response.json()) as { readonly people: readonly TrialPerson[] }).people;
};

export const trialToken = async ({ id, kind }: Pick<TrialPerson, 'id' | 'kind'>): Promise<string> => {
  const response = await fetch('/development/tokens', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sub: id, kind }),
  });
  if (!response.ok) throw new Error(`no token: ${response.status}`);
  return ((await response.json()) as { readonly token: string }).token;
};
