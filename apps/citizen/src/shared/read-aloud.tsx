import { useScene } from './tools.js';

/** Reads a text out, where the device can. */
export const ReadAloud = ({ text }: { readonly text: string }) => {
  const { t, language } = useScene();
  if (!('speechSynthesis' in window)) return null;
  const read = (): void => {
    const speech = new SpeechSynthesisUtterance(text);
    speech.lang = language === 'zh' ? 'zh-CN' : 'en';
    speechSynthesis.cancel();
    speechSynthesis.speak(speech);
  };
  return (
    <button type="button" onClick={read}>
      {t('朗读', 'Read aloud')}
    </button>
  );
};
