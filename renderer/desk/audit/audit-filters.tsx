import { AUDIT_KINDS, type AuditKind } from '../../../shared/contract/audit.ts';
import { useTranslation } from '../../i18n/index.ts';
import { DaySpanFilter, FilterSelect, namedOptions, SearchField, Toolbar } from '../../ui/index.ts';
import { useSession } from '../state/session.tsx';
import classes from './audit.module.css';
import type { AuditQuery } from './query.ts';

interface AuditFiltersProps {
  query: AuditQuery;
  onChange: (query: AuditQuery) => void;
}

export function AuditFilters({ query, onChange }: AuditFiltersProps) {
  const { t } = useTranslation('audit');
  const users = useSession((session) => session.users);
  return (
    <Toolbar>
      <SearchField
        className={classes.search}
        label={t('filter.words')}
        value={query.words}
        maxLength={200}
        onChange={(words) => onChange({ ...query, words })}
      />
      <DaySpanFilter
        className={classes.dates}
        label={t('filter.dates')}
        firstDay={query.firstDay}
        lastDay={query.lastDay}
        onChange={(span) => onChange({ ...query, ...span })}
      />
      <FilterSelect
        className={classes.pick}
        label={t('filter.person')}
        any={t('filter.anybody')}
        options={namedOptions(users)}
        value={query.actorId}
        onChange={(actorId) => onChange({ ...query, actorId })}
      />
      <FilterSelect
        className={classes.pick}
        label={t('filter.kind')}
        any={t('filter.anything')}
        options={AUDIT_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        value={query.kind}
        onChange={(kind) => onChange({ ...query, kind: kind as AuditKind | undefined })}
      />
    </Toolbar>
  );
}
