import type { MissedRow } from '../../../shared/contract/missed.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import classes from './missed.module.css';

/** The times that are shown beside the count; all of them are in the title. */
const SHOWN = 3;

/** How often it rang and when, on which line, how long they waited. The latest first: that is what the customer remembers. */
export function CallsCell({ entry, now }: { entry: MissedRow; now: number }) {
  const { t } = useTranslation('missed');
  const format = useFormat();
  const latest = entry.calls.toReversed();
  const longest = Math.max(0, ...entry.calls.map(({ waitedMs }) => waitedMs));
  const lines = [...new Set(entry.calls.map(({ line }) => line).filter(Boolean))];
  const told = entry.calls.some(({ sources }) => sources.some((source) => source !== 'own'));
  const facts = [
    longest >= 1000 && t('longest', { time: format.duration(longest) }),
    lines.length > 0 && t('onLine', { line: lines.join(', ') }),
  ].filter(Boolean);
  const all = [
    ...latest.map(
      ({ at, waitedMs, line }) =>
        `${format.moment(at, now)} · ${t('longest', { time: format.duration(waitedMs) })}${line === '' ? '' : ` · ${t('onLine', { line })}`}`,
    ),
    ...(told ? [t('fromPbx')] : []),
  ].join('\n');
  return (
    <span className={classes.calls} title={all}>
      <span className={classes.count} data-often={entry.callCount > 1 || undefined}>
        {t('calls', { count: entry.callCount })}
      </span>
      <span className={classes.times}>
        {latest
          .slice(0, SHOWN)
          .map(({ at }, index) => (index === 0 ? format.moment(at, now) : format.time(at)))
          .join(', ')}
      </span>
      <span className={classes.facts}>{facts.join(' · ')}</span>
    </span>
  );
}
