import type { AuditLine } from '../../../shared/contract/audit.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import list from '../../ui/list-line.module.css';
import { useNow } from '../state/now.ts';
import classes from './audit.module.css';
import { useAction, useSubject } from './use-subject.ts';

interface AuditRowProps {
  line: AuditLine;
  selected: boolean;
  onOpen: () => void;
}

export function AuditRow({ line, selected, onOpen }: AuditRowProps) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const now = useNow(60_000);
  const subjectOf = useSubject();
  const actionOf = useAction();
  return (
    <div className={list.line} data-selected={selected}>
      <button
        type="button"
        className={list.main}
        data-row-main
        aria-current={selected ? 'true' : undefined}
        onClick={onOpen}
      >
        <span className={classes.time}>{format.moment(line.at, now)}</span>
        <span className={classes.person}>{line.actorName || t('nobody')}</span>
        <span className={classes.kind} data-kind={line.kind}>
          {t(`kind.${line.kind}`)}
        </span>
        <span className={classes.subject}>
          {[subjectOf(line), line.contactName].filter(Boolean).join(': ')}
        </span>
        <span className={classes.action} title={line.action}>
          {actionOf(line)}
        </span>
      </button>
    </div>
  );
}
