import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { changeCriterion, moveCriterion, removeCriterion } from '../../../../shared/domain/review/edit.ts';
import { type Criterion, LIMITS, type Scorecard } from '../../../../shared/domain/review/scorecard.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import reviews from '../reviews.module.css';
import { CheckField } from './check-field.tsx';
import { Moves, Weight } from './parts.tsx';
import classes from './scorecards.module.css';
import { StepField } from './step-field.tsx';

interface CriterionEditorProps {
  readonly card: Scorecard;
  readonly criterion: Criterion;
  readonly isTried: boolean;
  readonly onChange: (card: Scorecard) => void;
}

const YES_NO = 'yesNo';

/** Alt with an arrow moves it, from one group into the next as well. */
export function CriterionEditor({ card, criterion, isTried, onChange }: CriterionEditorProps) {
  const { t } = useTranslation('reviews');
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const { id, title, hint, weight, scale, mayNotApply, fatal } = criterion;
  const name = title || t('edit.unnamed');
  const set = (fields: Partial<Criterion>) =>
    onChange(changeCriterion(card, id, (one) => ({ ...one, ...fields })));
  const without = (field: 'step' | 'check') =>
    onChange(
      changeCriterion(card, id, (one) => {
        const { [field]: _, ...rest } = one;
        return rest;
      }),
    );
  const [moves, keepFocus] = useKeptFocus(box, card);
  const move = (step: 1 | -1) => {
    keepFocus();
    onChange(moveCriterion(card, id, step));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    event.stopPropagation();
    move(event.key === 'ArrowUp' ? -1 : 1);
  };
  const canMove = (step: 1 | -1) => moveCriterion(card, id, step) !== card;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset in a fieldset would be read twice.
    <div ref={box} role="group" aria-label={name} className={classes.criterionEditor} onKeyDown={onKeyDown}>
      <div className={classes.line}>
        <TextInput
          className={classes.grow}
          label={t('edit.criterion')}
          maxLength={LIMITS.title}
          value={title}
          error={isTried && title.trim() === '' && t('edit.titleNeeded')}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        <Select
          className={classes.scale}
          label={t('edit.scale')}
          allowDeselect={false}
          data={[
            { value: YES_NO, label: t('edit.yesNo') },
            ...Array.from({ length: LIMITS.points }, (_, n) => ({
              value: String(n + 1),
              label: t('edit.points', { most: format.number(n + 1) }),
            })),
          ]}
          value={scale.kind === 'yesNo' ? YES_NO : String(scale.most)}
          onChange={(value) =>
            set({
              scale:
                value === null || value === YES_NO
                  ? { kind: 'yesNo' }
                  : { kind: 'points', most: Number(value) },
            })
          }
        />
        <Weight value={weight} onChange={(next) => set({ weight: next })} />
        <span ref={moves}>
          <Moves
            name={name}
            up={canMove(-1)}
            down={canMove(1)}
            onMove={move}
            onRemove={() => onChange(removeCriterion(card, id))}
          />
        </span>
      </div>
      <Textarea
        autosize
        maxRows={4}
        maxLength={LIMITS.hint}
        label={t('edit.hint')}
        value={hint}
        onChange={(event) => set({ hint: event.currentTarget.value })}
      />
      <div className={classes.line}>
        <Checkbox
          className={reviews.check}
          label={t('edit.mayNotApply')}
          checked={mayNotApply}
          onChange={(event) => set({ mayNotApply: event.currentTarget.checked })}
        />
        <Checkbox
          className={reviews.check}
          label={t('edit.fatal')}
          checked={fatal}
          onChange={(event) => set({ fatal: event.currentTarget.checked })}
        />
      </div>
      <CheckField check={criterion.check} onChange={(check) => (check ? set({ check }) : without('check'))} />
      <StepField step={criterion.step} onChange={(step) => (step ? set({ step }) : without('step'))} />
    </div>
  );
}

/** Moved into another group it is another element on the page: the focus comes along. */
function useKeptFocus(box: React.RefObject<HTMLDivElement | null>, card: Scorecard) {
  const moves = useRef<HTMLSpanElement>(null);
  const label = useRef<string>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each change of the card.
  useEffect(() => {
    const wanted = label.current;
    if (wanted === undefined) return;
    label.current = undefined;
    const controls = [...(box.current?.querySelectorAll<HTMLElement>('button, input, textarea') ?? [])];
    const same = controls.find((one) => keyOf(one) === wanted && !(one as HTMLButtonElement).disabled);
    (same ?? controls[0])?.focus();
  }, [card]);
  const keep = () => {
    const active = document.activeElement;
    if (active instanceof HTMLElement && box.current?.contains(active)) label.current = keyOf(active);
  };
  return [moves, keep] as const;
}

const keyOf = (control: HTMLElement): string =>
  control.getAttribute('aria-label') ?? control.closest('div')?.parentElement?.textContent ?? '';
