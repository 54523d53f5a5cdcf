import { ActionIcon, Button, SegmentedControl, Skeleton } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import { dayOfNumber, numberOfDay, SPANS, type Span } from '../../../../shared/domain/reports/calendar.ts';
import { GOALS } from '../../../../shared/domain/targets/target.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import { ZoneContext } from '../../../i18n/use-format.ts';
import { EmptyState, Screen, Toolbar, Trouble } from '../../../ui/index.ts';
import { useCore } from '../../state/core.tsx';
import { useMay } from '../../state/seat.tsx';
import { useAsk, useFailureText, useUndo } from '../../state/use-ask.ts';
import { Definitions } from '../definitions.tsx';
import { todayIn } from '../query.ts';
import shared from '../results.module.css';
import { useAfterCalls, useReport } from '../use-report.ts';
import { usePeriodName } from './period-name.ts';
import { TargetRow } from './target-row.tsx';
import classes from './targets.module.css';

/** Targets and facts: what is to be reached, how far it is, and how many calls are left to it. */
export function TargetsScreen({ tabs }: { tabs: ReactNode }) {
  const { t } = useTranslation(['targets', 'results', 'common']);
  const zone = useContext(ZoneContext);
  const today = todayIn(zone);
  const core = useCore();
  const ask = useAsk();
  const undo = useUndo();
  const failureText = useFailureText();
  const format = useFormat();
  const periodName = usePeriodName();
  const mayEdit = useMay('targets.edit');
  const [{ span, day }, setAsked] = useState<{ span: Span; day: string }>({ span: 'month', day: today });
  const { data, busy, error, reload } = useReport('targets.standing', { span, day });
  useAfterCalls(useCallback(() => reload(), [reload]));
  useEffect(() => core.on('targets.changed', reload), [core, reload]);
  const nobody = data?.rows.every(({ facts, standing }) => facts.calls === 0 && standing.goals.length === 0);
  return (
    <Screen
      title={t('results:title')}
      aside={tabs}
      toolbar={
        <Toolbar>
          <SegmentedControl
            size="xs"
            aria-label={t('targets:span.label')}
            data={SPANS.map((value) => ({ value, label: t(`targets:span.${value}`) }))}
            value={span}
            onChange={(value) => setAsked({ span: value as Span, day: today })}
          />
          <ActionIcon
            variant="default"
            size={30}
            aria-label={t('targets:earlier')}
            disabled={data === undefined}
            onClick={() => data && setAsked({ span, day: dayOfNumber(numberOfDay(data.firstDay) - 1) })}
          >
            <IconChevronLeft size={16} aria-hidden />
          </ActionIcon>
          <strong className={classes.period}>{data && periodName(span, data.firstDay, data.lastDay)}</strong>
          <ActionIcon
            variant="default"
            size={30}
            aria-label={t('targets:later')}
            disabled={data === undefined}
            onClick={() => data && setAsked({ span, day: dayOfNumber(numberOfDay(data.lastDay) + 1) })}
          >
            <IconChevronRight size={16} aria-hidden />
          </ActionIcon>
          {day !== today && (
            <Button variant="subtle" onClick={() => setAsked({ span, day: today })}>
              {t('targets:now')}
            </Button>
          )}
        </Toolbar>
      }
    >
      <div className={shared.body} aria-busy={busy}>
        {error !== undefined && <Trouble text={failureText(error)} verb={t('common:retry')} onAct={reload} />}
        {data === undefined ? (
          busy && (
            <div role="status" aria-label={t('results:loading')} className={shared.loading}>
              <Skeleton h={160} />
            </div>
          )
        ) : (
          <>
            <p className={shared.words}>
              {data.over
                ? t('targets:over')
                : t('targets:workLeft', { time: format.duration(data.workMsLeft).replace(/:\d\d$/, '') })}
            </p>
            {nobody && <EmptyState title={t('targets:empty.title')} text={t('targets:empty.text')} />}
            <div className={shared.scroll}>
              <table className={shared.table} aria-label={t('targets:title')}>
                <thead>
                  <tr>
                    <th scope="col">{t('targets:column.who')}</th>
                    {GOALS.map((goal) => (
                      <th
                        key={goal}
                        scope="col"
                        className={shared.count}
                        title={t(`targets:definition.${goal}`)}
                      >
                        {t(`targets:goal.${goal}`)}
                      </th>
                    ))}
                    {(['callsLeft', 'perHour'] as const).map((name) => (
                      <th
                        key={name}
                        scope="col"
                        className={shared.count}
                        title={t(`targets:definition.${name}`)}
                      >
                        {t(`targets:column.${name}`)}
                      </th>
                    ))}
                    <td />
                  </tr>
                </thead>
                <tbody>
                  {data.rows.map((row) => (
                    <TargetRow
                      key={`${data.firstDay} ${span} ${row.agentId ?? ''}`}
                      row={row}
                      name={row.agentId === undefined ? t('targets:firm') : row.name || t('results:nobody')}
                      over={data.over}
                      onSave={
                        mayEdit
                          ? async (goals) => {
                              const changed = await ask('targets.save', {
                                ...(row.agentId === undefined ? {} : { agentId: row.agentId }),
                                ...{ span, day: data.firstDay, goals },
                              });
                              undo(changed, t('targets:edit.saved'));
                              return changed !== undefined;
                            }
                          : undefined
                      }
                    />
                  ))}
                </tbody>
              </table>
            </div>
            <Definitions
              terms={[
                ...GOALS.map((goal) => [t(`targets:goal.${goal}`), t(`targets:definition.${goal}`)] as const),
                ...(['callsLeft', 'perHour'] as const).map(
                  (name) => [t(`targets:column.${name}`), t(`targets:definition.${name}`)] as const,
                ),
              ]}
            />
          </>
        )}
      </div>
    </Screen>
  );
}
