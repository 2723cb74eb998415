import type { Text } from '@daqidi/service';
import type { Officer } from '../model.js';
import type { Tools } from '../tools.js';

/** Texts of the vault that were written about the directory, never about a case. */
export const directoryTexts = async (
  { store, model }: Pick<Tools, 'store' | 'model'>,
  ids: readonly string[],
): Promise<readonly Text[]> => {
  const { units, posts, policies, channels, holidays, tags, namedOfficers } = model;
  const streams = [units, posts, policies, channels, holidays, tags, namedOfficers].map(({ streamOf }) => streamOf(''));
  return [...(await store.vault.getMany(ids))].flatMap(([id, { text, stream }]) =>
    streams.some((begin) => stream.startsWith(begin)) ? [{ id, text }] : [],
  );
};

/** By the name that the office stated last, else by the one that the district began with. */
export const officersNamed = async (
  tools: Pick<Tools, 'store' | 'model'>,
  ids: readonly string[],
): Promise<readonly Officer[]> => {
  const { model } = tools;
  const [begun, stated] = await Promise.all([model.officers.byIds(ids), model.namedOfficers.collection.byIds(ids)]);
  const references = new Map(stated.map(({ _id, state }) => [_id, state.name?.vaultId ?? '']));
  const texts = new Map((await directoryTexts(tools, [...references.values()])).map(({ id, text }) => [id, text]));
  const names = new Map(begun.map(({ _id, name }) => [_id, name]));
  for (const [id, vaultId] of references) names.set(id, texts.get(vaultId) ?? names.get(id) ?? '');
  return [...names].filter(([, name]) => name !== '').map(([_id, name]) => ({ _id, name }));
};
