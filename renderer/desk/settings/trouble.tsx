import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/index.ts';
import { useFailureText } from '../state/use-ask.ts';
import classes from './settings.module.css';
import type { SettingsEditor } from './use-settings.ts';

/** What happened and what to do, in its place. */
export function Trouble({ text, verb, onAct }: { text: string; verb?: string; onAct?: () => void }) {
  return (
    <div role="alert" className={classes.trouble}>
      <IconAlertTriangle size={16} stroke={1.8} aria-hidden className={classes.troubleIcon} />
      <span className={classes.troubleText}>{text}</span>
      {verb !== undefined && (
        <Button variant="default" size="compact-sm" onClick={onAct}>
          {verb}
        </Button>
      )}
    </div>
  );
}

/** A setting that could not be saved: it is still on the screen, and can be sent again. */
export function NotSaved({ editor }: { editor: SettingsEditor }) {
  const { t } = useTranslation('settings');
  const failureText = useFailureText();
  if (!editor.failure) return null;
  return (
    <Trouble
      text={t('notSaved', { reason: failureText(editor.failure) })}
      verb={t('retry')}
      onAct={editor.retry}
    />
  );
}
