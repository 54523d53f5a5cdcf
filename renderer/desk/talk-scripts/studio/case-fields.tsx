import { ActionIcon, Button, Group, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { questionsOf } from '../../../../shared/domain/talk-script/graph.ts';
import {
  type BranchNode,
  type Comparison,
  type Condition,
  ownIdOf,
  type ReadTarget,
} from '../../../../shared/domain/talk-script/script.ts';
import { textIn } from '../../../../shared/domain/talk-script/text-in.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useOwnFields } from '../../state/own-fields.tsx';
import { type NamedChoice, useChoices } from './choices.ts';
import { scriptOf, useEditor } from './editor-store.ts';
import classes from './panel.module.css';
import { useFields } from './use-fields.ts';

const COMPARISONS: readonly Comparison[] = ['is', 'isNot', 'includes', 'less', 'more', 'known', 'unknown'];
const FIRST: Condition = { kind: 'field', field: 'stage', comparison: 'is', value: 'customer' };
const MAX_CASES = 30;

/** The cases of a branch: the first that holds leads on. */
export function CaseFields({ step }: { step: BranchNode }) {
  const { t } = useTranslation('scriptStudio');
  const changeStep = useEditor((editor) => editor.changeStep);
  return (
    <div className={classes.options}>
      {step.cases.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a case is known by its place; its way is named by it as well.
        <fieldset key={index} className={classes.case}>
          <legend>{t('way.case', { number: index + 1 })}</legend>
          <ConditionFields
            when={one.when}
            onChange={(when, about) =>
              changeStep(
                { ...step, cases: step.cases.map((other) => (other === one ? { ...one, when } : other)) },
                about && `${about} ${step.id} ${index}`,
              )
            }
            onRemove={() => changeStep({ ...step, cases: step.cases.filter((other) => other !== one) })}
          />
        </fieldset>
      ))}
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconPlus size={13} aria-hidden />}
        disabled={step.cases.length >= MAX_CASES}
        onClick={() => changeStep({ ...step, cases: [...step.cases, { when: FIRST }] })}
      >
        {t('condition.addCase')}
      </Button>
    </div>
  );
}

interface ConditionProps {
  when: Condition;
  onChange: (when: Condition, about?: string) => void;
  onRemove: () => void;
}

const GROUPS: readonly string[] = ['all', 'any', 'not'];

function ConditionFields({ when, onChange, onRemove }: ConditionProps) {
  const { t } = useTranslation('scriptStudio');
  const script = useEditor(scriptOf);
  const keys = [...new Set(script.nodes.flatMap((node) => (node.kind === 'ask' ? [node.key] : [])))];
  const subject = subjectOf(when);
  const { lists, segments } = useChoices();
  const { readable } = useFields(when.kind === 'field' ? when.field : undefined);
  const shown = (kind: 'list' | 'segment', choices: readonly NamedChoice[] = []) => {
    const named = choices.map(({ value, label }) => ({ value: `${kind}.${value}`, label }));
    // One that is gone stays until another is chosen.
    const gone = when.kind === kind && !named.some(({ value }) => value === subject);
    return gone ? [...named, { value: subject, label: t('condition.gone') }] : named;
  };
  const offered = [
    { group: t('condition.list'), items: shown('list', lists) },
    { group: t('condition.segment'), items: shown('segment', segments) },
  ];
  const data = [
    { group: t('condition.answers'), items: keys.map((key) => ({ value: `answer.${key}`, label: key })) },
    {
      group: t('condition.customer'),
      items: readable.map(({ value, label }) => ({ value: `field.${value}`, label })),
    },
    {
      group: t('condition.groups'),
      items: [
        { value: 'all', label: t('condition.all') },
        { value: 'any', label: t('condition.any') },
        { value: 'not', label: t('condition.not') },
      ],
    },
    ...offered.filter(({ items }) => items.length > 0),
  ];
  const choose = (value: string | null) => {
    if (value === null) return;
    const kept = when.kind === 'answer' || when.kind === 'field' ? when : undefined;
    const comparison = kept?.comparison ?? 'is';
    if (value === 'all' || value === 'any') onChange({ kind: value, of: innerOf(when) });
    else if (value === 'not') onChange({ kind: 'not', of: innerOf(when)[0] ?? FIRST });
    else if (value.startsWith('answer.')) onChange({ kind: 'answer', key: value.slice(7), comparison });
    else if (value.startsWith('list.')) onChange({ kind: 'list', campaignId: value.slice(5) });
    else if (value.startsWith('segment.')) onChange({ kind: 'segment', segmentId: value.slice(8) });
    else if (value.startsWith('field.'))
      onChange({ kind: 'field', field: value.slice(6) as ReadTarget, comparison });
  };
  return (
    <div className={classes.condition}>
      <Group gap={6} wrap="nowrap">
        <Select
          className={classes.grow ?? ''}
          aria-label={t('condition.subject')}
          allowDeselect={false}
          searchable
          data={data}
          value={subject}
          onChange={choose}
        />
        <ActionIcon variant="subtle" size={30} aria-label={t('condition.remove')} onClick={onRemove}>
          <IconTrash size={15} aria-hidden />
        </ActionIcon>
      </Group>
      {(when.kind === 'answer' || when.kind === 'field') && <Compared when={when} onChange={onChange} />}
      {GROUPS.includes(when.kind) && <Inner when={when} onChange={onChange} />}
    </div>
  );
}

function subjectOf(when: Condition): string {
  if (when.kind === 'answer') return `answer.${when.key}`;
  if (when.kind === 'field') return `field.${when.field}`;
  if (when.kind === 'segment') return `segment.${when.segmentId}`;
  return when.kind === 'list' ? `list.${when.campaignId}` : when.kind;
}

const innerOf = (when: Condition): readonly Condition[] =>
  when.kind === 'all' || when.kind === 'any' ? when.of : when.kind === 'not' ? [when.of] : [when];

function Compared({
  when,
  onChange,
}: {
  when: Extract<Condition, { kind: 'answer' | 'field' }>;
  onChange: ConditionProps['onChange'];
}) {
  const { t } = useTranslation('scriptStudio');
  const values = useValues(when);
  const asks = when.comparison !== 'known' && when.comparison !== 'unknown';
  return (
    <Group gap={6} wrap="nowrap">
      <Select
        className={classes.grow ?? ''}
        aria-label={t('condition.comparison')}
        allowDeselect={false}
        data={COMPARISONS.map((value) => ({ value, label: t(`comparison.${value}`) }))}
        value={when.comparison}
        onChange={(value) => value && onChange({ ...when, comparison: value as Comparison })}
      />
      {asks && values && (
        <Select
          className={classes.grow ?? ''}
          aria-label={t('condition.value')}
          data={values}
          value={when.value ?? null}
          onChange={(value) => onChange({ ...when, value: value ?? undefined })}
        />
      )}
      {asks && !values && (
        <TextInput
          className={classes.grow ?? ''}
          aria-label={t('condition.value')}
          value={when.value ?? ''}
          maxLength={300}
          onChange={(event) => onChange({ ...when, value: event.currentTarget.value }, 'value')}
        />
      )}
    </Group>
  );
}

const yesNo = (t: (key: 'way.yes' | 'way.no') => string) => [
  { value: 'yes', label: t('way.yes') },
  { value: 'no', label: t('way.no') },
];

/** What the answer to a choice, or a field of choices, can be; undefined: anything. */
function useValues(when: Condition): Array<{ value: string; label: string }> | undefined {
  const { t } = useTranslation(['scriptStudio', 'contacts']);
  const script = useEditor(scriptOf);
  const language = useEditor((editor) => editor.language);
  const own = useOwnFields();
  if (when.kind === 'field') {
    const field = own.find(({ id }) => id === ownIdOf(when.field));
    if (field?.type === 'yesNo') return yesNo(t);
    return field?.type === 'choice' || field?.type === 'multi'
      ? field.options.map(({ id, name }) => ({ value: id, label: name }))
      : undefined;
  }
  if (when.kind !== 'answer') return undefined;
  const answers = questionsOf(script, when.key).map(({ answer }) => answer);
  if (answers.some(({ kind }) => kind === 'yesNo')) return yesNo(t);
  const options = answers.flatMap((answer) =>
    answer.kind === 'one' || answer.kind === 'several' ? answer.options : [],
  );
  if (options.length === 0) return undefined;
  return [...new Map(options.map(({ id, label }) => [id, textIn(label, language) || id]))].map(
    ([value, label]) => ({ value, label }),
  );
}

function Inner({ when, onChange }: Pick<ConditionProps, 'when' | 'onChange'>) {
  const { t } = useTranslation('scriptStudio');
  const inner = innerOf(when);
  const put = (of: readonly Condition[], about?: string) => {
    if (when.kind === 'not') onChange({ kind: 'not', of: of[0] ?? FIRST }, about);
    else if (when.kind === 'all' || when.kind === 'any') onChange({ kind: when.kind, of }, about);
  };
  return (
    <div className={classes.inner}>
      {inner.map((one, index) => (
        <ConditionFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition has nothing but its place.
          key={index}
          when={one}
          onChange={(next, about) =>
            put(
              inner.map((other) => (other === one ? next : other)),
              about && `${about} ${index}`,
            )
          }
          onRemove={() => put(inner.filter((other) => other !== one))}
        />
      ))}
      {when.kind !== 'not' && inner.length < 20 && (
        <Button variant="subtle" size="compact-xs" onClick={() => put([...inner, FIRST])}>
          {t('condition.addInner')}
        </Button>
      )}
    </div>
  );
}
