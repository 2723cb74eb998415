import { type Principal, resolvePrincipal, type Scope, scopeUnder } from '@daqidi/identity';
import { digestOf } from '@daqidi/kernel';
import type { Tools } from '../tools.js';

export interface ExportReader {
  readonly principal: Principal;
  /** Of the ledger's rows. */
  readonly scope: Scope;
  /** Another one with any other keys. */
  readonly keysDigest: string;
}

const machine = 'machine:';

/** Whoever asked for an export as the directory knows him now; `now` in milliseconds since the epoch. */
export const readerOf = ({ directory, rules }: Tools, person: string, now: number): ExportReader => {
  const claims = person.startsWith(machine)
    ? ({ kind: 'MACHINE', sub: person.slice(machine.length) } as const)
    : ({ kind: 'OFFICER', sub: person } as const);
  const principal = resolvePrincipal(claims, directory, now);
  const scope = scopeUnder(rules, 'cases.list', principal);
  return { principal, scope, keysDigest: digestOf(scope) };
};
