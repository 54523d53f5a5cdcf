import { Button, TextInput } from '@mantine/core';
import { blankCriterion } from '../../../../shared/domain/review/blank.ts';
import { changeGroup, moveGroup, removeGroup } from '../../../../shared/domain/review/edit.ts';
import {
  type CriteriaGroup,
  criteriaOf,
  LIMITS,
  type Scorecard,
} from '../../../../shared/domain/review/scorecard.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { CriterionEditor } from './criterion-editor.tsx';
import { Moves, Weight } from './parts.tsx';
import classes from './scorecards.module.css';

interface GroupEditorProps {
  readonly card: Scorecard;
  readonly group: CriteriaGroup;
  readonly first: boolean;
  readonly last: boolean;
  /** Somebody wanted to publish it: what is missing is marked. */
  readonly isTried: boolean;
  readonly onChange: (card: Scorecard) => void;
}

export function GroupEditor({ card, group, first, last, isTried, onChange }: GroupEditorProps) {
  const { t } = useTranslation('reviews');
  const { id, title, weight, criteria } = group;
  const name = title || t('edit.unnamedGroup');
  return (
    <fieldset className={classes.groupEditor}>
      <legend className="rd-sr">{name}</legend>
      <div className={classes.line}>
        <TextInput
          className={classes.grow}
          label={t('edit.group')}
          maxLength={LIMITS.title}
          value={title}
          error={isTried && title.trim() === '' && t('edit.titleNeeded')}
          onChange={(event) => onChange(changeGroup(card, id, { title: event.currentTarget.value }))}
        />
        <Weight value={weight} onChange={(next) => onChange(changeGroup(card, id, { weight: next }))} />
        <Moves
          name={name}
          up={!first}
          down={!last}
          onMove={(step) => onChange(moveGroup(card, id, step))}
          onRemove={() => onChange(removeGroup(card, id))}
        />
      </div>
      {criteria.map((criterion) => (
        <CriterionEditor
          key={criterion.id}
          card={card}
          criterion={criterion}
          isTried={isTried}
          onChange={onChange}
        />
      ))}
      {criteriaOf(card).length < LIMITS.criteria && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() =>
            onChange(changeGroup(card, id, { criteria: [...criteria, blankCriterion(crypto.randomUUID())] }))
          }
        >
          {t('edit.addCriterion')}
        </Button>
      )}
    </fieldset>
  );
}
