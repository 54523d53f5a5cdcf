import { memo } from 'react';
import { objectionsOf } from '../../../../shared/domain/talk-script/graph.ts';
import type { NodeId, ScriptLanguage, TalkScript } from '../../../../shared/domain/talk-script/script.ts';
import { textIn } from '../../../../shared/domain/talk-script/text-in.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { KeyHint } from '../../../ui/index.ts';
import { useTalkRuns, useTalkRunsStore } from '../../state/talk-runs.tsx';
import { ObjectionSearch } from './objection-search.tsx';
import classes from './run.module.css';

interface ObjectionsProps {
  script: TalkScript;
  /** The one at which the talk stands. */
  at: NodeId | undefined;
  language: ScriptLanguage;
  callId: string;
}

/** What the customer may throw in: quiet under the step, and unfolded by "/". */
export const Objections = memo(function Objections({ script, at, language, callId }: ObjectionsProps) {
  const { t } = useTranslation('talkScripts');
  const runs = useTalkRunsStore();
  const open = useTalkRuns(({ objecting }) => objecting);
  const all = objectionsOf(script).filter(({ id }) => id !== at);
  if (all.length === 0) return null;
  if (open)
    return (
      <ObjectionSearch
        all={all}
        language={language}
        onTake={(id) => runs.getState().object(callId, id)}
        onClose={() => runs.getState().setObjecting(false)}
      />
    );
  return (
    <section className={classes.objections} aria-label={t('run.objections')}>
      <span className={classes.quiet}>
        <KeyHint>/</KeyHint> {t('run.objections')}
      </span>
      {all.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          className={classes.objection}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => runs.getState().object(callId, id)}
        >
          {textIn(label, language)}
        </button>
      ))}
    </section>
  );
});
