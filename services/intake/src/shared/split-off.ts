import { dayInShanghai } from '@daqidi/calendar';
import { scopeOf } from '@daqidi/identity';
import { regionOn, scopeFor } from '@daqidi/kernel';
import { derivedId } from '@daqidi/runtime';
import type { IntakeAppealSubmittedV1, Refused } from '@daqidi/schemas';
import type { Caller } from '@daqidi/service';
import { appealCreation } from '../appeal-command.js';
import { submit } from '../domain/submit.js';
import type { PetitionerInput } from '../generated/schema.js';
import type { AppealDocument } from '../subject.js';
import type { Tools } from '../tools.js';
import { besideSubmission } from './beside-submission.js';
import { newCodeCommitment, newUnifiedCode } from './new-codes.js';

interface Matter {
  readonly requestId: string;
  readonly text: string;
  readonly petitioner: PetitionerInput | null;
  readonly anonymous: boolean;
  /** What it was split from: of it, channel, place and petitioner are the same. */
  readonly from: Pick<IntakeAppealSubmittedV1, 'channel' | 'regionId' | 'petitioner'>;
}

/** As if it had been handed in alone, by its petitioner, at this moment: it names nothing that it comes from. */
const handIn = appealCreation<Matter, 'text' | 'petitioner'>({
  rule: 'appeal.submit',
  texts: { text: (text) => text, petitioner: (details) => details && JSON.stringify(details) },
  beside: ({ tools, id, input, now }) => besideSubmission({ tools, id, input, account: input.from.petitioner.personId, now }),
  decide: ({ tools, id: appealId, input: { from }, texts, now }) => {
    const { directory } = tools;
    const today = dayInShanghai(now);
    const region = regionOn(directory, from.regionId, now);
    const known = directory.channel(from.channel);
    if (region === null || known === undefined) return { refused: 'intake.region' } satisfies Refused;
    const accused = { units: [], persons: [], since: Number(today.slice(0, 4)) };
    return submit({
      appeal: {
        appealId,
        unifiedCode: newUnifiedCode(tools, region, today),
        channel: from.channel,
        regionId: from.regionId,
        petitioner: from.petitioner,
        accused,
        content: texts.text,
        personal: texts.petitioner,
        queryCode: newCodeCommitment(tools, appealId),
        receivedAt: new Date(now).toISOString(),
      },
      scope: scopeFor(directory, { regionPath: region.path, accusation: accused, secret: true }, now, null),
      channels: [known],
      by: { roles: known.usedBy, machine: true },
      consultation: false,
    });
  },
});

/** Hands in the ordinary matter of a split that was approved; once, however often it is asked. Null where its texts were erased. */
export const splitOff = async (tools: Tools, original: AppealDocument): Promise<AppealDocument | null> => {
  const { submitted, split } = original.state;
  if (submitted === null || split === null) return null;
  const { store, rules } = tools;
  const text = await store.vault.get(split.ordinary.vaultId);
  const details = submitted.personal === null ? null : await store.vault.get(submitted.personal.vaultId);
  if (text === null) return null;
  const { petitioner, channel, regionId } = submitted;
  const principal = { kind: 'PETITIONER', person: petitioner.personId, posts: [], standing: [] } as const;
  const requestId = derivedId('split', original._id, String(split.number));
  const caller: Caller = {
    principal,
    scope: scopeOf(rules, principal),
    rule: 'appeal.submit',
    correlationId: derivedId('correlation', requestId),
    traceparent: undefined,
  };
  const { document } = await handIn.run(tools, caller, {
    requestId,
    text,
    petitioner: details === null ? null : (JSON.parse(details) as PetitionerInput),
    anonymous: petitioner.kind === 'ANONYMOUS',
    from: { channel, regionId, petitioner },
  });
  return document;
};
