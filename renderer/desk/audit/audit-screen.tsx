import { Button } from '@mantine/core';
import { IconDownload, IconEye, IconLink } from '@tabler/icons-react';
import { useState } from 'react';
import type { AuditLine } from '../../../shared/contract/audit.ts';
import { useTranslation } from '../../i18n/index.ts';
import { EmptyState, ROWS, Screen, VirtualList } from '../../ui/index.ts';
import { useMay } from '../state/seat.tsx';
import classes from './audit.module.css';
import { AuditDetail } from './audit-detail.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { AuditRow } from './audit-row.tsx';
import { ALL, type AuditQuery } from './query.ts';
import { useAudit, useAuditExport } from './use-audit.ts';
import { useVerdict } from './use-verdict.ts';

/** Who saw, heard, changed or took out what. */
export function AuditScreen() {
  const { t } = useTranslation(['audit', 'common', 'errors']);
  const [query, setQuery] = useState<AuditQuery>(ALL);
  const [opened, setOpened] = useState<AuditLine>();
  const pages = useAudit(query);
  const verdict = useVerdict();
  const exporting = useAuditExport(query);
  const mayExport = useMay('audit.export');
  return (
    <Screen
      flush
      title={t('title')}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconLink size={14} aria-hidden />}
            loading={verdict.busy}
            onClick={() => void verdict.check()}
          >
            {t('verify.verb')}
          </Button>
          {mayExport && (
            <Button
              variant="default"
              leftSection={<IconDownload size={14} aria-hidden />}
              loading={exporting.busy}
              onClick={() => void exporting.start()}
            >
              {t('export')}
            </Button>
          )}
        </>
      }
      toolbar={<AuditFilters query={query} onChange={setQuery} />}
    >
      <div className={classes.screen}>
        {verdict.text !== undefined && (
          <p className={classes.verdict} data-broken={verdict.broken} role="status">
            {verdict.text}
          </p>
        )}
        <div className={classes.rows}>
          {pages.failure !== undefined ? (
            <EmptyState
              title={t(`errors:${pages.failure}`)}
              action={<Button onClick={pages.reload}>{t('common:retry')}</Button>}
            />
          ) : pages.loaded && pages.items.length === 0 ? (
            <EmptyState icon={<IconEye size={40} stroke={1.2} />} title={t('empty')} />
          ) : (
            <VirtualList
              label={t('list')}
              items={pages.items}
              rowHeight={ROWS}
              keyOf={(line) => line.id}
              onEnd={pages.loadMore}
              renderRow={(line) => (
                <AuditRow line={line} selected={line.id === opened?.id} onOpen={() => setOpened(line)} />
              )}
            />
          )}
        </div>
        {opened && <AuditDetail line={opened} onClose={() => setOpened(undefined)} />}
      </div>
    </Screen>
  );
}
