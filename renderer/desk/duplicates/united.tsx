import type { Contact } from '../../../shared/contract/contacts.ts';
import { useTranslation } from '../../i18n/index.ts';
import classes from './duplicates.module.css';

/** What nobody has to choose: numbers, addresses and tags of both, the common ones marked. */
export function United({ into, from }: { into: Contact; from: Contact }) {
  const { t } = useTranslation(['contacts', 'duplicates']);
  const rows = [
    [t('field.phones'), ({ phones }: Contact) => phones.map(({ display }) => display)],
    [t('field.emails'), ({ emails }: Contact) => emails.map(({ address }) => address)],
    [t('duplicates:addresses'), ({ addresses }: Contact) => addresses.map(({ text }) => text)],
    [t('field.tags'), ({ tags }: Contact) => tags],
  ] as const;
  return rows.map(([name, of]) => {
    const [mine, theirs] = [of(into), of(from)];
    if (mine.length + theirs.length === 0) return null;
    const both = new Set(mine.filter((entry) => theirs.includes(entry)));
    return (
      <div key={name} className={classes.row}>
        <span className={classes.label}>{name}</span>
        {[mine, theirs].map((entries, side) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: always the two sides.
          <span key={side} className={classes.cell} data-taken>
            {entries.map((entry) => (
              <span key={entry} className={classes.entry} data-common={both.has(entry)}>
                {entry}
              </span>
            ))}
          </span>
        ))}
      </div>
    );
  });
}
