import { Modal } from '@mantine/core';
import { useTranslation } from '../../i18n/index.ts';
import { closeExport, useExportAsked } from '../state/exporting.ts';
import { ExportForm } from './export-form.tsx';

/** Asks what for a file it shall be, and stays until it was handed over. Closing it stops the export. */
export function ExportDialog() {
  const { t } = useTranslation('exports');
  const filter = useExportAsked((state) => state.filter);
  return (
    <Modal opened={filter !== undefined} onClose={closeExport} centered title={t('title')}>
      {filter && <ExportForm filter={filter} />}
    </Modal>
  );
}
