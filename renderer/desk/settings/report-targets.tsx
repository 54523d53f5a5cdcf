import type { Settings } from '../../../shared/contract/settings.ts';
import { useTranslation } from '../../i18n/index.ts';
import { WholeNumber } from '../../ui/index.ts';
import { Row } from './row.tsx';
import classes from './settings.module.css';
import type { SettingsEditor } from './use-settings.ts';

/** Whole percents on the screen, 0..1 in the settings. */
const PERCENT = 100;

/** What the report holds the firm to; the definitions of its figures speak of these. */
export function ReportTargets({ editor }: { editor: SettingsEditor }) {
  const { t } = useTranslation('settings');
  const { reports } = editor.settings;
  const save = (change: Partial<Settings['reports']>, what: string) =>
    editor.save({ reports: { ...reports, ...change } }, what);
  return (
    <>
      <Row label={t('firm.serviceSeconds')} hint={t('firm.serviceSecondsHint')}>
        {(ids) => (
          <WholeNumber
            {...ids}
            className={classes.short}
            suffix={t('firm.seconds')}
            value={reports.serviceSeconds}
            least={1}
            most={600}
            onChange={(serviceSeconds) => save({ serviceSeconds }, t('firm.serviceSeconds'))}
          />
        )}
      </Row>
      <Row label={t('firm.serviceTarget')} hint={t('firm.serviceTargetHint')}>
        {(ids) => (
          <WholeNumber
            {...ids}
            className={classes.short}
            suffix=" %"
            value={Math.round(reports.serviceTarget * PERCENT)}
            least={1}
            most={99}
            onChange={(percent) => save({ serviceTarget: percent / PERCENT }, t('firm.serviceTarget'))}
          />
        )}
      </Row>
      <Row label={t('firm.shortAbandon')} hint={t('firm.shortAbandonHint')}>
        {(ids) => (
          <WholeNumber
            {...ids}
            className={classes.short}
            suffix={t('firm.seconds')}
            value={reports.shortAbandonSeconds}
            least={0}
            most={60}
            onChange={(shortAbandonSeconds) => save({ shortAbandonSeconds }, t('firm.shortAbandon'))}
          />
        )}
      </Row>
      <Row label={t('firm.savedWithin')} hint={t('firm.savedWithinHint')}>
        {(ids) => (
          <WholeNumber
            {...ids}
            className={classes.short}
            suffix={t('firm.days')}
            value={reports.savedWithinDays}
            least={1}
            most={90}
            onChange={(savedWithinDays) => save({ savedWithinDays }, t('firm.savedWithin'))}
          />
        )}
      </Row>
    </>
  );
}
