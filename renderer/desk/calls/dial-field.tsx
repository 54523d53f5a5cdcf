import { IconPhone } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { KeyHint } from '../../ui/index.ts';
import { FOCUS } from '../state/bar-ui.tsx';
import { useCallActions } from '../state/call-actions.ts';
import { NumberField } from './number-field.tsx';

const KEY = '/';

export const DialField = memo(function DialField() {
  const { t } = useTranslation('calls');
  const { dial } = useCallActions();
  return (
    <NumberField
      id={FOCUS.dial}
      label={t('dial.label')}
      placeholder={t('dial.label')}
      shortcut={KEY}
      leftSection={<IconPhone size={16} aria-hidden />}
      rightSection={<KeyHint>{KEY}</KeyHint>}
      onPick={dial}
    />
  );
});
