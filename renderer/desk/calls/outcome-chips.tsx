import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { findOutcome } from '../../../shared/domain/outcome/tree.ts';
import { useTranslation } from '../../i18n/index.ts';
import { KeyHint } from '../../ui/index.ts';
import { choicesOf, hasSecondLevel, toFirstLevel, within } from '../state/outcome-choice.ts';
import { useNodeName, useOutcomes } from '../state/outcomes.tsx';
import { chooseOutcome, draftOf, useWrapUpStore, useWrapUps } from '../state/wrap-up.tsx';
import classes from './wrap-up.module.css';

/** How it ended: one level at a time in the same row, each under its digit. */
export function OutcomeChips({ call }: { call: CallView }) {
  const { t } = useTranslation('outcomes');
  const tree = useOutcomes();
  const nameOf = useNodeName();
  const store = useWrapUpStore();
  const drafts = useWrapUps((wrapUps) => wrapUps.drafts);
  const edit = useWrapUps((wrapUps) => wrapUps.edit);
  const draft = useMemo(() => draftOf({ drafts }, call), [drafts, call]);
  const parent = findOutcome(tree, draft.level);
  const choices = choicesOf(tree, draft);
  const second = parent !== undefined && choices[0]?.parent === parent.key;
  return (
    <fieldset className={classes.outcomes}>
      <legend className="rd-sr">{second ? nameOf(parent) : t('title')}</legend>
      {second && (
        <button
          type="button"
          className={classes.chip}
          data-level="first"
          aria-keyshortcuts="0"
          aria-label={t('back', { name: nameOf(parent) })}
          title={t('back', { name: nameOf(parent) })}
          onClick={() => edit(call, toFirstLevel(draft))}
        >
          <KeyHint>0</KeyHint>
          <IconChevronLeft size={14} stroke={2} aria-hidden className={classes.way} />
          <span className={classes.chipName}>{nameOf(parent)}</span>
        </button>
      )}
      {choices.map((node, index) => (
        <button
          key={node.key}
          type="button"
          className={classes.chip}
          aria-pressed={within(tree, draft.outcome, node.key)}
          aria-keyshortcuts={String(index + 1)}
          title={nameOf(node)}
          onClick={() => chooseOutcome(store, call, tree, node.key)}
        >
          <KeyHint>{String(index + 1)}</KeyHint>
          <span className={classes.chipName}>{nameOf(node)}</span>
          {!second && hasSecondLevel(tree, node.key) && (
            <IconChevronRight size={14} stroke={2} aria-hidden className={classes.way} />
          )}
        </button>
      ))}
    </fieldset>
  );
}
