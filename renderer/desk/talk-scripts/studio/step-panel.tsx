import { Button, Checkbox, Group, MultiSelect, TextInput } from '@mantine/core';
import { IconCopy, IconFlag, IconTrash } from '@tabler/icons-react';
import { memo, useDeferredValue } from 'react';
import { nodeOf } from '../../../../shared/domain/talk-script/graph.ts';
import { CARD_PARTS, type CardPart, type ScriptNode } from '../../../../shared/domain/talk-script/script.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { EmptyState } from '../../../ui/index.ts';
import { ActionFields } from './action-fields.tsx';
import { AnswerFields } from './answer-fields.tsx';
import { CaseFields } from './case-fields.tsx';
import { scriptOf, useEditor } from './editor-store.ts';
import { FaultLines } from './faults-panel.tsx';
import { KindIcon } from './kind-icon.tsx';
import { OpenedInput } from './opened-input.tsx';
import { OutcomeSelect } from './outcome-select.tsx';
import classes from './panel.module.css';
import { Pick } from './pick.tsx';
import { LanguageTabs, TextFields } from './text-fields.tsx';
import { useFields } from './use-fields.ts';
import { useStepActions } from './use-step-actions.ts';
import { useVerdict } from './use-verdict.ts';
import { WaySelects } from './way-selects.tsx';

/**
 * Everything of the chosen step. The drawing shows a choice at once, the panel follows: who leafs through the steps waits for
 * none of those between. What is put up stays up for the next step of the same kind.
 */
export function StepPanel() {
  const { t } = useTranslation('scriptStudio');
  const chosen = useDeferredValue(useEditor(({ selected }) => selected));
  const step = useEditor((editor) => (chosen === undefined ? undefined : nodeOf(scriptOf(editor), chosen)));
  if (!step) return <EmptyState title={t('noStep')} text={t('noStepText')} />;
  return <Fields step={step} />;
}

const Fields = memo(function Fields({ step }: { step: ScriptNode }) {
  const { t } = useTranslation('scriptStudio');
  const changeStep = useEditor((editor) => editor.changeStep);
  const { faults, warnings } = useVerdict();
  const own = [...faults, ...warnings].filter(({ nodeId }) => nodeId === step.id);
  return (
    <div className={classes.fields}>
      <div className={classes.kind}>
        <KindIcon kind={step.kind} />
        {t(`kind.${step.kind}`)}
        <span className={classes.id}>{step.id}</span>
      </div>
      <TextInput
        label={t('field.title')}
        value={step.title}
        maxLength={200}
        onChange={(event) => changeStep({ ...step, title: event.currentTarget.value }, `title ${step.id}`)}
      />
      {step.kind !== 'branch' && step.kind !== 'back' && <LanguageTabs />}
      <OfKind key={step.kind} step={step} />
      <WaySelects step={step} />
      {own.length > 0 && <FaultLines faults={own} />}
      <StepVerbs step={step} />
    </div>
  );
});

function OfKind({ step }: { step: ScriptNode }) {
  const { t } = useTranslation('scriptStudio');
  const { fillable } = useFields(step.kind === 'ask' ? step.fills : undefined);
  const changeStep = useEditor((editor) => editor.changeStep);
  switch (step.kind) {
    case 'say':
      return (
        <>
          <TextFields
            label={t('field.text')}
            text={step.text}
            about={`text ${step.id}`}
            onChange={(text, about) => changeStep({ ...step, text }, about)}
          />
          <ShowSelect value={step.show} onChange={(show) => changeStep({ ...step, show })} />
        </>
      );
    case 'objection':
      return (
        <>
          <TextFields
            oneLine
            label={t('field.label')}
            text={step.label}
            about={`label ${step.id}`}
            onChange={(label, about) => changeStep({ ...step, label }, about)}
          />
          <TextFields
            label={t('field.text')}
            text={step.text}
            about={`text ${step.id}`}
            onChange={(text, about) => changeStep({ ...step, text }, about)}
          />
        </>
      );
    case 'ask':
      return (
        <>
          <TextFields
            label={t('field.question')}
            text={step.text}
            about={`text ${step.id}`}
            onChange={(text, about) => changeStep({ ...step, text }, about)}
          />
          <TextInput
            label={t('field.key')}
            description={t('field.keyHelp', { place: `{{answer.${step.key}}}` })}
            value={step.key}
            maxLength={40}
            error={/^[a-z][a-zA-Z0-9_]*$/.test(step.key) ? undefined : t('field.keyWrong')}
            onChange={(event) => {
              const key = event.currentTarget.value.replaceAll(/[^a-zA-Z0-9_]/g, '');
              // The core takes no other, and an empty one would stop the saving of everything else.
              if (/^[a-z]/.test(key)) changeStep({ ...step, key }, `key ${step.id}`);
            }}
          />
          <AnswerFields step={step} />
          <Checkbox
            label={t('field.required')}
            checked={step.required}
            onChange={(event) => changeStep({ ...step, required: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('field.sensitive')}
            checked={step.sensitive === true}
            onChange={(event) => changeStep({ ...step, sensitive: event.currentTarget.checked || undefined })}
          />
          <Pick
            label={t('field.fills')}
            none={t('field.fillsNothing')}
            data={fillable}
            value={step.fills}
            onChange={(fills) => changeStep({ ...step, fills })}
          />
          <ShowSelect value={step.show} onChange={(show) => changeStep({ ...step, show })} />
        </>
      );
    case 'branch':
      return <CaseFields step={step} />;
    case 'act':
      return <ActionFields step={step} />;
    case 'back':
      return <p className={classes.hint}>{t('backHelp')}</p>;
    case 'end':
      return (
        <>
          <TextFields
            label={t('field.text')}
            text={step.text}
            about={`text ${step.id}`}
            onChange={(text, about) => changeStep({ ...step, text }, about)}
          />
          <OutcomeSelect
            label={t('field.outcome')}
            value={step.outcome}
            onChange={(outcome) => changeStep({ ...step, outcome })}
          />
        </>
      );
  }
}

function ShowSelect({
  value = [],
  onChange,
}: {
  value: readonly CardPart[] | undefined;
  onChange: (value: CardPart[] | undefined) => void;
}) {
  const { t } = useTranslation('scriptStudio');
  return (
    <OpenedInput
      label={t('field.show')}
      text={value.map((part) => t(`card.${part}`)).join(', ')}
      none={t('field.showNothing')}
    >
      {(close) => (
        <MultiSelect
          size="xs"
          label={t('field.show')}
          autoFocus
          defaultDropdownOpened
          onDropdownClose={close}
          data={CARD_PARTS.map((part) => ({ value: part, label: t(`card.${part}`) }))}
          value={[...value]}
          onChange={(chosen) => {
            const parts = CARD_PARTS.filter((part) => chosen.includes(part));
            onChange(parts.length > 0 ? parts : undefined);
          }}
        />
      )}
    </OpenedInput>
  );
}

function StepVerbs({ step }: { step: ScriptNode }) {
  const { t } = useTranslation('scriptStudio');
  const { duplicate, remove } = useStepActions();
  const start = useEditor((editor) => scriptOf(editor).start === step.id);
  const changeScript = useEditor((editor) => editor.changeScript);
  return (
    <Group gap={6}>
      <Button
        variant="default"
        leftSection={<IconFlag size={14} aria-hidden />}
        disabled={start}
        onClick={() => changeScript((script) => ({ ...script, start: step.id }))}
      >
        {t('makeStart')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconCopy size={14} aria-hidden />}
        onClick={() => duplicate(step.id)}
      >
        {t('duplicate')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconTrash size={14} aria-hidden />}
        onClick={() => remove(step.id)}
      >
        {t('remove')}
      </Button>
    </Group>
  );
}
