import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/index.ts';
import classes from './imports.module.css';
import { sameOptions } from './mapping.ts';
import { useImport } from './use-import.ts';

/** A file with these headings was imported before: it comes up as it was set then, and the guess is one press away. */
export function LastTime() {
  const { t } = useTranslation('imports');
  const remembered = useImport((state) => state.preview?.remembered);
  const options = useImport((state) => state.options);
  const guess = useImport((state) => state.guess);
  const change = useImport((state) => state.change);
  if (!remembered || !options || !guess || sameOptions(remembered, guess)) return null;
  const asThen = sameOptions(options, remembered);
  return (
    <div className={classes.lastTime}>
      <IconHistory size={16} stroke={1.6} aria-hidden />
      <span role="status">{t(asThen ? 'lastTime.as' : 'lastTime.was')}</span>
      <Button variant="subtle" size="compact-sm" onClick={() => change(asThen ? guess : remembered)}>
        {t(asThen ? 'lastTime.guess' : 'lastTime.again')}
      </Button>
    </div>
  );
}
