import { objectionsOf } from '../../../../shared/domain/talk-script/graph.ts';
import { textIn } from '../../../../shared/domain/talk-script/text-in.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { KeyHint } from '../../../ui/index.ts';
import type { LedTalk } from '../../state/talk-run-model.ts';
import { useTalkRuns, useTalkRunsStore } from '../../state/talk-runs.tsx';
import { ObjectionSearch } from './objection-search.tsx';
import classes from './run.module.css';

/** What the customer may throw in: quiet under the step, and unfolded by "/". */
export function Objections({ talk }: { talk: LedTalk }) {
  const { t } = useTranslation('talkScripts');
  const runs = useTalkRunsStore();
  const open = useTalkRuns(({ objecting }) => objecting);
  const all = objectionsOf(talk.script).filter(({ id }) => id !== talk.state.at);
  if (all.length === 0) return null;
  if (open)
    return (
      <ObjectionSearch
        all={all}
        language={talk.run.language}
        onTake={(id) => runs.getState().object(talk.run.callId, id)}
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
          onClick={() => runs.getState().object(talk.run.callId, id)}
        >
          {textIn(label, talk.run.language)}
        </button>
      ))}
    </section>
  );
}
