import { Button, Checkbox, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { YES_NO } from '../../../../shared/domain/talk-script/answer.ts';
import { nodeOf, objectionsOf } from '../../../../shared/domain/talk-script/graph.ts';
import type { TalkState } from '../../../../shared/domain/talk-script/interpreter.ts';
import { readAnswer } from '../../../../shared/domain/talk-script/read-answer.ts';
import { isRefused } from '../../../../shared/domain/talk-script/refusal.ts';
import type {
  AskNode,
  ScriptFacts,
  ScriptInput,
  TalkScript,
} from '../../../../shared/domain/talk-script/script.ts';
import { renderText } from '../../../../shared/domain/talk-script/text.ts';
import { textIn } from '../../../../shared/domain/talk-script/text-in.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useOutcomeName } from '../../state/outcomes.tsx';
import { useEditor } from './editor-store.ts';
import classes from './panel.module.css';

interface SimulatedStepProps {
  script: TalkScript;
  state: TalkState;
  facts: ScriptFacts;
  onInput: (input: ScriptInput) => void;
}

/** What stands before the operator, and what can be said to it. */
export function SimulatedStep({ script, state, facts, onInput }: SimulatedStepProps) {
  const { t } = useTranslation(['scriptStudio', 'talkScripts']);
  const language = useEditor((editor) => editor.language);
  const show = useEditor((editor) => editor.show);
  const outcome = useOutcomeName();
  const node = nodeOf(script, state.at);
  if (!node) return null;
  const scope = { script, language, facts, answers: state.answers };
  const text = 'text' in node ? renderText(node.text, scope) : [];
  return (
    <>
      <Button variant="subtle" size="compact-xs" onClick={() => show(node.id)}>
        {node.title || t(`kind.${node.kind}`)}
      </Button>
      <p className={classes.spoken} lang={language} data-testid="spoken">
        {text.map((segment, index) =>
          segment.kind === 'missing' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, made anew as a whole.
            <span key={index} className={classes.missing}>
              […]
            </span>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, made anew as a whole.
            <span key={index}>{segment.text}</span>
          ),
        )}
      </p>
      {node.kind === 'ask' && (
        <Answers key={`${node.id} ${state.path.length}`} node={node} today={facts.today} onInput={onInput} />
      )}
      {state.ended ? (
        <p className={classes.strong}>
          {t('try.ended', { outcome: outcome(state.outcome) ?? t('field.noOutcome') })}
        </p>
      ) : (
        <Group gap={6}>
          {(node.kind !== 'ask' || !node.required || state.answers[node.key] !== undefined) && (
            <Button onClick={() => onInput({ kind: 'go' })}>{t('try.go')}</Button>
          )}
          {objectionsOf(script).map((objection) => (
            <Button
              key={objection.id}
              variant="default"
              size="compact-sm"
              onClick={() => onInput({ kind: 'objection', nodeId: objection.id })}
            >
              / {textIn(objection.label, language) || objection.title}
            </Button>
          ))}
        </Group>
      )}
    </>
  );
}

interface AnswersProps {
  node: AskNode;
  today: string;
  onInput: (input: ScriptInput) => void;
}

function Answers({ node, today, onInput }: AnswersProps) {
  const { t } = useTranslation(['scriptStudio', 'talkScripts']);
  const language = useEditor((editor) => editor.language);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  const { answer } = node;
  if (answer.kind === 'yesNo') {
    return (
      <Group gap={6}>
        {[true, false].map((yes) => (
          <Button
            key={String(yes)}
            variant="light"
            onClick={() => onInput({ kind: 'answer', value: { kind: 'yesNo', yes } })}
          >
            {YES_NO[language][yes ? 0 : 1]}
          </Button>
        ))}
      </Group>
    );
  }
  if (answer.kind === 'one') {
    return (
      <Group gap={6}>
        {answer.options.map((option) => (
          <Button
            key={option.id}
            variant="light"
            onClick={() => onInput({ kind: 'answer', value: { kind: 'one', option: option.id } })}
          >
            {textIn(option.label, language) || option.id}
          </Button>
        ))}
      </Group>
    );
  }
  if (answer.kind === 'several') {
    return (
      <div className={classes.options}>
        {answer.options.map((option) => (
          <Checkbox
            key={option.id}
            size="xs"
            label={textIn(option.label, language) || option.id}
            checked={chosen.includes(option.id)}
            onChange={(event) =>
              setChosen(
                event.currentTarget.checked
                  ? [...chosen, option.id]
                  : chosen.filter((one) => one !== option.id),
              )
            }
          />
        ))}
        <Button
          variant="light"
          onClick={() => onInput({ kind: 'answer', value: { kind: 'several', options: [...chosen] } })}
        >
          {t('try.answer')}
        </Button>
      </div>
    );
  }
  return (
    <form
      className={classes.option}
      onSubmit={(event) => {
        event.preventDefault();
        const value = readAnswer(answer, typed, language, today);
        if (isRefused(value))
          setProblem(t(`talkScripts:refusal.${value.refused}`, { limit: value.limit ?? '' }));
        else onInput({ kind: 'answer', value });
      }}
    >
      <TextInput
        className={classes.grow ?? ''}
        label={t('try.answerLabel')}
        value={typed}
        error={problem}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" variant="light">
        {t('try.answer')}
      </Button>
    </form>
  );
}
