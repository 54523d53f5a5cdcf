import { IconPlayerPlay } from '@tabler/icons-react';
import type { TalkRun } from '../../../../shared/contract/talk-scripts.ts';
import type { AccountStep } from '../../../../shared/domain/talk-script/account.ts';
import { writeAnswer } from '../../../../shared/domain/talk-script/answer.ts';
import type { TextScope } from '../../../../shared/domain/talk-script/text.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import { usePlainText } from '../run/step-text.tsx';
import classes from './account.module.css';
import type { ToldStep } from './told-step.ts';

interface StepRowProps {
  readonly told: ToldStep;
  readonly scope: TextScope;
  /** What became of the talk. */
  readonly talk: TalkRun['state'];
  readonly mute: boolean;
  readonly onPlay: () => void;
}

/** A step of a talk in one line; where it can be heard, the whole line plays it. */
export function StepRow({ told: { step, moment }, scope, talk, mute, onPlay }: StepRowProps) {
  const { t } = useTranslation('talkScripts');
  const format = useFormat();
  const words = <StepWords step={step} scope={scope} talk={talk} />;
  if (moment.kind !== 'heard') {
    return (
      <div className={classes.step} data-back={step.takenBack}>
        <span className={classes.second} />
        {words}
        {!mute && <span className={classes.quiet}>{t(`account.unheard.${moment.kind}`)}</span>}
      </div>
    );
  }
  const time = format.duration(moment.atMs);
  return (
    <button
      type="button"
      className={classes.step}
      data-back={step.takenBack}
      title={t('account.play', { time })}
      onClick={onPlay}
    >
      <span className={classes.second}>
        <IconPlayerPlay size={12} aria-hidden /> {time}
      </span>
      {words}
    </button>
  );
}

interface StepWordsProps extends Pick<StepRowProps, 'scope' | 'talk'> {
  readonly step: AccountStep;
}

function StepWords({ step: { node, kind, answer, takenBack }, scope, talk }: StepWordsProps) {
  const { t } = useTranslation('talkScripts');
  const plain = usePlainText();
  const text = 'text' in node ? plain(node.text, scope) : '';
  const title = node.title.trim() === '' ? text : node.title;
  const remarks = [
    node.kind === 'objection' ? t('run.kind.objection') : undefined,
    kind === 'skipped' || kind === 'objected' ? t(`account.${kind}`) : undefined,
    kind === 'stands' ? t(node.kind === 'end' ? 'run.kind.end' : `account.stands.${talk}`) : undefined,
    takenBack ? t('account.takenBack') : undefined,
  ];
  return (
    <span className={classes.words}>
      <span className={classes.title} title={text}>
        {title}
      </span>
      {kind === 'answered' && answer && (
        <span className={classes.answer}>
          {writeAnswer(answer, scope.language, node.kind === 'ask' ? node.answer : undefined)}
        </span>
      )}
      {remarks.map(
        (remark) =>
          remark && (
            <span key={remark} className={classes.quiet}>
              {remark}
            </span>
          ),
      )}
    </span>
  );
}
