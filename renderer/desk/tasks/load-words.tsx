import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/index.ts';
import type { Load } from '../state/use-load.ts';
import classes from './load-words.module.css';

/** How full a day is, in words: "7 of 6". Too many is said, and not by colour alone. */
export function LoadWords({ load, day }: { load: Load | undefined; day: string }) {
  const { t } = useTranslation('tasks');
  const found = load?.days.get(day);
  if (!load || !found) return null;
  return (
    <span className={classes.load} data-over={found.over || undefined} title={t('load.hint')}>
      {found.over && <IconAlertTriangle size={13} aria-hidden />}
      {t('load.words', { tasks: found.tasks, limit: load.limit })}
      {found.over && <span> · {t('load.over')}</span>}
    </span>
  );
}

/** The warning at the seventh of six, while it is being planned; it forbids nothing. */
export function LoadWarning({ load, day, name }: { load: Load | undefined; day: string; name: string }) {
  const { t } = useTranslation('tasks');
  const tasks = (load?.days.get(day)?.tasks ?? 0) + 1;
  return (
    <output className={classes.warning}>
      {load && tasks > load.limit && (
        <>
          <IconAlertTriangle size={14} aria-hidden />
          {t('load.warning', { tasks, limit: load.limit, day: name })}
        </>
      )}
    </output>
  );
}
