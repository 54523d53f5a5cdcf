import type { AskNode } from '../../../../shared/domain/talk-script/script.ts';
import { textIn } from '../../../../shared/domain/talk-script/text-in.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { KeyHint } from '../../../ui/index.ts';
import { type Choice, choicesOf, type LedTalk } from '../../state/talk-run-model.ts';
import classes from './run.module.css';

interface AnswerChoicesProps {
  talk: LedTalk;
  node: AskNode;
  onChoose: (choice: Choice) => void;
}

/** Answers by digit. A click leaves the focus where it is, so that Enter still means "go on". */
export function AnswerChoices({ talk, node, onChoose }: AnswerChoicesProps) {
  const { t } = useTranslation('talkScripts');
  const { answer } = node;
  const nameOf = useChoiceName(talk, node);
  const scale = answer.kind === 'scale';
  return (
    <>
      <ul className={classes.choices} data-scale={scale} aria-label={t('run.answers')}>
        {choicesOf(answer).map((choice) => {
          const marked = isMarked(talk, node, choice);
          return (
            <li key={choice.id}>
              <button
                type="button"
                className={classes.choice}
                aria-pressed={answer.kind === 'several' ? marked : undefined}
                data-marked={marked}
                aria-keyshortcuts={choice.key}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onChoose(choice)}
              >
                {choice.key !== undefined && <KeyHint>{choice.key}</KeyHint>}
                {/* The digit of a scale is its key already. */}
                {!(scale && choice.key === choice.id) && <span>{nameOf(choice)}</span>}
                {scale && choice.key === choice.id && <span className="rd-sr">{choice.id}</span>}
              </button>
            </li>
          );
        })}
      </ul>
      {scale && (answer.low || answer.high) && (
        <div className={classes.ends}>
          <span>{textIn(answer.low ?? {}, talk.run.language)}</span>
          <span>{textIn(answer.high ?? {}, talk.run.language)}</span>
        </div>
      )}
    </>
  );
}

function useChoiceName({ run }: LedTalk, { answer }: AskNode): (choice: Choice) => string {
  const { t } = useTranslation('talkScripts');
  return ({ id }) => {
    if (answer.kind === 'yesNo') return t(id === 'yes' ? 'run.yes' : 'run.no');
    if (answer.kind !== 'one' && answer.kind !== 'several') return id;
    const option = answer.options.find((one) => one.id === id);
    return (option && textIn(option.label, run.language)) || id;
  };
}

function isMarked({ picked, before }: LedTalk, { answer }: AskNode, { id, value }: Choice): boolean {
  if (answer.kind === 'several') return picked.includes(id);
  return before !== undefined && JSON.stringify(before) === JSON.stringify(value);
}
