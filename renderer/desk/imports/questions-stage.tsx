import { Button, Checkbox } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import {
  IMPORT_ANSWERS,
  type ImportAnswer,
  type ImportQuestion,
} from '../../../shared/contract/import-questions.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { EmptyState, KeyHint, Trouble } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useAsk, useFailureText } from '../state/use-ask.ts';
import classes from './imports.module.css';
import { QuestionSides } from './question-sides.tsx';

/** One after another, side by side with the card, each answered by a key; what is left stays for later. */
export function Questions({ importId, onClose }: { importId: string; onClose: () => void }) {
  const { t } = useTranslation('imports');
  const { question, waiting, busy, failure, answer, pass } = useQuestions(importId);
  const failureText = useFailureText();
  if (failure) return <Trouble text={failureText(failure)} />;
  if (waiting === undefined) return null;
  if (question === undefined) {
    return (
      <EmptyState
        title={t(waiting === 0 ? 'ask.done' : 'ask.passed')}
        action={<Button onClick={onClose}>{t('ask.close')}</Button>}
      />
    );
  }
  return (
    <Answerable
      key={question.line}
      question={question}
      waiting={waiting}
      busy={busy}
      onAnswer={answer}
      onPass={pass}
    />
  );
}

interface AnswerableProps {
  readonly question: ImportQuestion;
  readonly waiting: number;
  readonly busy: boolean;
  readonly onAnswer: (answer: ImportAnswer, similar: boolean) => void;
  readonly onPass: () => void;
}

function Answerable({ question, waiting, busy, onAnswer, onPass }: AnswerableProps) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const [similar, setSimilar] = useState(false);
  const place = useRef<HTMLElement>(null);
  // The keys work at once, and whoever cannot see hears what is asked now.
  useEffect(() => place.current?.focus(), []);
  const possible = IMPORT_ANSWERS.filter(
    (answer) => question.customer !== undefined || answer === 'create' || answer === 'skip',
  );
  const title = t(question.customer ? `ask.by.${question.by}` : 'ask.nobody', {
    line: question.line,
    name: question.name,
    customer: question.customer?.name ?? '',
  });
  return (
    <section
      ref={place}
      tabIndex={-1}
      aria-label={title}
      className={classes.panel}
      onKeyDown={(event) => {
        if (busy || event.ctrlKey || event.altKey || event.metaKey) return;
        const answer = IMPORT_ANSWERS[Number(event.key) - 1];
        if (answer !== undefined && possible.includes(answer)) onAnswer(answer, similar);
        else if (event.key === 'ArrowRight') onPass();
        else return;
        event.preventDefault();
      }}
    >
      <div className={classes.between}>
        <h2 className={classes.panelTitle}>{title}</h2>
        <span className={classes.dim} role="status">
          {t('ask.waiting', { count: waiting, formatted: format.number(waiting) })}
        </span>
      </div>
      <QuestionSides question={question} />
      <div className={classes.verbs}>
        {possible.map((answer) => (
          <Button
            key={answer}
            variant={answer === possible[0] ? 'filled' : 'default'}
            disabled={busy}
            onClick={() => onAnswer(answer, similar)}
            aria-keyshortcuts={String(IMPORT_ANSWERS.indexOf(answer) + 1)}
            rightSection={<KeyHint>{String(IMPORT_ANSWERS.indexOf(answer) + 1)}</KeyHint>}
          >
            {t(`ask.answer.${answer}`)}
          </Button>
        ))}
        <Button
          variant="subtle"
          disabled={busy}
          onClick={onPass}
          aria-keyshortcuts="ArrowRight"
          rightSection={<KeyHint>→</KeyHint>}
        >
          {t('ask.later')}
        </Button>
      </div>
      <Checkbox
        size="xs"
        label={t(`ask.similar.${question.by}`)}
        checked={similar}
        onChange={(event) => setSimilar(event.currentTarget.checked)}
      />
    </section>
  );
}

function useQuestions(importId: string) {
  const core = useCore();
  const ask = useAsk();
  const [state, setState] = useState<{ question?: ImportQuestion | undefined; waiting?: number }>({});
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const load = useCallback(
    async (after: number) => {
      try {
        const { questions, waiting } = await core.request('imports.questions', { importId, after, limit: 1 });
        setState({ question: questions[0], waiting });
      } catch (error) {
        setFailure(error);
      }
    },
    [core, importId],
  );
  useEffect(() => void load(0), [load]);
  const { question, waiting } = state;
  return {
    question,
    waiting,
    busy,
    failure,
    async answer(given: ImportAnswer, similar: boolean) {
      if (question === undefined) return;
      setBusy(true);
      const done = await ask('imports.answer', { importId, line: question.line, answer: given, similar });
      if (done) await load(question.line);
      setBusy(false);
    },
    pass: () => void (question && load(question.line)),
  };
}
