import type { AnswerCount } from '../../../shared/contract/results.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Section } from '../../ui/index.ts';
import { useNavigation } from '../state/navigation.tsx';
import { AnswersByAgent } from './answers-by-agent.tsx';
import { BarCell } from './bar-cell.tsx';
import classes from './results.module.css';
import { useShare } from './share.ts';
import { useAmount } from './use-amount.ts';
import { useValueLabel } from './use-value-label.ts';

interface AnswersProps {
  readonly answers: readonly AnswerCount[];
  readonly onOpen: (question: AnswerCount, value: string | undefined, label: string) => void;
}

/** What customers answered, question by question. */
export function Answers({ answers, onOpen }: AnswersProps) {
  const { t } = useTranslation('results');
  return (
    <Section title={t('section.answers')}>
      <div className={classes.questions}>
        {answers.map((question) => (
          <Question key={question.nodeId} question={question} onOpen={onOpen} />
        ))}
      </div>
    </Section>
  );
}

function Question({ question, onOpen }: { question: AnswerCount; onOpen: AnswersProps['onOpen'] }) {
  const { t } = useTranslation('results');
  const { title, answered, numbers, texts } = question;
  return (
    <article className={classes.question} aria-label={title}>
      <h3 className={classes.questionTitle}>{title}</h3>
      <p className={classes.words}>
        {answered === 0 ? (
          t('answers.none')
        ) : (
          <button type="button" className={classes.link} onClick={() => onOpen(question, undefined, '')}>
            {t('answers.answered', { count: answered })}
          </button>
        )}
      </p>
      {question.values.length > 0 && <Values question={question} onOpen={onOpen} />}
      {numbers && <Numbers question={question} numbers={numbers} />}
      {texts.length > 0 && <Texts texts={texts} label={title} />}
      {question.perAgent.length > 1 && <AnswersByAgent question={question} />}
    </article>
  );
}

function Values({ question, onOpen }: { question: AnswerCount; onOpen: AnswersProps['onOpen'] }) {
  const { t } = useTranslation('results');
  const format = useFormat();
  const share = useShare();
  const labelOf = useValueLabel();
  const longest = Math.max(0, ...question.values.map(({ count }) => count));
  return (
    <table className={classes.table} aria-label={question.title}>
      <thead className="rd-sr">
        <tr>
          <th scope="col">{t('column.answer')}</th>
          <th scope="col">{t('column.talks')}</th>
        </tr>
      </thead>
      <tbody>
        {question.values.map(({ value, label, count }) => {
          const name = labelOf(question, value, label);
          const text = `${format.number(count)} · ${share(count, question.answered)}`;
          return (
            <tr key={value}>
              <th scope="row" className={classes.rowName}>
                {name}
              </th>
              <BarCell
                count={count}
                of={longest}
                text={text}
                label={`${name}: ${text}`}
                onOpen={() => onOpen(question, value, name)}
              />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const QUARTILES = ['min', 'q1', 'median', 'q3', 'max'] as const;

function Numbers({
  question,
  numbers,
}: {
  question: AnswerCount;
  numbers: NonNullable<AnswerCount['numbers']>;
}) {
  const { t } = useTranslation('results');
  const amount = useAmount(question.currency);
  return (
    <dl className={classes.numbers}>
      {QUARTILES.map((name) => (
        <div key={name} title={t(`quartileOf.${name}`)}>
          <dt>{t(`quartile.${name}`)}</dt>
          <dd>{amount(numbers[name])}</dd>
        </div>
      ))}
    </dl>
  );
}

function Texts({ texts, label }: { texts: AnswerCount['texts']; label: string }) {
  const openCall = useNavigation((navigation) => navigation.openCall);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must scroll by keyboard too.
    <ul className={classes.texts} aria-label={label} tabIndex={0}>
      {texts.map(({ callId, text }) => (
        <li key={callId}>
          <button type="button" className={classes.text} onClick={() => openCall(callId)}>
            {text}
          </button>
        </li>
      ))}
    </ul>
  );
}
