import { createHash, timingSafeEqual } from 'node:crypto';
import { idBeside } from '@daqidi/runtime';
import { type Caller, checkOptionalText } from '@daqidi/service';
import { fillForPetitioner } from '../domain/countersign.js';
import type { FillPetitionerSlotInput } from '../generated/schema.js';
import type { EntryDocument } from '../subject.js';
import type { Tools } from '../tools.js';
import { entryCall } from './entry-call.js';

/** Whether a code that was read out is the one committed to when the appeal was handed in. */
const matches = (commitment: string | undefined, code: string | null): boolean => {
  const [salt, hash] = (commitment ?? '').split(':');
  if (salt === undefined || hash === undefined || code === null) return false;
  const given = createHash('sm3').update(`${salt}:${code.trim().toUpperCase()}`).digest();
  const known = Buffer.from(hash, 'base64url');
  return known.length === given.length && timingSafeEqual(known, given);
};

/** Whether the clerk's centre stands above the level whose book the case is in: it hears what was refused twice. */
const standsAbove = ({ directory }: Tools, { state }: EntryDocument, postId: string | null): boolean => {
  const post = postId === null ? undefined : directory.post(postId);
  const path = state.opened?.regionPath ?? [];
  const levels = path.map((id) => directory.region(id)?.level);
  const book = levels.indexOf(state.opened?.book ?? 'DISTRICT');
  const seat = post === undefined ? -1 : path.indexOf(post.regionId);
  // A district matter is heard by the district's own centre: there is nobody above it here.
  return seat >= 0 && (seat < book || book === 0);
};

export const fillPetitionerSlot = async (tools: Tools, caller: Caller, input: FillPetitionerSlotInput) => {
  const { directory, clock, store, model } = tools;
  const { appealId, digest, form, satisfaction = null } = input;
  const { person } = caller.principal;
  const text = checkOptionalText('evidence', input.evidence, 1_000);
  const call = entryCall(tools, caller, input);
  const evidence =
    text === null ? null : await store.vault.put(person, idBeside(appealId, 'evidence', person, input.requestId), text);
  const policy = directory.policy(clock.now());
  return model.entries.execute(appealId, call, (document, actor) =>
    fillForPetitioner(document.state, {
      appealId,
      digest,
      form,
      satisfaction,
      evidence,
      codeMatches: matches(document.state.opened?.queryCode, input.queryCode ?? null),
      fromAbove: standsAbove(tools, document, actor.post),
      order: policy.countersignOrder,
      attemptDaysNeeded: policy.contactAttemptsBeforeUnreachable,
      refusalsNeeded: policy.refusalsBeforeHearing,
    }),
  );
};
