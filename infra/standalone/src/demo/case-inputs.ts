interface Seen {
  readonly triage: { readonly version: number } | null;
  readonly ledgerEntry: { readonly version: number; readonly result?: { readonly digest: string } | null } | null;
}

/** Of one play, in the order in which they are asked for: the same play under the same name repeats them. */
export const requestIdsOf = (run: string): (() => string) => {
  let requests = 0;
  return () => `${run}-${String(++requests).padStart(4, '0')}`;
};

/** What commands on a case begin with: a requestId of their own, and the version or digest as it is seen now. */
export const caseInputs = (appealId: string, requestId: () => string, look: () => Promise<Seen | null>) => {
  const inTriage = async () => ({ requestId: requestId(), appealId, expectedVersion: (await look())?.triage?.version ?? 0 });
  const inLedger = async () => ({ requestId: requestId(), appealId, expectedVersion: (await look())?.ledgerEntry?.version ?? 0 });
  const toSign = async () => ({ ...(await inLedger()), digest: (await look())?.ledgerEntry?.result?.digest ?? '' });
  return { inTriage, inLedger, toSign };
};
