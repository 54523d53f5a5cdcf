import { useCallback, useEffect, useRef, useState } from 'react';
import type { Output } from '../../../../shared/contract/index.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useCore } from '../../state/core.tsx';
import { useMay } from '../../state/seat.tsx';
import { useAfterCalls } from '../use-report.ts';
import classes from './targets.module.css';
import { useAmounts } from './use-amounts.ts';

type Own = Output<'targets.own'>[number];

/** One's own target as one calm line: how far, and how many calls are left to it. Without a target there is none. */
export function TargetLine() {
  const own = useOwnTargets()[0];
  return own === undefined ? null : <Line own={own} />;
}

function Line({ own }: { own: Own }) {
  const { t } = useTranslation('targets');
  const amounts = useAmounts();
  const left = useLeft(own);
  const { span, standing } = own;
  const goals = standing.goals.map(({ goal, target, fact }) =>
    t('line.goal', {
      goal: t(`goal.${goal}`),
      fact: amounts.fact(goal, fact),
      target: amounts.whole(target),
    }),
  );
  return (
    <section className={classes.line} aria-label={t('line.label')}>
      <span className={classes.lineSpan}>{t(`line.span.${span}`)}</span> {goals.join(' · ')}
      {' · '}
      <span className={classes.lineLeft}>{left}</span>
    </section>
  );
}

/** What is still to be done, in words. */
function useLeft({ standing: { callsLeft, perHour } }: Own): string {
  const { t } = useTranslation('targets');
  const amounts = useAmounts();
  if (callsLeft === 0) return t('line.reached');
  if (callsLeft === null) return t('line.unknown');
  const calls = t('line.callsLeft', { count: callsLeft, number: amounts.whole(callsLeft) });
  return perHour === null ? calls : t('line.perHour', { calls, number: amounts.perHour(perHour) });
}

function useOwnTargets(): Own[] {
  const core = useCore();
  const may = useMay('targets.view');
  const [own, setOwn] = useState<Own[]>([]);
  const turn = useRef(0);
  const ask = useCallback(() => {
    if (!may) return;
    const mine = ++turn.current;
    // A line beside the plan of the day; what keeps the day itself from loading is told there.
    core.request('targets.own', {}).then(
      (answer) => mine === turn.current && setOwn(answer),
      () => undefined,
    );
  }, [core, may]);
  useEffect(() => {
    ask();
    return core.on('targets.changed', ask);
  }, [core, ask]);
  useAfterCalls(ask);
  return own;
}
