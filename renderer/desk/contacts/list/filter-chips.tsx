import { Button, Pill } from '@mantine/core';
import type { SegmentFilter } from '../../../../shared/contract/segments.ts';
import { useTranslation } from '../../../i18n/index.ts';
import classes from './customers.module.css';
import type { FilterWord } from './use-filter-words.ts';

interface FilterChipsProps {
  filter: SegmentFilter;
  words: readonly FilterWord[];
  onChange: (filter: SegmentFilter) => void;
  onClear: () => void;
}

/** What the list is narrowed to, in words; each can be taken off by itself. */
export function FilterChips({ filter, words, onChange, onClear }: FilterChipsProps) {
  const { t } = useTranslation('contacts');
  if (words.length === 0) return null;
  const without = (key: keyof SegmentFilter) => {
    const { [key]: _gone, ...rest } = filter;
    onChange(rest);
  };
  return (
    <ul className={classes.chips} aria-label={t('list.filters')}>
      {words.map(({ key, text }) => (
        <li key={key}>
          <Pill
            className={classes.chip}
            withRemoveButton
            removeButtonProps={{
              'aria-label': t('list.removeFilter', { text }),
              tabIndex: 0,
              'aria-hidden': false,
            }}
            onRemove={() => without(key)}
          >
            {text}
          </Pill>
        </li>
      ))}
      <li>
        <Button variant="subtle" size="compact-xs" onClick={onClear}>
          {t('list.clearFilters')}
        </Button>
      </li>
    </ul>
  );
}
