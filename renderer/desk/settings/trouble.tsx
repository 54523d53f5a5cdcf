import { useTranslation } from '../../i18n/index.ts';
import { Trouble } from '../../ui/index.ts';
import { useFailureText } from '../state/use-ask.ts';
import type { SettingsEditor } from './use-settings.ts';

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
