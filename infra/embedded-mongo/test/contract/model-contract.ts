import { invariant } from '@daqidi/testing';
import { type Connection, type Model, Schema } from 'mongoose';

interface Appeal {
  readonly _id: string;
  readonly rev: number;
  readonly state: { readonly stage: string };
  readonly seenBy: readonly string[];
  readonly code?: string;
  readonly dueAt: Date | null;
  readonly outbox: readonly { readonly seq: number }[];
}

const schema = () => {
  const fields = {
    _id: { type: String, required: true },
    rev: { type: Number, required: true },
    state: { type: Schema.Types.Mixed, required: true },
    seenBy: { type: [String], required: true },
    code: { type: String },
    dueAt: { type: Date, default: null },
    outbox: { type: [Schema.Types.Mixed], required: true },
  };
  const options = {
    versionKey: false,
    strict: 'throw',
    strictQuery: 'throw' as never,
    minimize: false,
    autoIndex: false,
    autoCreate: false,
  } as const;
  return new Schema(fields, options)
    .index({ seenBy: 1, dueAt: -1 }, { name: 'bySeen' })
    .index({ code: 1 }, { name: 'byCode', unique: true, sparse: true });
};

/** Mongoose models as the store uses them. */
export const modelContract = (connection: () => Connection): void => {
  let models = 0;
  const createModel = async (): Promise<Model<Appeal>> => {
    const name = `m${process.pid}x${models++}`;
    const model = connection().model<Appeal>(name, schema() as never, name);
    await model.createIndexes();
    return model;
  };
  const appeal = (id: string, more: Partial<Appeal> = {}): Appeal => ({
    _id: id,
    rev: 1,
    state: { stage: 'NEW' },
    seenBy: ['u1'],
    dueAt: null,
    outbox: [],
    ...more,
  });

  test('a model creates, finds and reads lean what it stored', async () => {
    const model = await createModel();
    await model.create(appeal('a', { dueAt: new Date(5) }));
    await model.insertMany([appeal('b')], { lean: true });
    expect(await model.findOne({ _id: 'a' }).lean()).toStrictEqual(appeal('a', { dueAt: new Date(5) }));
    expect(await model.findById('b').select('rev').lean()).toStrictEqual({ _id: 'b', rev: 1 });
    expect(await model.findById('c').lean()).toBeNull();
    const found = await model
      .find({ seenBy: { $in: ['u1', 'u2'] } })
      .sort({ dueAt: -1 })
      .limit(5)
      .lean();
    expect(found.map(({ _id }) => _id)).toStrictEqual(['a', 'b']);
    expect(await model.countDocuments({ seenBy: 'u1' })).toBe(2);
    expect((await model.deleteOne({ _id: 'b' })).deletedCount).toBe(1);
  });

  test('a guarded update applies once, with push and pull beside it', async () => {
    const model = await createModel();
    await model.create(appeal('a', { outbox: [{ seq: 1 }, { seq: 2 }] }));
    const save = () =>
      model.updateOne({ _id: 'a', rev: 1 }, {
        $set: { rev: 2, 'state.stage': 'OPEN' },
        $push: { seenBy: { $each: ['u2', 'u3'] } },
        $pull: { outbox: { seq: { $lte: 1 } } },
      } as never);
    const outcomes = await Promise.all([save(), save(), save()]);
    expect(outcomes.map(({ matchedCount }) => matchedCount).sort()).toStrictEqual([0, 0, 1]);
    const after = appeal('a', { rev: 2, state: { stage: 'OPEN' }, seenBy: ['u1', 'u2', 'u3'], outbox: [{ seq: 2 }] });
    expect(await model.findById('a').lean()).toStrictEqual(after);
    expect((await model.find({ seenBy: 'u3' }).lean()).map(({ _id }) => _id)).toStrictEqual(['a']);
    const unchanged = await model.updateOne({ _id: 'a' }, { $set: { rev: 2 } });
    expect([unchanged.matchedCount, unchanged.modifiedCount]).toStrictEqual([1, 0]);
  });

  test('the outbox clears its mark only where it is empty', async () => {
    const model = await createModel();
    await model.create(appeal('a', { outbox: [{ seq: 1 }], dueAt: new Date(1) }));
    const clear = () => model.updateOne({ _id: 'a', outbox: { $size: 0 } }, { $set: { dueAt: null } });
    expect((await clear()).matchedCount).toBe(0);
    await model.updateOne({ _id: 'a' }, { $pull: { outbox: { seq: { $lte: 1 } } } } as never);
    expect((await clear()).matchedCount).toBe(1);
  });

  test('an upsert inserts once and updates afterwards', async () => {
    const model = await createModel();
    const put = () =>
      model.updateOne({ _id: 'a' }, { $inc: { rev: 1 }, $setOnInsert: { state: { stage: 'NEW' } } }, { upsert: true });
    expect([(await put()).upsertedId, (await put()).upsertedId]).toStrictEqual(['a', null]);
    expect((await model.findById('a').lean())?.rev).toBe(2);
    const later = await model.findOneAndUpdate({ _id: 'a', rev: 2 }, { $inc: { rev: 1 } }, { returnDocument: 'after' }).lean();
    expect(later?.rev).toBe(3);
  });

  test('a duplicate is told apart by its index', async () => {
    const model = await createModel();
    await model.create(appeal('a', { code: 'x' }));
    await expect(model.create(appeal('b', { code: 'x' }))).rejects.toMatchObject({
      code: 11_000,
      keyPattern: { code: 1 },
      keyValue: { code: 'x' },
    });
    await expect(model.insertMany([appeal('a')], { lean: true })).rejects.toSatisfy((error: unknown) => {
      const { code, message } = error as { code: number; message: string };
      return code === 11_000 && /index: (\S+\$)?_id_ /.test(message);
    });
    await model.create(appeal('c'), appeal('d'));
  });

  test('schemas cast, validate and refuse unknown paths', async () => {
    const model = await createModel();
    await expect(model.create({ ...appeal('a'), rev: 'many' } as never)).rejects.toMatchObject({ name: 'ValidationError' });
    await expect(model.create({ ...appeal('a'), nothing: 1 } as never)).rejects.toMatchObject({ name: 'StrictModeError' });
    await expect(async () => await model.find({ nothing: 1 } as never)).rejects.toMatchObject({ name: 'StrictModeError' });
    await expect(async () => await model.find({ dueAt: 'not a date' } as never)).rejects.toMatchObject({ name: 'CastError' });
    await model.create(appeal('a', { dueAt: new Date(86_400_000) }));
    const found = await model.find({ seenBy: 'u1', dueAt: '1970-01-02T00:00:00.000Z' } as never).lean();
    expect(found).toHaveLength(1);
  });

  test('a hydrated document saves its changes', async () => {
    const model = await createModel();
    await model.create(appeal('a'));
    const document = await model.findById('a');
    invariant(document);
    document.set('rev', 7);
    await document.save();
    expect((await model.findById('a').lean())?.rev).toBe(7);
  });
};
