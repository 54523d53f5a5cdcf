import { ActionIcon, Button, Textarea } from '@mantine/core';
import { IconFlag, IconMessage, IconPlayerPlay, IconRobot } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { CheckResult } from '../../../shared/domain/review/checks/check.ts';
import { canBeJudged, type Judgement } from '../../../shared/domain/review/score.ts';
import { type Criterion, mostOf } from '../../../shared/domain/review/scorecard.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import classes from './reviews.module.css';
import { useCheckText } from './words.ts';

export interface CriterionRowProps {
  readonly criterion: Criterion;
  readonly judgement: Judgement;
  readonly found?: CheckResult | undefined;
  /** Of what an appeal has changed: what was said first. */
  readonly before?: Judgement | undefined;
  /** Where the step of the template that it judges was shown. */
  readonly stepAtMs?: number | undefined;
  /** Absent: it is only read. */
  readonly onJudge?: ((judgement: Judgement) => void) | undefined;
  /** Where the recording plays; undefined: there is none to be heard. */
  readonly atMs?: (() => number) | undefined;
  readonly onPlay?: ((atMs: number) => void) | undefined;
}

/**
 * One criterion. Digits give points, minus says that it does not apply, arrows lead to the next one and along the scale,
 * C writes a comment, M marks this second, J hears the step.
 */
export function CriterionRow(props: CriterionRowProps) {
  const { criterion, judgement, found, before, stepAtMs, onJudge, atMs, onPlay } = props;
  const { t } = useTranslation('reviews');
  const format = useFormat();
  const checkText = useCheckText();
  const row = useRef<HTMLDivElement>(null);
  const [writing, setWriting] = useState(false);
  const { points } = judgement;
  const most = mostOf(criterion.scale);
  const give = (next: number | null) => {
    if (canBeJudged(criterion, { points: next })) onJudge?.({ ...judgement, points: next });
  };
  const mark = () => {
    if (atMs) onJudge?.({ ...judgement, atMs: Math.round(atMs()) });
  };
  const hear = stepAtMs ?? judgement.atMs ?? found?.atMs[0];
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== row.current || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!act(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  function act({ key, code }: KeyboardEvent): boolean {
    if (key === 'ArrowDown' || key === 'Enter') return leadTo(row.current, 1);
    if (key === 'ArrowUp') return leadTo(row.current, -1);
    if (code === 'KeyJ' && hear !== undefined && onPlay) {
      onPlay(hear);
      return true;
    }
    if (!onJudge) return false;
    if (/^[0-9]$/.test(key)) {
      // A scale of ten has its full points on 0 when nothing lower is meant: a second 0 gives none.
      give(key === '0' && most === 10 && points !== 10 ? 10 : Number(key));
      return true;
    }
    const acts: Readonly<Record<string, () => void>> = {
      ArrowRight: () => give(Math.min(most, (points ?? -1) + 1)),
      ArrowLeft: () => give(Math.max(0, (points ?? most + 1) - 1)),
      Minus: () => give(null),
      NumpadSubtract: () => give(null),
      KeyC: () => setWriting(true),
      KeyM: mark,
    };
    const found = acts[code] ?? acts[key];
    found?.();
    return found !== undefined;
  }
  const values = criterion.scale.kind === 'yesNo' ? [1, 0] : Array.from({ length: most + 1 }, (_, n) => n);
  const nameOf = (value: number) =>
    criterion.scale.kind === 'yesNo' ? t(value === 1 ? 'judge.yes' : 'judge.no') : format.number(value);
  const choice = (value: number | null, name: string) => (
    // biome-ignore lint/a11y/useSemanticElements: a radio without its own tab stop: the row takes the keys.
    <button
      key={String(value)}
      type="button"
      role="radio"
      tabIndex={-1}
      className={classes.choice}
      data-tone={value === 0 && criterion.fatal ? 'fatal' : undefined}
      aria-checked={points === value}
      disabled={!onJudge && points !== value}
      onClick={() => give(value)}
    >
      {name}
    </button>
  );
  return (
    <div
      ref={row}
      role="radiogroup"
      tabIndex={0}
      data-criterion
      data-open={points === undefined}
      className={classes.criterion}
      aria-label={criterion.title}
      onKeyDown={onKeyDown}
    >
      <div className={classes.asked}>
        <div className={classes.criterionTitle}>
          {criterion.title}
          {criterion.fatal && <span className={classes.fatal}>{t('judge.fatal')}</span>}
        </div>
        {criterion.hint !== '' && <div className={classes.hint}>{criterion.hint}</div>}
      </div>
      <div className={classes.choices}>
        {values.map((value) => choice(value, nameOf(value)))}
        {criterion.mayNotApply && choice(null, t('judge.notApplicable'))}
        {onJudge && atMs && (
          <Verb label={t('judge.mark')} onClick={mark}>
            <IconFlag size={15} aria-hidden />
          </Verb>
        )}
        {onJudge && (
          <Verb label={t('judge.comment')} onClick={() => setWriting(true)}>
            <IconMessage size={15} aria-hidden />
          </Verb>
        )}
      </div>
      {before?.points !== undefined && before.points !== points && (
        <div className={classes.found}>
          {t('judge.before', {
            value: before.points === null ? t('judge.notApplicable') : nameOf(before.points),
          })}
        </div>
      )}
      {found && (
        <div className={classes.found} data-verdict={found.verdict}>
          <IconRobot size={14} aria-hidden />
          <span>{checkText(found)}</span>
          {found.atMs.slice(0, 5).map((at) => (
            <Moment key={at} atMs={at} onPlay={onPlay} />
          ))}
        </div>
      )}
      <div className={classes.verbs}>
        {stepAtMs !== undefined && onPlay && (
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconPlayerPlay size={12} aria-hidden />}
            onClick={() => onPlay(stepAtMs)}
          >
            {t('judge.step', { time: format.duration(stepAtMs) })}
          </Button>
        )}
        {judgement.atMs !== undefined && (
          <span className={classes.marked}>
            <IconFlag size={13} aria-hidden />
            <Moment atMs={judgement.atMs} onPlay={onPlay} />
          </span>
        )}
      </div>
      {onJudge && (writing || (judgement.comment ?? '') !== '') ? (
        <Textarea
          className={classes.comment}
          autosize
          maxRows={5}
          maxLength={2_000}
          data-autofocus
          autoFocus={writing}
          aria-label={t('judge.commentOn', { title: criterion.title })}
          value={judgement.comment ?? ''}
          onChange={(event) => onJudge({ ...judgement, comment: event.currentTarget.value })}
          onBlur={() => setWriting(false)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            row.current?.focus();
          }}
        />
      ) : (
        !onJudge && judgement.comment && <p className={classes.said}>{judgement.comment}</p>
      )}
    </div>
  );
}

function Verb({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={28}
      tabIndex={-1}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}

function Moment({ atMs, onPlay }: { atMs: number; onPlay: ((atMs: number) => void) | undefined }) {
  const { t } = useTranslation('reviews');
  const format = useFormat();
  const time = format.duration(atMs);
  if (!onPlay) return <span className="rd-tabular">{time}</span>;
  return (
    <button
      type="button"
      className={classes.moment}
      aria-label={t('judge.playFrom', { time })}
      onClick={() => onPlay(atMs)}
    >
      {time}
    </button>
  );
}

/** The next criterion of the same card, or the one before. */
function leadTo(row: HTMLElement | null, step: 1 | -1): boolean {
  const rows = [
    ...(row?.closest('[data-criteria]')?.querySelectorAll<HTMLElement>('[data-criterion]') ?? []),
  ];
  const next = rows[row ? rows.indexOf(row) + step : -1];
  if (!next) return false;
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
  return true;
}
