import { ActionIcon, Button, Checkbox, Group, NumberInput, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type {
  AnswerKind,
  AnswerOption,
  AnswerType,
  AskNode,
} from '../../../../shared/domain/talk-script/script.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useEditor } from './editor-store.ts';
import classes from './panel.module.css';
import { Pick } from './pick.tsx';
import { TextFields } from './text-fields.tsx';

const KINDS: readonly AnswerKind[] = ['yesNo', 'one', 'several', 'text', 'number', 'money', 'date', 'scale'];

const optionId = (options: readonly AnswerOption[]): string => {
  for (let number = 1; ; number++)
    if (!options.some(({ id }) => id === `option${number}`)) return `option${number}`;
};

/** A fresh question of this kind; the options of a choice stay options. */
function ofKind(kind: AnswerKind, before: AnswerType): AnswerType {
  const options: readonly AnswerOption[] =
    before.kind === 'one' || before.kind === 'several' ? before.options : [{ id: 'option1', label: {} }];
  switch (kind) {
    case 'one':
      return { kind, options };
    case 'several':
      return { kind, options: options.map(({ id, label }) => ({ id, label })), min: 1 };
    case 'yesNo':
    case 'date':
      return { kind };
    case 'number':
      return { kind, whole: true };
    case 'money':
      return { kind, currency: 'EUR' };
    case 'text':
      return { kind, maxLength: 500, lines: 'one' };
    case 'scale':
      return { kind, from: 1, to: 5 };
  }
}

export function AnswerFields({ step }: { step: AskNode }) {
  const { t } = useTranslation('scriptStudio');
  const changeStep = useEditor((editor) => editor.changeStep);
  const { answer } = step;
  const change = (next: AnswerType, about?: string) => changeStep({ ...step, answer: next }, about);
  return (
    <>
      <Pick
        label={t('answer.label')}
        data={KINDS.map((kind) => ({ value: kind, label: t(`answer.${kind}`) }))}
        value={answer.kind}
        onChange={(kind) => kind && change(ofKind(kind, answer))}
      />
      <Details answer={answer} about={step.id} onChange={change} />
    </>
  );
}

interface DetailsProps {
  answer: AnswerType;
  about: string;
  onChange: (answer: AnswerType, about?: string) => void;
}

const given = (value: number | string): number | undefined => (typeof value === 'number' ? value : undefined);

/** A number that is half typed ("-") is no number yet and stays in its field: each step has fields of its own. */
function Details({ answer, about, onChange }: DetailsProps) {
  const { t } = useTranslation('scriptStudio');
  switch (answer.kind) {
    case 'yesNo':
      return null;
    case 'one':
    case 'several':
      return (
        <Options
          options={answer.options}
          about={about}
          onChange={(options, what) => onChange({ ...answer, options }, what)}
        />
      );
    case 'number':
    case 'money':
      return (
        <Group gap={6} wrap="nowrap" align="end">
          <NumberInput
            key={`min ${about}`}
            label={t('answer.min')}
            value={answer.min ?? ''}
            onChange={(value) => onChange({ ...answer, min: given(value) }, `min ${about}`)}
          />
          <NumberInput
            key={`max ${about}`}
            label={t('answer.max')}
            value={answer.max ?? ''}
            onChange={(value) => onChange({ ...answer, max: given(value) }, `max ${about}`)}
          />
          {answer.kind === 'money' && (
            <TextInput
              label={t('answer.currency')}
              value={answer.currency}
              maxLength={3}
              onChange={(event) => {
                const currency = event.currentTarget.value.toUpperCase();
                if (/^[A-Z]{3}$/.test(currency)) onChange({ ...answer, currency });
              }}
            />
          )}
          {answer.kind === 'number' && (
            <Checkbox
              label={t('answer.whole')}
              checked={answer.whole}
              onChange={(event) => onChange({ ...answer, whole: event.currentTarget.checked })}
            />
          )}
        </Group>
      );
    case 'date':
      return (
        <Group gap={12}>
          <Checkbox
            label={t('answer.notBefore')}
            checked={answer.notBefore === 'today'}
            onChange={(event) =>
              onChange({ ...answer, notBefore: event.currentTarget.checked ? 'today' : undefined })
            }
          />
          <Checkbox
            label={t('answer.notAfter')}
            checked={answer.notAfter === 'today'}
            onChange={(event) =>
              onChange({ ...answer, notAfter: event.currentTarget.checked ? 'today' : undefined })
            }
          />
        </Group>
      );
    case 'text':
      return (
        <Checkbox
          label={t('answer.manyLines')}
          checked={answer.lines === 'many'}
          onChange={(event) => onChange({ ...answer, lines: event.currentTarget.checked ? 'many' : 'one' })}
        />
      );
    case 'scale':
      return (
        <>
          <Group gap={6} wrap="nowrap" grow>
            <NumberInput
              key={`from ${about}`}
              label={t('answer.from')}
              allowDecimal={false}
              value={answer.from}
              onChange={(value) =>
                onChange({ ...answer, from: given(value) ?? answer.from }, `from ${about}`)
              }
            />
            <NumberInput
              key={`to ${about}`}
              label={t('answer.to')}
              allowDecimal={false}
              value={answer.to}
              onChange={(value) => onChange({ ...answer, to: given(value) ?? answer.to }, `to ${about}`)}
            />
          </Group>
          <TextFields
            oneLine
            label={t('answer.low')}
            text={answer.low ?? {}}
            about={`low ${about}`}
            onChange={(low, what) => onChange({ ...answer, low }, what)}
          />
          <TextFields
            oneLine
            label={t('answer.high')}
            text={answer.high ?? {}}
            about={`high ${about}`}
            onChange={(high, what) => onChange({ ...answer, high }, what)}
          />
        </>
      );
  }
}

interface OptionsProps {
  options: readonly AnswerOption[];
  about: string;
  onChange: (options: readonly AnswerOption[], about?: string) => void;
}

const MAX_OPTIONS = 30;

function Options({ options, about, onChange }: OptionsProps) {
  const { t } = useTranslation('scriptStudio');
  return (
    <div className={classes.options}>
      {options.map((option, index) => (
        <div key={option.id} className={classes.option}>
          <div className={classes.grow}>
            <TextFields
              oneLine
              label={t('answer.option', { number: index + 1 })}
              text={option.label}
              about={`option ${about} ${option.id}`}
              onChange={(label, what) =>
                onChange(
                  options.map((other) => (other === option ? { ...option, label } : other)),
                  what,
                )
              }
            />
          </div>
          <ActionIcon
            variant="subtle"
            size={30}
            disabled={options.length === 1}
            aria-label={t('answer.removeOption', { number: index + 1 })}
            onClick={() => onChange(options.filter((other) => other !== option))}
          >
            <IconTrash size={15} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconPlus size={13} aria-hidden />}
        disabled={options.length >= MAX_OPTIONS}
        onClick={() => onChange([...options, { id: optionId(options), label: {} }])}
      >
        {t('answer.addOption')}
      </Button>
    </div>
  );
}
