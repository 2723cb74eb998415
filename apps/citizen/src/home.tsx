import { Go } from './shared/parts.js';
import { useScene } from './shared/tools.js';

/** The public hotline of the mainland's governments. */
const hotline = '12345';

export const Home = () => {
  const { t } = useScene();
  return (
    <main>
      <h1>{t('有诉求，请您说', 'Tell us what is wrong')}</h1>
      <Go to="/c/submit" className="big primary">
        {t('我要说', 'I want to say something')}
      </Go>
      <Go to="/c/progress" className="big">
        {t('查进度', 'How far is it?')}
      </Go>
      <a class="big" href={`tel:${hotline}`}>
        {t(`打电话 ${hotline}`, `Call ${hotline}`)}
      </a>
      <Go to="/c/mine" className="big">
        {t('我的诉求', 'My appeals')}
      </Go>
      <Go to="/c/published" className="big">
        {t('身边的公示', 'Published nearby')}
      </Go>
      <Go to="/c/knowledge" className="big">
        {t('常见问题', 'Questions and answers')}
      </Go>
      <p class="quiet">{t('诉求人信息依法保密。', 'Who you are is kept confidential by law.')}</p>
    </main>
  );
};
