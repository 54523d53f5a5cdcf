import { IconScale } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { EmptyState, Screen, Section, Trouble } from '../../ui/index.ts';
import { useFailureText } from '../state/use-ask.ts';
import { usePeriod } from './period.tsx';
import classes from './reviews.module.css';
import { useAsked } from './use-asked.ts';
import { usePercent } from './words.ts';

/** How far reviewers of the same talks agree, as a whole and by criterion. */
export function Agreement({ tabs }: { tabs: ReactNode }) {
  const { t } = useTranslation(['reviews', 'common']);
  const format = useFormat();
  const percent = usePercent();
  const failureText = useFailureText();
  const { period, toolbar } = usePeriod();
  const { data, error, reload } = useAsked('reviews.agreement', period);
  const kappa = (value: number | undefined) =>
    value === undefined ? t('agreement.none') : format.number(Math.round(value * 100) / 100);
  return (
    <Screen title={t('title')} aside={tabs} toolbar={toolbar}>
      {error !== undefined && <Trouble text={failureText(error)} verb={t('common:retry')} onAct={reload} />}
      {data &&
        (data.talks === 0 ? (
          <EmptyState
            icon={<IconScale size={40} stroke={1.2} />}
            title={t('agreement.empty')}
            text={t('agreement.emptyText')}
          />
        ) : (
          <>
            <Section title={t('agreement.whole')}>
              <dl className={classes.figures}>
                <Figure name={t('agreement.talks')} value={format.number(data.talks)} />
                <Figure name={t('agreement.kappa')} value={kappa(data.kappa)} />
                {data.apart !== undefined && (
                  <Figure
                    name={t('agreement.apart')}
                    value={t('agreement.points', { value: format.number(Math.round(data.apart * 10) / 10) })}
                  />
                )}
              </dl>
              <p className={classes.dim}>{t('agreement.meaning')}</p>
            </Section>
            <Section title={t('agreement.byCriterion')}>
              <div className={classes.scroll}>
                <table className={classes.table}>
                  <thead>
                    <tr>
                      <th scope="col">{t('trends.criterion')}</th>
                      <th scope="col">{t('agreement.pairs')}</th>
                      <th scope="col">{t('agreement.same')}</th>
                      <th scope="col">{t('agreement.kappa')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {data.criteria.map((one) => (
                      <tr key={one.id}>
                        <th scope="row">{one.title}</th>
                        <td>{format.number(one.pairs)}</td>
                        <td>{percent(one.same * 100)}</td>
                        <td>{kappa(one.kappa)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </Section>
          </>
        ))}
    </Screen>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className={classes.dim}>{name}</dt>
      <dd className={classes.figure}>{value}</dd>
    </div>
  );
}
