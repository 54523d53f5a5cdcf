import type { AnswerCount } from '../../../shared/contract/results.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import classes from './results.module.css';
import { useAmount } from './use-amount.ts';
import { useValueLabel } from './use-value-label.ts';

/** The same answers, by who asked. */
export function AnswersByAgent({ question }: { question: AnswerCount }) {
  const { t } = useTranslation('results');
  const format = useFormat();
  const labelOf = useValueLabel();
  const amount = useAmount(question.currency);
  const { values, perAgent, numbers } = question;
  return (
    <details className={classes.details}>
      <summary>{t('answers.byAgent')}</summary>
      <div className={classes.scroll}>
        <table className={classes.table} aria-label={`${question.title}: ${t('answers.byAgent')}`}>
          <thead>
            <tr>
              <th scope="col">{t('column.agent')}</th>
              <th scope="col" className={classes.count}>
                {t('column.answers')}
              </th>
              {values.map(({ value, label }) => (
                <th key={value} scope="col" className={classes.count}>
                  {labelOf(question, value, label)}
                </th>
              ))}
              {numbers && (
                <th scope="col" className={classes.count}>
                  {t('quartile.median')}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {perAgent.map((agent) => (
              <tr key={agent.agentId ?? ''}>
                <th scope="row">{agent.name || t('nobody')}</th>
                <td className={classes.count}>{format.number(agent.answered)}</td>
                {values.map(({ value }) => (
                  <td key={value} className={classes.count}>
                    {format.number(agent.values.find((counted) => counted.value === value)?.count ?? 0)}
                  </td>
                ))}
                {numbers && (
                  <td className={classes.count}>{agent.median === undefined ? '–' : amount(agent.median)}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
