import { text } from '@daqidi/service';
import { notClosed, propose } from '../domain/publication.js';
import type { ProposePublicationInput } from '../generated/schema.js';
import { publicationCommand } from '../publication-command.js';

export const proposePublication = publicationCommand<ProposePublicationInput, 'text'>({
  rule: 'publication.propose',
  texts: { text: text(4, 4_000) },
  open: ({ state }) => notClosed(state),
  decide: ({ state, texts, input: { namesOfficials = false } }) => propose(state, { text: texts.text, namesOfficials }),
});
