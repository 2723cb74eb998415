import { dayInShanghai } from '@daqidi/calendar';
import { readAccusation, regionOn, regionPathOf, scopeFor } from '@daqidi/kernel';
import { idBeside } from '@daqidi/runtime';
import { type Caller, namedFiles, text } from '@daqidi/service';
import { appealCreation } from '../appeal-command.js';
import { groupProblem } from '../domain/group.js';
import { kindOfPetitioner } from '../domain/petitioner.js';
import { speakerProblem } from '../domain/speaker.js';
import { type Bringer, submit } from '../domain/submit.js';
import type { SubmitAppealInput } from '../generated/schema.js';
import { checkAnonymity, checkDetails, checkRequired } from '../petitioner-details.js';
import { besideSubmission } from './beside-submission.js';
import { readGroup } from './group-members.js';
import { newCodeCommitment, newGroup, newUnifiedCode } from './new-codes.js';
import { checkTimes, readParticulars } from './particulars.js';
import { readTags } from './read-tags.js';
import { readSpeaker } from './speaker.js';

/** Of a petitioner who hands it in himself, for himself. */
const accountOf = ({ principal }: Caller, { onBehalf }: Pick<SubmitAppealInput, 'onBehalf'>): string | null =>
  principal.kind === 'PETITIONER' && !onBehalf ? principal.person : null;

/** Makes the ways of handing in: what all of them have in common. */
export const submitting = (rule: string, bringer: (caller: Caller) => Bringer) =>
  appealCreation<SubmitAppealInput, 'text' | 'petitioner' | 'particulars' | 'onBehalf'>({
    rule,
    texts: {
      text: text(2, 4_000),
      petitioner: (given) => {
        const details = checkDetails(given);
        return details === null ? null : JSON.stringify(details);
      },
      particulars: (given) => {
        const read = readParticulars(given);
        return read === null ? null : JSON.stringify(read);
      },
      onBehalf: (given) => {
        const speaker = readSpeaker(given);
        return speaker === null ? null : JSON.stringify(speaker);
      },
    },
    beside: ({ caller, ...asked }) => besideSubmission({ ...asked, account: accountOf(caller, asked.input) }),
    attachmentsOf: 'PETITIONER',
    decide: ({ tools, caller, id: appealId, input, texts, attachments, now }) => {
      const { directory } = tools;
      const today = dayInShanghai(now);
      checkTimes(input.particulars, today, tools.peopleGroups);
      const { accusedUnitIds, accusedOfficerIds, accusedSince } = input;
      const accused = readAccusation(
        { unitIds: accusedUnitIds, officerIds: accusedOfficerIds, since: accusedSince },
        directory,
        today,
      );
      if ('refused' in accused) return accused;
      const account = accountOf(caller, input);
      const channels = directory.channels(today);
      const { hasPetitioner, requires } = channels.find(({ code }) => code === input.channel) ?? {
        hasPetitioner: true,
        requires: [],
      };
      const region = regionOn(directory, input.regionId, now);
      const kind = kindOfPetitioner({
        channelHasPetitioner: hasPetitioner,
        anonymous: input.anonymous === true,
        group: Boolean(input.group),
      });
      const said = input.group ? readGroup(input.group) : null;
      const consultation = input.consultation === true;
      const wrongGroup = said && groupProblem(said, { named: kind === 'GROUP', consultation });
      if (wrongGroup !== null) return wrongGroup;
      const { onBehalf } = input;
      const wrongSpeaker =
        onBehalf &&
        speakerProblem(
          { consents: onBehalf.consents, isGuardian: onBehalf.relation === 'GUARDIAN' },
          { kind, named: Boolean(checkDetails(input.petitioner)?.name), consultation },
        );
      if (wrongSpeaker) return wrongSpeaker;
      const decision = submit({
        appeal: {
          appealId,
          unifiedCode: newUnifiedCode(tools, region, today),
          channel: input.channel,
          regionId: input.regionId,
          petitioner: {
            personId: account ?? idBeside(appealId, 'petitioner'),
            kind,
            protected: input.protected === true,
            ...(said === null ? {} : { group: newGroup(tools, appealId, said) }),
          },
          accused,
          content: texts.text,
          ...namedFiles(attachments),
          personal: texts.petitioner,
          ...(texts.particulars === null ? {} : { particulars: texts.particulars }),
          ...(texts.onBehalf === null ? {} : { speaker: texts.onBehalf }),
          queryCode: newCodeCommitment(tools, appealId),
          receivedAt: new Date(now).toISOString(),
        },
        scope:
          region === null
            ? null
            : scopeFor(
                directory,
                { regionPath: regionPathOf(directory, region, now), accusation: accused, secret: true },
                now,
                null,
              ),
        channels,
        by: bringer(caller),
        consultation,
        tags: readTags(tools, input.tags ?? [], { today, carried: [] }),
      });
      if (!('refused' in decision)) {
        checkAnonymity(input, account !== null || !hasPetitioner);
        if (hasPetitioner && input.anonymous !== true) checkRequired(requires, checkDetails(input.petitioner));
      }
      return decision;
    },
  });
