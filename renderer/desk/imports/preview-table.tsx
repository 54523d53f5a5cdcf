import { IconArrowMerge, IconPlus, IconUserQuestion, IconX } from '@tabler/icons-react';
import type { ImportPreview } from '../../../shared/contract/imports.ts';
import { useTranslation } from '../../i18n/index.ts';
import { PhoneButton, Section } from '../../ui/index.ts';
import { useCallActions } from '../state/call-actions.ts';
import classes from './imports.module.css';

const FATE_ICONS = { create: IconPlus, merge: IconArrowMerge, ask: IconUserQuestion, reject: IconX } as const;

type Row = ImportPreview['sample'][number];

/** The first rows as they would become customers. Dim while a newer answer is on its way; nothing moves. */
export function PreviewTable({ preview, updating }: { preview: ImportPreview; updating: boolean }) {
  const { t } = useTranslation('imports');
  const asText = preview.sample
    .filter(({ fate }) => fate !== 'reject')
    .flatMap(({ phones }) => phones)
    .filter(({ e164 }) => e164 === undefined).length;
  const ofGoods = preview.sample.some((row) => row.what !== undefined);
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
            <th scope="col">{t(ofGoods ? 'preview.what' : 'preview.phones')}</th>
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
      {asText > 0 && <p className={classes.dim}>{t('preview.asText', { count: asText })}</p>}
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
        {row.what}
        {row.phones.map((phone) => (
          <div key={phone.raw} className={classes.phone}>
            <PhoneButton
              number={phone.e164 ?? phone.raw}
              display={phone.display}
              name={row.name || undefined}
              text={phone.text}
              onDial={() => void dial({ number: phone.e164 ?? phone.raw })}
            />
            {phone.raw !== phone.display && (
              <span className={classes.raw} title={t('preview.raw', { raw: phone.raw })}>
                {phone.raw}
              </span>
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
