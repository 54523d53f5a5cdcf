import { IconPhone } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { KeyHint } from '../../ui/index.ts';
import { FOCUS, setDialText, useDialText } from '../state/bar-ui.tsx';
import { useCallActions } from '../state/call-actions.ts';
import { dialableNumber } from '../state/caller.ts';
import { useWork } from '../state/work.tsx';
import { NumberField } from './number-field.tsx';

const KEY = '/';

/** Whom to call. The arrow up brings back the last number, as in a shell; nothing is dialled before Enter. */
export const DialField = memo(function DialField() {
  const { t } = useTranslation('calls');
  const { dial } = useCallActions();
  const text = useDialText();
  const last = useWork((work) => work.lastDialled);
  const lastNumber = last && dialableNumber(last);
  return (
    <NumberField
      id={FOCUS.dial}
      label={t('dial.label')}
      placeholder={t('dial.label')}
      text={text}
      onText={setDialText}
      shortcut={KEY}
      leftSection={<IconPhone size={16} aria-hidden />}
      rightSection={<KeyHint>{KEY}</KeyHint>}
      onArrowUp={lastNumber === undefined ? undefined : () => setDialText(lastNumber)}
      onPick={dial}
    />
  );
});
