import { writeAnswer } from '../../../../shared/domain/talk-script/answer.ts';
import { nodeOf } from '../../../../shared/domain/talk-script/graph.ts';
import type { MadeMove } from '../../../../shared/domain/talk-script/interpreter.ts';
import { useTranslation } from '../../../i18n/index.ts';
import type { LedTalk } from '../../state/talk-run-model.ts';
import classes from './run.module.css';
import { usePlainStep } from './step-text.tsx';

/** As many as are remembered; the rest is in the call's log. */
const LATEST = 4;

/** What was said and answered before, small and quiet: one line each. */
export function SaidBefore({ talk }: { talk: LedTalk }) {
  const { t } = useTranslation('talkScripts');
  const latest = talk.moves.map((move, place) => ({ move, place })).slice(-LATEST);
  if (latest.length === 0) return null;
  return (
    <ol className={classes.before} aria-label={t('run.before')}>
      {latest.map(({ move, place }) => (
        <Said key={place} talk={talk} move={move} />
      ))}
    </ol>
  );
}

function Said({ talk, move }: { talk: LedTalk; move: MadeMove }) {
  const plain = usePlainStep();
  const node = nodeOf(talk.script, move.nodeId);
  if (!node || !('text' in node)) return null;
  const answered =
    move.input.kind === 'answer' && node.kind === 'ask'
      ? writeAnswer(move.input.value, talk.run.language, node.answer)
      : undefined;
  return (
    <li className={classes.said}>
      <span className={classes.saidText}>{plain(node.text, talk)}</span>
      {answered !== undefined && <span className={classes.saidAnswer}>{answered}</span>}
    </li>
  );
}
