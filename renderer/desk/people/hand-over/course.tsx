import { Button, Progress } from '@mantine/core';
import type { HandOver } from '../../../../shared/contract/handovers.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import { useAsk } from '../../state/use-ask.ts';
import classes from '../people.module.css';
import { Counts } from './what-happens.tsx';

const PERCENT = 100;

export const movedIn = ({ counts }: Pick<HandOver, 'counts'>): number =>
  Object.values(counts).reduce(
    (sum, of) => sum + Object.values(of ?? {}).reduce((one, count) => one + count, 0),
    0,
  );

/** One hand-over: how far it is, what came of it, and the way back. */
export function Course({ handOver, nameOf }: { handOver: HandOver; nameOf: (id: string) => string }) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const ask = useAsk();
  const { id, state, total, busy, back, kept, keptNames, counts } = handOver;
  const moved = movedIn(handOver);
  if (state === 'running' || state === 'undoing') {
    const [done, of] = state === 'running' ? [moved, total] : [back + kept, moved];
    const params = { done: format.number(done), total: format.number(of) };
    return (
      <section className={classes.outcome}>
        <Progress value={of === 0 ? 0 : (done / of) * PERCENT} aria-label={t(`handOver.${state}`, params)} />
        <p className="rd-tabular">{t(`handOver.${state}`, params)}</p>
        {state === 'running' && (
          <Button variant="default" onClick={() => void ask('handOvers.cancel', { id })}>
            {t('handOver.cancel')}
          </Button>
        )}
      </section>
    );
  }
  return (
    <section className={classes.outcome} aria-live="polite">
      <p>{t(`handOver.${state}`, { count: state === 'undone' ? back : moved })}</p>
      {state === 'undone' ? (
        kept > 0 && (
          <>
            <p>{t('handOver.kept', { count: kept })}</p>
            <p className={classes.text}>
              {[...keptNames, ...(kept > keptNames.length ? ['…'] : [])].join(', ')}
            </p>
          </>
        )
      ) : (
        <>
          <Counts counts={counts} nameOf={nameOf} />
          {busy > 0 && <p className={classes.text}>{t('handOver.busy', { count: busy })}</p>}
          {moved > 0 && (
            <Button variant="default" onClick={() => void ask('handOvers.undo', { id })}>
              {t('handOver.undo')}
            </Button>
          )}
        </>
      )}
    </section>
  );
}
