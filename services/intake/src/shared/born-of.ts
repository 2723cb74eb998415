import { dayInShanghai } from '@daqidi/calendar';
import { scopeOf } from '@daqidi/identity';
import { latestScope, regionOn, regionPathOf, scopeFor } from '@daqidi/kernel';
import { derivedId } from '@daqidi/runtime';
import type { Accusation, CaseScope, IntakeAppealSubmittedV1, Refused } from '@daqidi/schemas';
import type { Caller } from '@daqidi/service';
import { appealCreation } from '../appeal-command.js';
import type { GroupSaid } from '../domain/group.js';
import { submit } from '../domain/submit.js';
import type { PetitionerInput } from '../generated/schema.js';
import type { Details } from '../petitioner-details.js';
import type { AppealDocument } from '../subject.js';
import type { Tools } from '../tools.js';
import { besideSubmission } from './beside-submission.js';
import { groupOf } from './group-members.js';
import { keptDetails } from './kept-details.js';
import { newCodeCommitment, newGroup, newUnifiedCode } from './new-codes.js';
import { linkIdOf } from './repeat-link.js';

interface Matter {
  readonly requestId: string;
  readonly text: string;
  readonly petitioner: PetitionerInput | null;
  readonly anonymous: boolean;
  readonly group: GroupSaid<Details> | null;
  /** What it comes from: of it, channel, place and petitioner are the same. */
  readonly from: Pick<IntakeAppealSubmittedV1, 'channel' | 'regionId' | 'petitioner'>;
  /** Whom it accuses, and whom what it comes from keeps out already; null where it is an ordinary matter. */
  readonly complaint: { readonly accused: Accusation; readonly scope: CaseScope } | null;
  /** Whose matter it brings again; null where it is linked to nothing. */
  readonly earlierId: string | null;
}

/** As if it had been handed in alone, by its petitioner, at this moment. */
const handIn = appealCreation<Matter, 'text' | 'petitioner'>({
  rule: 'appeal.submit',
  texts: { text: (text) => text, petitioner: (details) => details && JSON.stringify(details) },
  beside: ({ tools, id, input, now }) => besideSubmission({ tools, id, input, account: input.from.petitioner.personId, now }),
  decide: ({ tools, id: appealId, input: { from, complaint, earlierId, group }, texts, now }) => {
    const { directory } = tools;
    const today = dayInShanghai(now);
    const region = regionOn(directory, from.regionId, now);
    const known = directory.channel(from.channel);
    if (region === null || known === undefined) return { refused: 'intake.region' } satisfies Refused;
    const accused = complaint?.accused ?? { units: [], persons: [], since: Number(today.slice(0, 4)) };
    const terms = { regionPath: regionPathOf(directory, region, now), accusation: accused, secret: true };
    return submit({
      appeal: {
        appealId,
        unifiedCode: newUnifiedCode(tools, region, today),
        channel: from.channel,
        regionId: from.regionId,
        petitioner: { ...from.petitioner, ...(group === null ? {} : { group: newGroup(tools, appealId, group) }) },
        accused,
        content: texts.text,
        personal: texts.petitioner,
        queryCode: newCodeCommitment(tools, appealId),
        receivedAt: new Date(now).toISOString(),
      },
      scope: { ...scopeFor(directory, terms, now, complaint?.scope ?? null), number: 0 },
      channels: [known],
      by: { roles: known.usedBy, machine: true },
      consultation: false,
      ...(earlierId === null ? {} : { repeats: { earlierId, linkId: linkIdOf(appealId, earlierId) } }),
    });
  },
});

type Birth = Pick<Matter, 'complaint' | 'earlierId' | 'requestId'> & { readonly textId: string };

/** Hands in what follows from another appeal; once, however often it is asked. Null where its texts were erased. */
const bornOf = async (tools: Tools, original: AppealDocument, { textId, ...birth }: Birth): Promise<AppealDocument | null> => {
  const { submitted } = original.state;
  if (submitted === null) return null;
  const { store, rules } = tools;
  const text = await store.vault.get(textId);
  const [details = null] = await keptDetails(tools, original);
  if (text === null) return null;
  const { petitioner, channel, regionId } = submitted;
  const principal = { kind: 'PETITIONER', person: petitioner.personId, posts: [], standing: [] } as const;
  const caller: Caller = {
    principal,
    scope: scopeOf(rules, principal),
    rule: 'appeal.submit',
    correlationId: derivedId('correlation', birth.requestId),
    traceparent: undefined,
  };
  const { document } = await handIn.run(tools, caller, {
    ...birth,
    text,
    petitioner: details,
    anonymous: petitioner.kind === 'ANONYMOUS',
    group: await groupOf(store, original),
    from: { channel, regionId, petitioner },
  });
  return document;
};

/** The ordinary matter of a split that was approved: it names nothing that it comes from. */
export const splitOff = async (tools: Tools, original: AppealDocument): Promise<AppealDocument | null> => {
  const { split } = original.state;
  return split === null
    ? null
    : bornOf(tools, original, {
        textId: split.ordinary.vaultId,
        requestId: derivedId('split', original._id, String(split.number)),
        complaint: null,
        earlierId: null,
      });
};

/** What follows a round that was said too late not to be solved: as secret as what it comes from, and linked to it. */
export const broughtAgain = async (
  tools: Tools,
  original: AppealDocument,
  { round, reason }: { readonly round: number; readonly reason: { readonly vaultId: string } },
): Promise<AppealDocument | null> => {
  const { _id, state, facts } = original;
  const { submitted } = state;
  if (submitted === null) return null;
  const accused = facts.accused ?? submitted.accused;
  const scope = latestScope(facts.scope, submitted);
  return bornOf(tools, original, {
    textId: reason.vaultId,
    requestId: derivedId('brought-again', _id, String(round)),
    complaint: accused.units.length + accused.persons.length === 0 ? null : { accused, scope },
    earlierId: _id,
  });
};
