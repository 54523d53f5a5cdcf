import { useEffect } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { toastUndo } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useNavigation } from '../state/navigation.tsx';
import { useMissedName } from './use-missed.ts';

/** Says at its moment that somebody has waited too long, and leads there. */
export function LateNotice() {
  const { t } = useTranslation('missed');
  const core = useCore();
  const go = useNavigation((navigation) => navigation.go);
  const name = useMissedName();
  useEffect(
    () =>
      core.on('missed.late', ({ entry, count }) => {
        const who = { name: name(entry) };
        const words =
          count > 1 ? t('lateNotice.many', { ...who, count: count - 1 }) : t('lateNotice.one', who);
        toastUndo(words, t('lateNotice.show'), () => go('missed'));
      }),
    [core, go, name, t],
  );
  return null;
}
