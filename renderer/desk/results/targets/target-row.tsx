import { ActionIcon, Button, NumberInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { TargetRow as Row } from '../../../../shared/contract/targets.ts';
import { GOALS, type Goal } from '../../../../shared/domain/targets/target.ts';
import { useTranslation } from '../../../i18n/index.ts';
import shared from '../results.module.css';
import { useShare } from '../share.ts';
import classes from './targets.module.css';
import { useAmounts } from './use-amounts.ts';

type Typed = Partial<Record<Goal, number>>;

/** Whoever pressed the pencil goes on typing. */
const focused = (field: HTMLInputElement | null) => field?.focus();

interface TargetRowProps {
  readonly row: Row;
  readonly name: string;
  readonly over: boolean;
  /** Absent: one may not set targets. */
  readonly onSave?: ((goals: Typed) => Promise<boolean>) | undefined;
}

const MOST = 10_000_000;

/** One person, or the firm: each goal with its fact, and what is left. With the pencil its cells become fields. */
export function TargetRow({ row, name, over, onSave }: TargetRowProps) {
  const { t } = useTranslation(['targets', 'common']);
  const amounts = useAmounts();
  const share = useShare();
  const [typed, setTyped] = useState<Typed>();
  const pencil = useRef<HTMLButtonElement>(null);
  const { callsLeft, perHour } = row.standing;
  const standing = (goal: Goal) => row.standing.goals.find((one) => one.goal === goal);
  const leave = () => {
    setTyped(undefined);
    // Back to where it was opened, for whoever came by the keyboard.
    requestAnimationFrame(() => pencil.current?.focus());
  };
  const save = async () => {
    const given = Object.entries(typed ?? {}).filter(([, value]) => value !== undefined);
    if (await onSave?.(Object.fromEntries(given))) leave();
  };
  if (typed && onSave)
    return (
      <tr
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.target instanceof HTMLInputElement) void save();
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          leave();
        }}
      >
        <th scope="row" className={shared.rowName}>
          {name}
        </th>
        {GOALS.map((goal, n) => (
          <td key={goal} className={shared.count}>
            <NumberInput
              size="xs"
              className={classes.field}
              {...(n === 0 ? { ref: focused } : {})}
              aria-label={t('targets:edit.field', { goal: t(`targets:goal.${goal}`), name })}
              placeholder={t('targets:edit.none')}
              min={0}
              max={MOST}
              clampBehavior="strict"
              allowDecimal={false}
              hideControls
              value={typed[goal] ?? ''}
              onChange={(value) =>
                setTyped({ ...typed, [goal]: typeof value === 'number' ? value : undefined })
              }
            />
          </td>
        ))}
        <td colSpan={3} className={classes.verbs}>
          <Button size="compact-sm" onClick={() => void save()}>
            {t('common:save')}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={leave}>
            {t('common:cancel')}
          </Button>
        </td>
      </tr>
    );
  return (
    <tr>
      <th scope="row" className={shared.rowName}>
        {name}
      </th>
      {GOALS.map((goal) => {
        const set = standing(goal);
        const fact = amounts.fact(goal, row.facts[goal]);
        return (
          <td key={goal} className={shared.count} data-reached={(set && set.share >= 1) || undefined}>
            {set === undefined ? (
              <span className={shared.none}>{fact}</span>
            ) : (
              <>
                {t('targets:ofTarget', { fact, target: amounts.whole(set.target) })}
                <span className={classes.share}>{share(Math.floor(set.share * 100), 100)}</span>
                <span className={classes.track} aria-hidden>
                  <span className={classes.fill} style={{ width: `${Math.min(100, 100 * set.share)}%` }} />
                </span>
              </>
            )}
          </td>
        );
      })}
      <td className={shared.count}>{row.standing.goals.length > 0 ? left() : '–'}</td>
      <td className={shared.count}>
        {!over && callsLeft !== 0 && perHour !== null && row.standing.goals.length > 0
          ? amounts.perHour(perHour)
          : '–'}
      </td>
      <td className={shared.count}>
        {onSave && (
          <ActionIcon
            ref={pencil}
            variant="subtle"
            color="gray"
            aria-label={t('targets:edit.verb', { name })}
            onClick={() =>
              setTyped(Object.fromEntries(row.standing.goals.map((one) => [one.goal, one.target])))
            }
          >
            <IconPencil size={16} aria-hidden />
          </ActionIcon>
        )}
      </td>
    </tr>
  );

  function left(): string {
    if (callsLeft === 0) return t('targets:reached');
    if (over) return t('targets:missedIt');
    return callsLeft === null ? t('targets:unknown') : amounts.whole(callsLeft);
  }
}
