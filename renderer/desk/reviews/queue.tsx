import { Button } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { ReviewRow, ReviewTask } from '../../../shared/contract/reviews.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { EmptyState, formatPhone, Screen, Trouble, toastDone, VirtualList } from '../../ui/index.ts';
import list from '../../ui/list-line.module.css';
import { useNow } from '../state/now.ts';
import { useMay } from '../state/seat.tsx';
import { useAsk, useFailureText, useUndo } from '../state/use-ask.ts';
import { ReviewLine, ROW } from './review-line.tsx';
import classes from './reviews.module.css';
import { Rules } from './rules.tsx';
import { useAsked } from './use-asked.ts';
import { useReasonText } from './words.ts';

interface QueueProps {
  readonly tabs: ReactNode;
  readonly onOpen: (reviewId: string) => void;
  readonly onBegin: (recordingId: string, rest: readonly ReviewTask[]) => void;
}

type Line =
  | { readonly kind: 'appeal'; readonly row: ReviewRow }
  | { readonly kind: 'task'; readonly task: ReviewTask };

/** What waits for a reviewer: appeals first, then talks, each with why it was chosen. */
export function Queue({ tabs, onOpen, onBegin }: QueueProps) {
  const { t } = useTranslation(['reviews', 'common']);
  const ask = useAsk();
  const failureText = useFailureText();
  const mayEdit = useMay('scorecards.edit');
  const { data, error, reload } = useAsked('reviews.queue', {});
  const [rules, setRules] = useState(false);
  const [busy, setBusy] = useState(false);
  const fill = async () => {
    setBusy(true);
    const filled = await ask('reviews.fill', {});
    setBusy(false);
    if (filled)
      toastDone(
        filled.added === 0
          ? t('queue.nothingNew', { count: filled.looked })
          : t('queue.added', { count: filled.added }),
      );
  };
  const tasks = data?.tasks ?? [];
  const lines: Line[] = [
    ...(data?.appeals ?? []).map((row) => ({ kind: 'appeal' as const, row })),
    ...tasks.map((task) => ({ kind: 'task' as const, task })),
  ];
  const fillVerb = (
    <Button variant={lines.length === 0 ? 'filled' : 'default'} loading={busy} onClick={() => void fill()}>
      {t('queue.fill')}
    </Button>
  );
  return (
    <Screen
      flush
      title={t('title')}
      aside={tabs}
      actions={
        <>
          {mayEdit && (
            <Button variant="subtle" aria-expanded={rules} onClick={() => setRules(!rules)}>
              {t('queue.rules')}
            </Button>
          )}
          {lines.length > 0 && fillVerb}
        </>
      }
    >
      <div className={classes.column}>
        {rules && <Rules onSaved={() => setRules(false)} />}
        {error !== undefined && <Trouble text={failureText(error)} verb={t('common:retry')} onAct={reload} />}
        {data && lines.length === 0 ? (
          <EmptyState
            icon={<IconChecklist size={40} stroke={1.2} />}
            title={t('queue.empty')}
            text={t('queue.emptyText')}
            action={fillVerb}
          />
        ) : (
          <div className={classes.list}>
            <VirtualList
              label={t('queue.list')}
              items={lines}
              rowHeight={ROW}
              keyOf={(line) => (line.kind === 'appeal' ? line.row.id : line.task.id)}
              renderRow={(line, n) =>
                line.kind === 'appeal' ? (
                  <ReviewLine row={line.row} onOpen={() => onOpen(line.row.id)} />
                ) : (
                  <TaskLine
                    task={line.task}
                    onBegin={() =>
                      onBegin(line.task.recordingId, tasks.slice(n - (lines.length - tasks.length) + 1))
                    }
                  />
                )
              }
            />
          </div>
        )}
      </div>
    </Screen>
  );
}

function TaskLine({ task, onBegin }: { task: ReviewTask; onBegin: () => void }) {
  const { t } = useTranslation('reviews');
  const format = useFormat();
  const now = useNow(60_000);
  const ask = useAsk();
  const undo = useUndo();
  const reasonText = useReasonText();
  const skip = async () => undo(await ask('reviews.skip', { taskId: task.id }), t('queue.skipped'));
  const name = task.contactName ?? formatPhone(task.number);
  return (
    <div className={list.line}>
      <button type="button" className={list.main} data-row-main onClick={onBegin}>
        <span className={classes.who}>
          <span className={list.name}>{task.operatorName}</span>
          <span className={list.firm}>{name}</span>
        </span>
        <span className={classes.why}>
          {task.round === 'second' && <span className={classes.badge}>{t('pane.second')}</span>}
          {task.reviewerName !== undefined && (
            <span className={classes.badge}>{t('queue.begun', { name: task.reviewerName })}</span>
          )}
          {task.reasons.map(reasonText).join(' · ')}
        </span>
        <span className={classes.when}>{format.moment(task.talkAt, now)}</span>
        <span className={classes.long}>{format.duration(task.durationMs)}</span>
      </button>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        aria-label={t('queue.skipOf', { name: task.operatorName, moment: format.moment(task.talkAt, now) })}
        onClick={() => void skip()}
      >
        {t('queue.skip')}
      </Button>
    </div>
  );
}
