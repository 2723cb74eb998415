import { text } from '@daqidi/service';
import { notPublished, takeDown } from '../domain/publication.js';
import type { TakeDownPublicationInput } from '../generated/schema.js';
import { publicationCommand } from '../publication-command.js';

export const takeDownPublication = publicationCommand<TakeDownPublicationInput, 'reason'>({
  rule: 'publication.take-down',
  texts: { reason: text(4, 1_000) },
  open: ({ state }) => notPublished(state),
  decide: ({ state, texts }) => takeDown(state, texts.reason),
});
