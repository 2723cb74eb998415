import { ListPeopleGroupTotalsDocument } from '@daqidi/schemas/operations';
import { useAsk } from '../../shared/ask.js';
import { useSpeech } from '../../shared/language.js';
import { rolesOf, useMe } from '../../shared/me.js';
import { Rows } from '../../shared/rows.js';
import { Loaded } from '../../shared/state.js';

/** Who looks after the whole of a district. Roles only choose what is asked for: what may be read the platform says. */
const readers = ['LETTERS_OFFICER', 'SECRETARIAT', 'DISTRICT_LEADER', 'PERFORMANCE_OFFICER'];

/** To what people petitioners say that they belong: totals alone, which open nothing. */
export const PeopleGroups = () => {
  const { t } = useSpeech();
  const roles = rolesOf(useMe());
  const enabled = readers.some((role) => roles.has(role));
  const query = useAsk(ListPeopleGroupTotalsDocument, {}, { enabled });
  if (!enabled) return null;
  const title = t('人群类别合计', 'By people’s groups');
  return (
    <section className="panel stack" aria-label={title}>
      <h2>{title}</h2>
      <p className="muted">
        {t(
          '全区诉求中诉求人自述的群体，不含限制知悉的件；不足 5 件不显示件数，也不列出是哪些件。',
          'What petitioners of the whole district say of themselves, secrets apart. Below five no number is shown, and which cases they are nobody is told.',
        )}
      </p>
      <Loaded query={query} isEmpty={({ peopleGroupTotals }) => peopleGroupTotals.length === 0}>
        {({ peopleGroupTotals }) => (
          <Rows
            label={title}
            rows={peopleGroupTotals}
            keyOf={({ group }) => group.code}
            columns={[
              { head: t('群体', 'Group'), cell: ({ group }) => group.name },
              { head: t('件数', 'Cases'), cell: ({ appeals }) => appeals ?? t('不足 5 件', 'below 5') },
            ]}
          />
        )}
      </Loaded>
    </section>
  );
};
