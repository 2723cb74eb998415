import { createHash } from 'node:crypto';
import { dayInShanghai } from '@daqidi/calendar';
import { principalKey } from '@daqidi/identity';
import { badInput, derivedId, idBeside, randomInteger } from '@daqidi/runtime';
import { type Caller, checkText, commandCall, permitted } from '@daqidi/service';
import { submit } from '../domain/submit.js';
import { unifiedCode } from '../domain/unified-code.js';
import type { SubmitAppealInput } from '../generated/schema.js';
import type { Tools } from '../tools.js';
import { checkDetails, doubtOf, lookupOf } from './petitioner-details.js';
import { queryCodeOf, receiptIdOf } from './query-code.js';

/** Hands in an appeal: by the petitioner himself, or by a clerk or grid worker for him. */
export const submitAppeal = async (tools: Tools, caller: Caller, input: SubmitAppealInput) => {
  const { model, store, directory, clock, randomness, lookupSecret } = tools;
  const text = checkText('text', input.text, 2, 4_000);
  const details = checkDetails(input.petitioner);
  if ((input.accusedUnitIds?.length ?? 0) > 20) throw badInput('accusedUnitIds', 'At most 20 units.', '最多 20 个单位。');
  const call = commandCall(caller, input, () => permitted(tools.rules, caller, { regionPath: [], units: [], persons: [] }));

  const own = caller.principal.kind === 'PETITIONER';
  const appealId = await model.appeals.identify(derivedId('appeal', principalKey(caller.principal), input.requestId));
  const personId = own ? caller.principal.person : idBeside(appealId, 'petitioner');
  const now = clock.now();
  const doubt = doubtOf(details, dayInShanghai(now));
  const { channels } = directory.policy(now);
  const hasPetitioner = channels.find(({ code }) => code === input.channel)?.hasPetitioner ?? true;
  const kind = !hasPetitioner ? 'NONE' : own || details !== null ? 'NAMED' : 'ANONYMOUS';
  const region = directory.region(input.regionId);
  const accusedIds = input.accusedUnitIds ?? [];
  const accused = accusedIds.every((id) => directory.unit(id) !== undefined)
    ? accusedIds.flatMap((id) => directory.unitsUnder(id))
    : null;

  const code = queryCodeOf(lookupSecret, appealId);
  const content = await store.vault.put(personId, `${appealId}:content`, text);
  const [personal] = await Promise.all([
    details === null ? null : store.vault.put(personId, `${appealId}:petitioner`, JSON.stringify(details)),
    store.vault.put(personId, receiptIdOf(lookupSecret, dayInShanghai(now), code), appealId),
  ]);
  const salt = randomness.bytes(12).toString('base64url');
  const outcome = await model.appeals.create(appealId, call, () =>
    submit({
      appeal: {
        appealId,
        unifiedCode: unifiedCode((region?.path[0] ?? '').slice(0, 6), dayInShanghai(now), randomInteger(randomness, 10_000_000)),
        channel: input.channel,
        regionId: input.regionId,
        petitioner: { personId, kind, lookupHash: lookupOf(lookupSecret, details, doubt, own ? personId : null) },
        accusedUnitIds: [...accusedIds],
        content,
        personal,
        queryCode: `${salt}:${createHash('sm3').update(`${salt}:${code}`).digest('base64url')}`,
        receivedAt: new Date(now).toISOString(),
      },
      regionPath: region?.path ?? null,
      accused: accused === null ? null : [...new Set(accused)],
      channels,
    }),
  );
  return { ...outcome, queryCode: queryCodeOf(lookupSecret, outcome.document._id), doubt };
};
