// Promise: the texts of an input are checked field by field, named before anything is written, and kept once, under one owner.
import { DaqidiError } from '@daqidi/runtime';
import type { KeptFor, Vault } from '@daqidi/store';
import { optionalText, text } from '../src/index.js';
import { draftTexts, readTexts } from '../src/texts.js';

interface Input {
  readonly reason: string;
  readonly remark?: string | null;
}

const fields = { reason: text(2, 5), remark: optionalText(5) };

describe('reading', () => {
  it('trims what is given and takes a blank for nothing', () => {
    expect(readTexts<Input, 'reason' | 'remark'>(fields, { reason: ' 太慢 ', remark: ' ' })).toEqual({
      reason: '太慢',
      remark: null,
    });
    expect(readTexts<Input, 'reason' | 'remark'>(fields, { reason: '太慢' })).toEqual({ reason: '太慢', remark: null });
    expect(readTexts<Input, never>(undefined, { reason: '' })).toEqual({});
  });

  it('names the field that is wrong', () => {
    const read = (input: Input) => () => readTexts<Input, 'reason' | 'remark'>(fields, input);
    for (const [input, field] of [
      [{ reason: '慢' }, 'reason'],
      [{ reason: '太慢', remark: '超过五个字的备注' }, 'remark'],
    ] as const) {
      expect(read(input)).toThrow(DaqidiError);
      expect(read(input)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', field }));
    }
  });
});

describe('drafting', () => {
  const of: KeptFor = { owner: 'li', command: { stream: 's', principal: 'li', requestId: 'request-1' } };
  const vaultOf = (taken: ReadonlySet<string> = new Set()) => {
    const kept: string[] = [];
    const vault = {
      draft: (vaultId: string, words: string) => {
        let commitment = `of ${words}`;
        return {
          reference: () => ({ vaultId, commitment }),
          keep: async ({ owner }: KeptFor) => {
            kept.push(`${owner}|${vaultId}|${words}`);
            if (!taken.has(vaultId)) return true;
            commitment = 'of another';
            return false;
          },
        };
      },
    } satisfies Pick<Vault, 'draft'>;
    return { vault, kept };
  };
  const draft = (vault: Pick<Vault, 'draft'>) =>
    draftTexts<Input, 'reason' | 'remark'>(vault, { reason: '太慢', remark: null }, (field) => `id-of-${field}`);

  it('names without writing', () => {
    const { vault, kept } = vaultOf();
    expect(draft(vault).references()).toEqual({ reason: { vaultId: 'id-of-reason', commitment: 'of 太慢' }, remark: null });
    expect(kept).toEqual([]);
  });

  it('keeps what was given, and what lies beside it, under one owner', async () => {
    const { vault, kept } = vaultOf();
    const beside = vault.draft('a receipt', '收据');
    const texts = draftTexts<Input, 'reason' | 'remark'>(vault, { reason: '太慢', remark: null }, (field) => field, [beside]);
    expect(await texts.keep(of)).toBe(true);
    expect(kept).toEqual(['li|reason|太慢', 'li|a receipt|收据']);
  });

  it('says that a text was there before, and names that one from then on', async () => {
    const { vault } = vaultOf(new Set(['id-of-reason']));
    const texts = draft(vault);
    expect(await texts.keep(of)).toBe(false);
    expect(texts.references().reason).toEqual({ vaultId: 'id-of-reason', commitment: 'of another' });
  });
});
