import { createHash } from 'node:crypto';
import { canonicalJson } from '@daqidi/events';
import { officeKey } from '@daqidi/identity';
import { idBeside } from '@daqidi/runtime';
import type { TextReference } from '@daqidi/schemas';
import type { CommandCall, Draft, Store } from '@daqidi/store';

/** Whoever may read the data itself loads a file: no account of the office's. */
export const operator = 'system:operator';

/** What a record of a file is known by: whoever loads the same again is answered that it was done. */
export const requestOf = (record: unknown): string =>
  `file:${createHash('sha256').update(canonicalJson(record)).digest('base64url')}`;

export interface FileCommand {
  readonly call: CommandCall<unknown>;
  /** What events say of why; asked anew at each decision. */
  reason(): TextReference;
}

/** A command by which the operator states one record of a file. The reason names what was stated. */
export const fileCommand = (
  { vault }: Pick<Store, 'vault'>,
  id: string,
  record: unknown,
  /** What is kept with the reason. */
  beside: readonly Draft[] = [],
): FileCommand => {
  const requestId = requestOf(record);
  const draft = vault.draft(idBeside(id, 'reason', requestId), `按名录文件更新 (${requestId})`);
  return {
    reason: draft.reference,
    call: {
      scope: { sees: [officeKey('DIRECTORY')], is: [] },
      principal: operator,
      requestId,
      inputHash: requestId,
      expectedVersion: null,
      correlationId: 'load-directory',
      authorize: () => ({ person: operator, post: null }),
      keep: async (of) => {
        for (const each of [draft, ...beside]) if (!(await each.keep(of))) return false;
        return true;
      },
    },
  };
};
