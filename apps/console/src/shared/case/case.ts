import type { ReadCaseQuery } from '@daqidi/schemas/operations';

export type Case = NonNullable<ReadCaseQuery['appeal']>;
export type Entry = NonNullable<Case['ledgerEntry']>;
export type Order = NonNullable<Case['supervision']>['orders'][number];

/** The version that a command on this type names, as the page shows it; null where the case has no such part, or you may not see it. */
export const versionOf = (it: Case, type: string): number | null => {
  const versions: Readonly<Record<string, number | undefined>> = {
    Appeal: it.version,
    TriageCase: it.triage?.version,
    LedgerEntry: it.ledgerEntry?.version,
    PublicationFile: it.ledgerEntry?.publication?.version,
    DualOversight: it.supervision?.dual?.version,
    Oversight: it.supervision?.oversight?.version,
  };
  return versions[type] ?? null;
};
