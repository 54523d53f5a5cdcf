import { Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { AskNode } from '../../../../shared/domain/talk-script/script.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { fieldCommand, pressOf } from '../../state/script-keys.ts';
import type { LedTalk } from '../../state/talk-run-model.ts';
import { useTalkRunsStore } from '../../state/talk-runs.tsx';
import { isTextField } from '../../state/typing.ts';
import classes from './run.module.css';

type Field = HTMLInputElement & HTMLTextAreaElement;

/** An answer that is written. The cursor comes by itself with the step, but never out of another field. */
export function AnswerField({ talk, node }: { talk: LedTalk; node: AskNode }) {
  const { t } = useTranslation('talkScripts');
  const runs = useTalkRunsStore();
  const field = useRef<Field>(null);
  const { callId } = talk.run;
  const step = talk.moves.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step anew, also the same question twice.
  useEffect(() => {
    if (!isTextField(document.activeElement)) field.current?.focus();
  }, [step]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const { goOn, back, setObjecting } = runs.getState();
    const command = fieldCommand(pressOf(event), { empty: talk.typed === '', repeat: event.repeat });
    if (command === 'scriptGo') goOn(callId);
    else if (command === 'scriptBack') back(callId);
    else if (command === 'objections') setObjecting(true);
    else if (event.key === 'Escape') field.current?.blur();
    else return;
    event.preventDefault();
  };
  const common = {
    ref: field,
    className: classes.field,
    size: 'md',
    'aria-label': t('run.answer'),
    placeholder: t(`run.placeholder.${node.answer.kind as 'number' | 'money' | 'date' | 'text'}`),
    value: talk.typed,
    error: talk.problem !== undefined,
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) =>
      runs.getState().type(callId, event.currentTarget.value),
    onKeyDown,
  } as const;
  if (node.answer.kind === 'text')
    return node.answer.lines === 'many' ? (
      <Textarea {...common} autosize minRows={2} maxRows={8} />
    ) : (
      <TextInput {...common} />
    );
  return (
    <TextInput
      {...common}
      rightSection={
        node.answer.kind === 'money' ? <span className={classes.quiet}>{node.answer.currency}</span> : null
      }
      rightSectionWidth={56}
    />
  );
}
