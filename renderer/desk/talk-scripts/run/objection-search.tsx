import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { NodeId, ObjectionNode, ScriptLanguage } from '../../../../shared/domain/talk-script/script.ts';
import { textIn } from '../../../../shared/domain/talk-script/text-in.ts';
import { hasWords, words } from '../../../../shared/domain/text/fold.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { KeyHint } from '../../../ui/index.ts';
import classes from './run.module.css';

interface ObjectionSearchProps {
  all: readonly ObjectionNode[];
  language: ScriptLanguage;
  onTake: (id: NodeId) => void;
  onClose: () => void;
}

/** Letters narrow the list, arrows move in it, Enter or a digit takes one. */
export function ObjectionSearch({ all, language, onTake, onClose }: ObjectionSearchProps) {
  const { t } = useTranslation('talkScripts');
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const wanted = words(search);
  const found = all.filter(({ label }) => hasWords(words(textIn(label, language)), wanted));
  const marked = Math.min(at, found.length - 1);
  const take = (node: ObjectionNode | undefined) => {
    if (node) onTake(node.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    if (event.key === 'Enter') take(found[marked]);
    else if (event.key === 'ArrowDown') setAt(Math.min(marked + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(marked - 1, 0));
    else if (event.key === 'Escape' || (event.key === 'Backspace' && search === '')) onClose();
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
        onBlur={onClose}
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
