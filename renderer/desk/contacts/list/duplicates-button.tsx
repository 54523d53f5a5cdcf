import { Button } from '@mantine/core';
import { IconCopyCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import { useCore } from '../../state/core.tsx';
import { useNavigation } from '../../state/navigation.tsx';
import { useMay } from '../../state/seat.tsx';
import classes from './customers.module.css';

/** To the cards that may be one, with their number. */
export function DuplicatesButton() {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  const core = useCore();
  const may = useMay('customers.merge');
  const openDuplicates = useNavigation((navigation) => navigation.openDuplicates);
  const [pairs, setPairs] = useState(0);
  useEffect(() => {
    if (!may) return;
    core.request('duplicates.sweep', {}).then(
      (state) => setPairs(state.pairs),
      // A figure on a button; what is wrong is told on its screen.
      () => undefined,
    );
    return core.on('duplicates.swept', (state) => setPairs(state.pairs));
  }, [core, may]);
  if (!may) return null;
  return (
    <Button
      variant="default"
      classNames={{ label: classes.verb, section: classes.sign }}
      title={t('alike.button')}
      leftSection={<IconCopyCheck size={14} aria-hidden />}
      onClick={() => openDuplicates()}
    >
      {pairs === 0 ? t('alike.button') : t('alike.buttonCount', { number: format.number(pairs) })}
    </Button>
  );
}
