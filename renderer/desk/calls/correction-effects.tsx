import type { OutcomeStanding } from '../../../shared/contract/calls.ts';
import type { Output } from '../../../shared/contract/index.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { useFailureText } from '../state/use-ask.ts';
import classes from './call-details.module.css';
import type { Correction } from './use-correction.ts';

/** What follows from the outcome as it is chosen, line by line. */
export function CorrectionEffects({ correction }: { correction: Correction }) {
  const { t } = useTranslation('outcomes');
  const failureText = useFailureText();
  const words = useEffectWords();
  const { standing, refused } = correction;
  const effects = standing ? words(standing) : [];
  return (
    <div role="status" className={classes.effects}>
      <strong>{t('correct.follows')}</strong>
      {refused !== undefined && <p>{failureText(refused)}</p>}
      {standing && effects.length === 0 && <p>{t('correct.nothing')}</p>}
      <ul>
        {effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
    </div>
  );
}

function useEffectWords(): (preview: Output<'calls.previewWrapUp'>) => string[] {
  const { t } = useTranslation(['outcomes', 'contacts']);
  const format = useFormat();
  const stage = (before: OutcomeStanding, after: OutcomeStanding) =>
    before.stage !== undefined && after.stage !== undefined && before.stage !== after.stage
      ? t('correct.stage', {
          from: t(`contacts:stage.${before.stage}`),
          to: t(`contacts:stage.${after.stage}`),
        })
      : undefined;
  const forbidden = (kind: 'customer' | 'number', before: OutcomeStanding, after: OutcomeStanding) =>
    before.forbidden[kind] === after.forbidden[kind]
      ? undefined
      : t(after.forbidden[kind] ? `correct.forbidden.${kind}` : `correct.allowed.${kind}`);
  const promise = ({ promise: before }: OutcomeStanding, { promise: after }: OutcomeStanding) => {
    if (before?.dueAt === after?.dueAt) return undefined;
    if (!after) return before && t('correct.promiseGone', { time: format.dateTime(before.dueAt) });
    return t('correct.promiseMade', { time: format.dateTime(after.dueAt) });
  };
  const lead = ({ lead: before }: OutcomeStanding, { lead: after }: OutcomeStanding) => {
    if (!after || (before?.state === after.state && before.nextAt === after.nextAt)) return undefined;
    if (after.state === 'done') return t('correct.leadDone');
    return after.nextAt === undefined
      ? t('correct.leadWaits')
      : t('correct.leadAgain', { time: format.dateTime(after.nextAt) });
  };
  return ({ before, after, remarks }) =>
    [
      stage(before, after),
      forbidden('customer', before, after),
      forbidden('number', before, after),
      promise(before, after),
      lead(before, after),
      ...remarks.map((remark) => t(`remark.${remark}`)),
    ].filter((effect) => effect !== undefined);
}
