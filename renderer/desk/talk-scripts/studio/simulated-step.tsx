import { Button, Group, Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, memo, useEffect, useRef } from 'react';
import { objectionsOf } from '../../../../shared/domain/talk-script/graph.ts';
import type { AskNode, ScriptLanguage, TalkScript } from '../../../../shared/domain/talk-script/script.ts';
import { renderText } from '../../../../shared/domain/talk-script/text.ts';
import { textIn } from '../../../../shared/domain/talk-script/text-in.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { KeyHint } from '../../../ui/index.ts';
import { useOutcomeName } from '../../state/outcomes.tsx';
import { fieldCommand, pressOf, type ScriptCommand } from '../../state/script-keys.ts';
import { isTyped, type LedTalk, moved, nodeAt, picked, wentOn } from '../../state/talk-run-model.ts';
import { AnswerChoices } from '../run/answer-choices.tsx';
import runClasses from '../run/run.module.css';
import { useOwnWords } from '../run/step-text.tsx';
import { useEditor } from './editor-store.ts';
import classes from './panel.module.css';

interface SimulatedStepProps {
  talk: LedTalk;
  /** From this step to another. */
  onAct: (how: (talk: LedTalk) => LedTalk) => void;
  /** Within it. */
  onType: (how: (talk: LedTalk) => LedTalk) => void;
  onKey: (command: ScriptCommand) => void;
}

/** What stands before the operator, and what can be said to it. */
export function SimulatedStep({ talk, onAct, onType, onKey }: SimulatedStepProps) {
  const { t } = useTranslation(['scriptStudio', 'talkScripts']);
  const show = useEditor((editor) => editor.show);
  const outcome = useOutcomeName();
  const wordOf = useOwnWords();
  const { script, state, run } = talk;
  const { language, facts } = run;
  const node = nodeAt(talk);
  if (!node) return null;
  const text =
    'text' in node ? renderText(node.text, { script, language, facts, answers: state.answers }) : [];
  return (
    <>
      <button type="button" className={classes.toStep} onClick={() => show(node.id)}>
        {node.title || t(`kind.${node.kind}`)}
      </button>
      <p className={classes.spoken} lang={language} data-testid="spoken" aria-live="polite">
        {text.map((segment, index) =>
          segment.kind === 'missing' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, made anew as a whole.
            <span key={index} className={classes.missing}>
              […]
            </span>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, made anew as a whole.
            <span key={index}>{segment.kind === 'filled' ? wordOf(segment) : segment.text}</span>
          ),
        )}
      </p>
      {node.kind === 'ask' &&
        (isTyped(node.answer) ? (
          <Field key={talk.moves.length} talk={talk} node={node} onType={onType} onKey={onKey} />
        ) : (
          <AnswerChoices
            talk={talk}
            node={node}
            onChoose={(choice) => onAct((before) => picked(before, node, choice))}
          />
        ))}
      {state.ended ? (
        <p className={classes.strong}>
          {t('try.ended', { outcome: outcome(state.outcome) ?? t('field.noOutcome') })}
        </p>
      ) : (
        <Ways script={script} language={language} onAct={onAct} />
      )}
    </>
  );
}

interface WaysProps extends Pick<SimulatedStepProps, 'onAct'> {
  script: TalkScript;
  language: ScriptLanguage;
}

/** The same at every step: a step that is walked draws itself alone. */
const Ways = memo(function Ways({ script, language, onAct }: WaysProps) {
  const { t } = useTranslation('scriptStudio');
  return (
    <Group gap={6}>
      <Button rightSection={<KeyHint>↵</KeyHint>} aria-keyshortcuts="Enter" onClick={() => onAct(wentOn)}>
        {t('try.go')}
      </Button>
      {objectionsOf(script).map(({ id, label, title }) => (
        <button
          key={id}
          type="button"
          className={runClasses.objection}
          onClick={() => onAct((before) => moved(before, { kind: 'objection', nodeId: id }))}
        >
          / {textIn(label, language) || title}
        </button>
      ))}
    </Group>
  );
});

interface FieldProps extends Pick<SimulatedStepProps, 'talk' | 'onType' | 'onKey'> {
  node: AskNode;
}

/** The cursor comes with the step, if the keys of the talk are here. */
function Field({ talk, node, onType, onKey }: FieldProps) {
  const { t } = useTranslation('scriptStudio');
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useEffect(() => {
    const keys = field.current?.closest('section');
    if (keys?.contains(document.activeElement)) field.current?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const command = fieldCommand(pressOf(event), { empty: talk.typed === '', repeat: event.repeat });
    if (!command) return;
    event.preventDefault();
    onKey({ kind: command });
  };
  const common = {
    ref: field,
    label: t('try.answerLabel'),
    value: talk.typed,
    error: talk.problem !== undefined,
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => {
      const typed = event.currentTarget.value;
      onType((before) => ({ ...before, typed, problem: undefined }));
    },
    onKeyDown,
  } as const;
  return node.answer.kind === 'text' && node.answer.lines === 'many' ? (
    <Textarea {...common} autosize minRows={2} maxRows={8} />
  ) : (
    <TextInput {...common} />
  );
}
