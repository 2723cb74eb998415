import { dayInShanghai } from '@daqidi/calendar';
import { commitQueryCode, regionOn, unitOn } from '@daqidi/kernel';
import { badInput, idBeside, randomInteger } from '@daqidi/runtime';
import { type Caller, text } from '@daqidi/service';
import { appealCreation } from '../appeal-command.js';
import { kindOfPetitioner } from '../domain/petitioner.js';
import { type Bringer, submit } from '../domain/submit.js';
import { unifiedCode } from '../domain/unified-code.js';
import type { SubmitAppealInput } from '../generated/schema.js';
import { checkDetails, doubtOf, lookupOf } from '../petitioner-details.js';
import { queryCodeOf, receiptIdOf } from '../query-code.js';

const isHimself = ({ principal }: Caller): boolean => principal.kind === 'PETITIONER';

const bringerOf = ({ principal: { kind, posts } }: Caller): Bringer => ({
  roles: kind === 'PETITIONER' ? [kind] : posts.map(({ role }) => role),
  machine: kind === 'MACHINE',
});

/** Hands in an appeal: by the petitioner himself, by a clerk or grid worker for him, or by a machine that brings what others took in. */
export const submitAppeal = appealCreation<SubmitAppealInput, 'text' | 'petitioner'>({
  rule: 'appeal.submit',
  texts: {
    text: text(2, 4_000),
    petitioner: (given) => {
      const details = checkDetails(given);
      return details === null ? null : JSON.stringify(details);
    },
  },
  owner: ({ caller, id }) => (isHimself(caller) ? caller.principal.person : idBeside(id, 'petitioner')),
  beside: ({ tools: { lookupSecret }, id, now }) => ({
    [receiptIdOf(lookupSecret, dayInShanghai(now), queryCodeOf(lookupSecret, id))]: id,
  }),
  decide: ({ tools, caller, id: appealId, input, texts, now, owner: personId }) => {
    const { directory, randomness, lookupSecret } = tools;
    const accusedIds = input.accusedUnitIds ?? [];
    if (accusedIds.length > 20) throw badInput('accusedUnitIds', 'At most 20 units.', '最多 20 个单位。');
    const today = dayInShanghai(now);
    const details = checkDetails(input.petitioner);
    const account = isHimself(caller) ? personId : null;
    const { channels } = directory.policy(now);
    const region = regionOn(directory, input.regionId, now);
    const salt = randomness.bytes(12).toString('base64url');
    return submit({
      appeal: {
        appealId,
        unifiedCode: unifiedCode((region?.path[0] ?? '').slice(0, 6), today, randomInteger(randomness, 10_000_000)),
        channel: input.channel,
        regionId: input.regionId,
        petitioner: {
          personId,
          kind: kindOfPetitioner({
            channelHasPetitioner: channels.find(({ code }) => code === input.channel)?.hasPetitioner ?? true,
            isHimself: isHimself(caller),
            hasDetails: details !== null,
          }),
          lookupHash: lookupOf(lookupSecret, details, doubtOf(details, today), account),
        },
        accusedUnitIds: accusedIds,
        content: texts.text,
        personal: texts.petitioner,
        queryCode: commitQueryCode(salt, queryCodeOf(lookupSecret, appealId)),
        receivedAt: new Date(now).toISOString(),
      },
      regionPath: region?.path ?? null,
      accused: accusedIds.every((id) => unitOn(directory, id, now) !== null)
        ? [...new Set(accusedIds.flatMap((id) => directory.unitsUnder(id)))]
        : null,
      channels,
      by: bringerOf(caller),
    });
  },
});
