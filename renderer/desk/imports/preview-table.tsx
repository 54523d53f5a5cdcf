import { IconArrowMerge, IconPlus, IconX } from '@tabler/icons-react';
import type { ImportPreview } from '../../../shared/contract/imports.ts';
import { useTranslation } from '../../i18n/index.ts';
import { PhoneButton, Section } from '../../ui/index.ts';
import { useCallActions } from '../state/call-actions.ts';
import classes from './imports.module.css';

const FATE_ICONS = { create: IconPlus, merge: IconArrowMerge, reject: IconX } as const;

type Row = ImportPreview['sample'][number];

/** The first rows as they would become customers. Dim while a newer answer is on its way; nothing moves. */
export function PreviewTable({ preview, updating }: { preview: ImportPreview; updating: boolean }) {
  const { t } = useTranslation('imports');
  return (
    <Section
      title={t('preview.title')}
      actions={
        <span role="status" className={classes.dim}>
          {updating ? t('preview.updating') : ''}
        </span>
      }
    >
      <table className={classes.table} aria-busy={updating} data-updating={updating || undefined}>
        <thead>
          <tr>
            <th scope="col" className={classes.lineCell}>
              {t('preview.line')}
            </th>
            <th scope="col">{t('preview.name')}</th>
            <th scope="col">{t('preview.phones')}</th>
            <th scope="col" className={classes.fateCell}>
              {t('preview.fate')}
            </th>
          </tr>
        </thead>
        <tbody>
          {preview.sample.map((row) => (
            <PreviewRow key={row.line} row={row} />
          ))}
        </tbody>
      </table>
      {preview.sample.length === 0 && <p className={classes.dim}>{t('preview.none')}</p>}
    </Section>
  );
}

function PreviewRow({ row }: { row: Row }) {
  const { t } = useTranslation('imports');
  const { dial } = useCallActions();
  const Icon = FATE_ICONS[row.fate];
  return (
    <tr data-fate={row.fate}>
      <td className={classes.lineCell}>{row.line}</td>
      <td className={classes.previewName}>
        {row.name || <span className={classes.dim}>{t('preview.noName')}</span>}
      </td>
      <td>
        {row.phones.map((phone) => (
          <div key={phone.raw} className={classes.phone}>
            {phone.e164 === undefined ? (
              <span className={classes.bad}>{t('preview.unread', { raw: phone.raw })}</span>
            ) : (
              <>
                <PhoneButton
                  number={phone.e164}
                  display={phone.display}
                  name={row.name || undefined}
                  onDial={() => void dial({ number: phone.e164 ?? phone.raw })}
                />
                {phone.raw !== phone.display && (
                  <span className={classes.raw} title={t('preview.raw', { raw: phone.raw })}>
                    {phone.raw}
                  </span>
                )}
              </>
            )}
          </div>
        ))}
      </td>
      <td className={classes.fateCell}>
        <span className={classes.fate} data-fate={row.fate}>
          <Icon size={14} stroke={2} aria-hidden />
          {t(`fate.${row.fate}`)}
        </span>
        {row.reason && <div className={classes.reason}>{t(`reason.${row.reason}`)}</div>}
      </td>
    </tr>
  );
}
