import type { ReadCaseQuery } from '@daqidi/schemas/operations';

export type Case = NonNullable<ReadCaseQuery['appeal']>;
export type Entry = NonNullable<Case['ledgerEntry']>;
export type Order = NonNullable<Case['supervision']>['orders'][number];
