import type { ComponentPropsWithRef, ReactNode } from 'react';
import { useTranslation } from '../i18n/index.ts';
import classes from './call-control.module.css';
import { KeyHint } from './key-hint.tsx';

/** A popover that hangs on the button adds its own attributes. */
interface CallControlProps extends Omit<ComponentPropsWithRef<'button'>, 'type' | 'title' | 'children'> {
  label: string;
  icon: ReactNode;
  /** As it is shown; with `Alt+` it also works while typing. */
  shortcut?: string;
  /** What it does, for the tooltip, when the word alone does not say it. */
  hint?: string;
  /** A switch that is on: muted, held, keypad open. Said by its pressed look and by `aria-pressed`. */
  pressed?: boolean;
  tone?: 'plain' | 'answer' | 'end';
  /** Only the icon and the key; the label stays for screen readers and the tooltip. */
  compact?: boolean;
  /** A short word under the icon instead of the label beside it. */
  stacked?: boolean;
  word?: string;
  /** Gives way where there is little room; its label is a sentence with somebody's name. */
  shrinks?: boolean;
}

/** A button of the call bar: 44 px for what is done to a call. */
export function CallControl({
  label,
  icon,
  shortcut,
  hint = label,
  pressed,
  tone = 'plain',
  compact = false,
  stacked = false,
  shrinks = false,
  word = label,
  ...rest
}: CallControlProps) {
  const { t } = useTranslation('common');
  return (
    <button
      {...rest}
      type="button"
      className={classes.control}
      data-tone={tone}
      data-compact={compact}
      data-stacked={stacked}
      data-shrinks={shrinks}
      aria-label={compact || word !== label ? label : undefined}
      aria-pressed={pressed}
      aria-keyshortcuts={shortcut}
      title={shortcut === undefined ? hint : t('control', { label: hint, key: shortcut })}
    >
      <span className={classes.icon} aria-hidden>
        {icon}
        {stacked && shortcut !== undefined && <KeyHint>{shortcut}</KeyHint>}
      </span>
      {!compact && <span className={classes.word}>{word}</span>}
      {!stacked && shortcut !== undefined && <KeyHint>{shortcut}</KeyHint>}
    </button>
  );
}
