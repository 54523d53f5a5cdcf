import type { TimelineEntry } from '../../../shared/contract/quality.ts';
import { TIMELINE_KINDS, type TimelineKind } from '../../../shared/domain/call/timeline.ts';
import { useTranslation } from '../../i18n/index.ts';
import { formatPhone } from '../../ui/index.ts';
import classes from './call-quality.module.css';
import { useClock } from './use-clock.ts';

const isKnown = (kind: string): kind is TimelineKind => TIMELINE_KINDS.some((known) => known === kind);

/** What happened in the call, in order. A line of a newer core that this page has no words for is left out. */
export function CallStory({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t } = useTranslation(['calls', 'quality']);
  const clock = useClock();
  return (
    <ol className={classes.story} aria-label={t('quality:panel.story')}>
      {entries.map(({ at, kind, params }, index) =>
        isKnown(kind) ? (
          // Two lines of one kind may have the same moment.
          // biome-ignore lint/suspicious/noArrayIndexKey: the story only grows at its end
          <li key={index} className={classes.event}>
            <time className={classes.moment} dateTime={new Date(at).toISOString()}>
              {clock(at)}
            </time>
            <span>{t(`calls:timeline.${kind}`, readable(params))}</span>
          </li>
        ) : null,
      )}
    </ol>
  );
}

function readable(params: TimelineEntry['params']): TimelineEntry['params'] {
  const written = { ...params };
  for (const key of ['number', 'target']) {
    const value = written[key];
    if (typeof value === 'string') written[key] = formatPhone(value);
  }
  return written;
}
