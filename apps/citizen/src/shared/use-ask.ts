import { Refusal } from '@daqidi/app-kit';
import type { TypedOperation } from '@daqidi/schemas/operations';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { useScene } from './tools.js';

export interface Asked<Answer> {
  readonly data: Answer | null;
  readonly refusal: Refusal | null;
  again(): void;
}

export const asRefusal = (error: unknown): Refusal =>
  error instanceof Refusal ? error : new Refusal('INTERNAL', { zh: '出错了，请稍后重试。', en: 'Something failed. Try again.' });

/** What the platform answers; asked anew when the variables change, when told to, and whenever whoever looks asks for it once more. */
export const useAsk = <Answer, Variables>(
  operation: TypedOperation<Answer, Variables>,
  variables: Variables | null,
  asking = 0,
): Asked<Answer> => {
  const { client } = useScene().tools;
  const [data, setData] = useState<Answer | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [turn, setTurn] = useState(0);
  const asked = JSON.stringify(variables);
  // `asked` is the variables by their content; `turn` and `asking` ask again.
  useEffect(() => {
    if (variables === null) return;
    let isWanted = true;
    client.ask(operation, variables).then(
      (answer) => {
        if (!isWanted) return;
        setRefusal(null);
        setData(answer.data);
      },
      (error) => isWanted && setRefusal(asRefusal(error)),
    );
    return () => {
      isWanted = false;
    };
  }, [asked, turn, asking]);
  return { data, refusal, again: useCallback(() => setTurn((before) => before + 1), []) };
};
