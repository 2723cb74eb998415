import { readName } from '@daqidi/kernel';
import { idBeside } from '@daqidi/runtime';
import { checkText } from '@daqidi/service';
import type { OnBehalfInput, SpeakerRelation } from '../generated/schema.js';
import { checkTelephone } from '../petitioner-details.js';
import { queryCodeOf } from '../query-code.js';

/** Who spoke for the petitioner, as it is kept. */
export interface Speaker {
  readonly name: string;
  readonly telephone: string | null;
  readonly relation: SpeakerRelation;
  readonly consents: boolean;
}

/** In its one form; null where nobody did. BAD_USER_INPUT. */
export const readSpeaker = (given: OnBehalfInput | null | undefined): Speaker | null =>
  given
    ? {
        name: checkText('onBehalf.name', readName(given.name), 2, 50),
        telephone: checkTelephone('onBehalf.telephone', given.telephone),
        relation: given.relation,
        consents: given.consents,
      }
    : null;

/** By which he sees how it stands. No service knows a commitment of it: it does nothing. */
export const codeOfSpeaker = (secret: Buffer, appealId: string): string => queryCodeOf(secret, idBeside(appealId, 'speaker'));
