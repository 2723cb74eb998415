import { momentText } from '@daqidi/app-kit';
import type { DraftKind, MutationForm } from '@daqidi/schemas/operations';
import { Alert, Button, type FormInstance } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useSpeech } from '../language.js';
import { useTools } from '../tools.js';
import { createDraftKeeper, type DraftKeeper, type KeptDraft } from './draft-keeper.js';

/** Texts that whoever writes them goes on with on another device, by the form and its fields. */
const kinds: Readonly<Record<string, Readonly<Record<string, DraftKind>>>> = {
  proposeResult: { text: 'RESULT', substantiatedPart: 'SUBSTANTIATED_PART' },
  recordProgress: { text: 'PROGRESS' },
};

interface Keeping {
  readonly form: MutationForm;
  readonly known: Readonly<Record<string, unknown>>;
  readonly fields: FormInstance;
  /** The fields read otherwise now than what was typed. */
  onFilled(): void;
}

export interface KeptDrafts {
  readonly keptAt: string | null;
  /** Kept elsewhere, and other than what stands in the form. */
  readonly offered: readonly KeptDraft[];
  changed(values: Readonly<Record<string, unknown>>): void;
  take(draft: KeptDraft, isWanted: boolean): void;
  /** It was handed in. */
  done(): void;
}

/** Keeps what is typed at the platform, and offers what was kept from elsewhere. Forms of other texts are left alone. */
export const useKeptDrafts = ({ form, known, fields, onFilled }: Keeping): KeptDrafts => {
  const { client, newRequestId } = useTools();
  const fieldOf = new Map(Object.entries(kinds[form.mutation] ?? {}).map(([field, kind]) => [kind, field]));
  const { appealId } = known;
  const [keptAt, setKeptAt] = useState<string | null>(null);
  const [offered, offer] = useState<readonly KeptDraft[]>([]);
  const keeper = useRef<DraftKeeper | null>(null);
  const fill = ({ kind, text }: KeptDraft): void => {
    fields.setFieldValue(fieldOf.get(kind), text);
    onFilled();
  };
  const isKept = fieldOf.size > 0 && typeof appealId === 'string';
  // biome-ignore lint/correctness/useExhaustiveDependencies: one keeper for as long as the form is open
  useEffect(() => {
    if (!isKept) return;
    const mine = createDraftKeeper({
      client,
      appealId,
      newRequestId,
      kept: (draft) => setKeptAt(draft.keptAt),
      elsewhere: (draft) => offer((before) => [...before.filter(({ kind }) => kind !== draft.kind), draft]),
    });
    keeper.current = mine;
    let isOpen = true;
    void mine.read().then((drafts) => {
      if (!isOpen) return;
      for (const draft of drafts) {
        const field = fieldOf.get(draft.kind);
        // Of another form's text.
        if (field === undefined) continue;
        const here = fields.getFieldValue(field) as string | undefined;
        if (here === undefined || here.trim() === '') fill(draft);
        else if (here.trim() !== draft.text) offer((before) => [...before, draft]);
        setKeptAt(draft.keptAt);
      }
    });
    return () => {
      isOpen = false;
      mine.flush();
    };
  }, [isKept]);
  return {
    keptAt,
    offered,
    changed: (values) => {
      for (const [kind, field] of fieldOf)
        if (Object.hasOwn(values, field)) keeper.current?.changed(kind, String(values[field] ?? ''));
    },
    take: (draft, isWanted) => {
      offer((before) => before.filter(({ kind }) => kind !== draft.kind));
      if (isWanted) fill(draft);
      const field = fieldOf.get(draft.kind) ?? '';
      keeper.current?.changed(draft.kind, String(fields.getFieldValue(field) ?? ''));
      keeper.current?.seen(draft);
    },
    done: () => keeper.current?.stop(),
  };
};

/** Where what is typed is kept, and what was kept from elsewhere. */
export const KeptDraftsNote = ({ keptAt, offered, take }: Pick<KeptDrafts, 'keptAt' | 'offered' | 'take'>) => {
  const { t, language } = useSpeech();
  return (
    <>
      {offered.map((draft) => (
        <Alert
          key={draft.kind}
          type="warning"
          showIcon
          title={t(
            `您在另一台设备上写有草稿(${momentText(draft.keptAt, language)})`,
            `You kept another draft elsewhere (${momentText(draft.keptAt, language)})`,
          )}
          description={
            <div className="stack">
              <p>{draft.text}</p>
              <div className="actions">
                <Button onClick={() => take(draft, true)}>{t('改用这份草稿', 'Use that one')}</Button>
                <Button onClick={() => take(draft, false)}>{t('继续用当前内容', 'Go on with this one')}</Button>
              </div>
            </div>
          }
        />
      ))}
      {keptAt !== null && (
        <p className="muted explained" role="status">
          {t(
            `草稿已保存在服务器(${momentText(keptAt, language)})，换一台设备可接着写。`,
            `Draft kept on the server (${momentText(keptAt, language)}): you can go on with it on another device.`,
          )}
        </p>
      )}
    </>
  );
};
