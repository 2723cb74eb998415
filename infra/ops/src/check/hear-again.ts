import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Bus } from '@daqidi/bus';
import { openEmbeddedMongo } from '@daqidi/embedded-mongo';
import type { EventCodec, Service } from '@daqidi/service';
import { type Finding, pagesOf } from '@daqidi/store';
import type { Connection } from 'mongoose';
import { openAside } from '../aside.js';

interface Mark {
  readonly seq: number;
  readonly hash: string;
}

type Marks = Readonly<Record<string, Mark>>;
type Document = Readonly<Record<string, unknown>> & { readonly _id: string; readonly applied?: Marks };

/** What a service keeps for itself and does not derive from what others say; by the words of its sealed questions knowledge is found. */
const own = new Set([
  'events',
  'vault',
  'vault_keys',
  'lookups',
  'sweep_positions',
  'deadLetters',
  'officers',
  'region',
  'unit',
  'post',
  'policy',
  'knowledge-grams',
  // Whom it tells what hangs on texts and on its own documents.
  'notice',
  'reminders',
]);

const connectionOf = ({ store }: Service): Connection => store.archive.collection.model.db;

const documentsOf = async (connection: Connection, name: string): Promise<ReadonlyMap<string, Document>> => {
  const found = new Map<string, Document>();
  const model = connection.models[name];
  if (model === undefined) return found;
  for await (const page of pagesOf<Document>(model)) for (const document of page) found.set(document._id, document);
  return found;
};

const cases = 'triage:case:';

/** Whoever follows another case hears of it once they are linked: the second instance may hear of that case before the link. */
const isOfLeader = (about: string, stream: string): boolean =>
  about.startsWith(cases) && !stream.endsWith(`:${about.slice(cases.length)}`);

/** A mark that is older than it should be will come; one that is newer, or another, never should have been. */
const compareMarks = (about: string, kept: Marks, heard: Marks): Finding | null => {
  for (const stream of new Set([...Object.keys(kept), ...Object.keys(heard)])) {
    const [mine, theirs] = [kept[stream], heard[stream]];
    if (isDeepStrictEqual(mine, theirs) || (theirs === undefined && isOfLeader(about, stream))) continue;
    if ((mine?.seq ?? 0) < (theirs?.seq ?? 0))
      return { about, problem: 'BEHIND', detail: `${stream}: ${mine?.seq ?? 0} of ${theirs?.seq} applied` };
    return { about, problem: 'APPLIED', detail: `${stream}: ${mine?.seq} is applied, which its owner does not have like that` };
  }
  return null;
};

/** How often a row was written, when it was last, and when a turn came up among services: of its writing, not of what was heard. */
const derived = ({ rev: _rev, changed: _changed, turnOrder: _turnOrder, ...row }: Document): object => row;

/** What an appeal knows of those that were born of it is its own service's doing: whoever only hears makes none. */
const births = ['splitOff', 'broughtAgain'] as const;

type Facts = Readonly<Record<string, unknown>>;

const heardFacts = (document: Document): Facts =>
  Object.fromEntries(Object.entries((document['facts'] ?? {}) as Facts).filter(([name]) => !births.includes(name as never)));

const namesNobody = (document: Document, known: ReadonlyMap<string, Document>): boolean =>
  births.some((name) => {
    const id = ((document['facts'] ?? {}) as Facts)[name] ?? null;
    return id !== null && !known.has(String(id));
  });

interface Both {
  readonly kept: Document | undefined;
  readonly heard: Document | undefined;
}

const compare = (about: string, { kept, heard }: Both, known: ReadonlyMap<string, Document>): Finding | null => {
  const marks = compareMarks(about, kept?.applied ?? {}, heard?.applied ?? {});
  if (marks !== null || kept === undefined || heard === undefined) return marks;
  if ('outbox' in kept) {
    if (namesNobody(kept, known)) return { about, problem: 'FACTS', detail: 'what it says was born of it is not there' };
    return isDeepStrictEqual(heardFacts(kept), heardFacts(heard))
      ? null
      : { about, problem: 'FACTS', detail: 'what it knows of other services is not what they said' };
  }
  return isDeepStrictEqual(derived(kept), derived(heard))
    ? null
    : { about, problem: 'ROW', detail: 'the row does not follow from the events' };
};

/**
 * A second instance of the service hears everything from the beginning, into an empty store: what the first one knows of others,
 * which of their events it has applied, and all its rows must come out the same.
 */
export const hearAgain = async (original: Service, archived: Bus, codec: EventCodec): Promise<readonly Finding[]> => {
  const { name } = original;
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-check-'));
  const mongo = await openEmbeddedMongo({ file: join(directory, `${name}.db`) });
  const { service, replica } = openAside(name, { connection: mongo.connection, bus: archived, codec });
  try {
    await service.prepare();
    await replica.start();
    await service.start();
    await service.stop();
    const findings: Finding[] = [];
    for (const collection of Object.keys(connectionOf(original).models).filter((each) => !own.has(each))) {
      const [kept, heard] = [
        await documentsOf(connectionOf(original), collection),
        await documentsOf(mongo.connection, collection),
      ];
      for (const id of new Set([...kept.keys(), ...heard.keys()])) {
        const finding = compare(`${name}:${collection}:${id}`, { kept: kept.get(id), heard: heard.get(id) }, kept);
        if (finding !== null) findings.push(finding);
      }
    }
    return findings;
  } finally {
    await mongo.close();
    await rm(directory, { recursive: true, force: true });
  }
};
