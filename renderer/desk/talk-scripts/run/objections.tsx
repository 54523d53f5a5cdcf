import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { objectionsOf } from '../../../../shared/domain/talk-script/graph.ts';
import type { ObjectionNode } from '../../../../shared/domain/talk-script/script.ts';
import { textIn } from '../../../../shared/domain/talk-script/text-in.ts';
import { hasWords, words } from '../../../../shared/domain/text/fold.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { KeyHint } from '../../../ui/index.ts';
import type { LedTalk } from '../../state/talk-run-model.ts';
import { useTalkRuns, useTalkRunsStore } from '../../state/talk-runs.tsx';
import classes from './run.module.css';

/** What the customer may throw in: quiet under the step, and unfolded by "/". */
export function Objections({ talk }: { talk: LedTalk }) {
  const { t } = useTranslation('talkScripts');
  const runs = useTalkRunsStore();
  const open = useTalkRuns(({ objecting }) => objecting);
  const all = objectionsOf(talk.script).filter(({ id }) => id !== talk.state.at);
  if (all.length === 0) return null;
  if (open) return <Unfolded talk={talk} all={all} />;
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

/** Letters narrow the list, arrows move in it, Enter or a digit takes one. */
function Unfolded({ talk, all }: { talk: LedTalk; all: readonly ObjectionNode[] }) {
  const { t } = useTranslation('talkScripts');
  const runs = useTalkRunsStore();
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const { callId, language } = talk.run;
  const wanted = words(search);
  const found = all.filter(({ label }) => hasWords(words(textIn(label, language)), wanted));
  const marked = Math.min(at, found.length - 1);
  const take = (node: ObjectionNode | undefined) => {
    if (node) runs.getState().object(callId, node.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    if (event.key === 'Enter') take(found[marked]);
    else if (event.key === 'ArrowDown') setAt(Math.min(marked + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(marked - 1, 0));
    else if (event.key === 'Escape' || (event.key === 'Backspace' && search === ''))
      runs.getState().setObjecting(false);
    else if (digit !== undefined && !event.shiftKey && !event.ctrlKey) take(found[Number(digit) - 1]);
    else return;
    event.preventDefault();
  };
  return (
    <section className={classes.unfolded} aria-label={t('run.objections')}>
      <TextInput
        autoFocus
        aria-label={t('run.findObjection')}
        placeholder={t('run.findObjection')}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => runs.getState().setObjecting(false)}
      />
      <ul className={classes.choices} aria-label={t('run.objections')}>
        {found.map((node, index) => (
          <li key={node.id}>
            <button
              type="button"
              className={classes.choice}
              data-marked={index === marked}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(node)}
            >
              {index < 9 && <KeyHint>{String(index + 1)}</KeyHint>}
              <span>{textIn(node.label, language)}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className={classes.quiet}>{t('run.noObjection')}</p>}
    </section>
  );
}
