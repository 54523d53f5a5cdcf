import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { Verdict } from '../../../shared/contract/quality.ts';
import { useTranslation } from '../../i18n/index.ts';
import classes from './call-quality.module.css';

const ICONS = { good: IconCircleCheck, tooShort: IconInfoCircle } as const;

/** What was wrong, and what to do about it; the worst first. */
export function VerdictList({ verdicts }: { verdicts: readonly Verdict[] }) {
  return (
    <ul className={classes.verdicts}>
      {verdicts.map((verdict) => (
        <VerdictLine key={verdict.code} verdict={verdict} />
      ))}
    </ul>
  );
}

function VerdictLine({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation('quality');
  const { code, params } = verdict;
  const harmless = code === 'good' || code === 'tooShort';
  const Icon = harmless ? ICONS[code] : IconAlertTriangle;
  const sentence =
    code !== 'reconnected'
      ? t(`verdict.${code}`, params)
      : params.times === 1
        ? t('verdict.reconnectedOnce', params)
        : t('verdict.reconnectedOften', params);
  return (
    <li className={classes.verdict} data-code={code}>
      <Icon size={18} stroke={1.8} aria-hidden className={classes.verdictIcon} />
      <div>
        <p className={classes.sentence}>{sentence}</p>
        {!harmless && <p className={classes.dim}>{t(`todo.${code}`)}</p>}
      </div>
    </li>
  );
}
