import { Button } from '@mantine/core';
import { useTranslation } from '../../i18n/index.ts';
import classes from './contact-editor.module.css';
import type { Alike } from './use-alike.ts';

interface AlikeHintProps {
  readonly alike: readonly Alike[];
  readonly onOpen: (id: string) => void;
  /** What else can be done with one of them; absent: nothing. */
  readonly verb?: { readonly name: string; readonly act: (alike: Alike) => void } | undefined;
}

/** A quiet line for each card that is known already: whose the number is, with the keys' way to it. */
export function AlikeHint({ alike, onOpen, verb }: AlikeHintProps) {
  const { t } = useTranslation('contacts');
  if (alike.length === 0) return null;
  return (
    <ul className={classes.alike} aria-label={t('alike.title')} aria-live="polite">
      {alike.map((each) => {
        const name = [each.row.name, each.row.organisationName].filter(Boolean).join(', ');
        return (
          <li key={each.row.id} className={classes.alikeRow}>
            <span>{t(`alike.${each.by}`, { name })}</span>
            <Button variant="subtle" size="compact-xs" onClick={() => onOpen(each.row.id)}>
              {t('alike.open')}
            </Button>
            {verb && (
              <Button variant="subtle" size="compact-xs" onClick={() => verb.act(each)}>
                {verb.name}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
