export type Language = 'en' | 'zh';

/** The caller's language from `Accept-Language`: Chinese when it is asked for at least as strongly as English. */
export const languageOf = (header: string | undefined): Language => {
  let best: { readonly language: Language; readonly weight: number } | undefined;
  for (const part of (header ?? '').slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = tag.startsWith('zh') ? 'zh' : tag.startsWith('en') ? 'en' : undefined;
    const stated = parameters.map((each) => each.trim()).find((each) => each.startsWith('q='));
    const weight = stated === undefined ? 1 : Number(stated.slice(2));
    if (language && weight > (best?.weight ?? 0)) best = { language, weight };
  }
  return best?.language ?? 'en';
};
