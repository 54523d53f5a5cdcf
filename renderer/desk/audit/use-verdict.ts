import { useState } from 'react';
import type { AuditVerdict } from '../../../shared/contract/audit.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { useAsk } from '../state/use-ask.ts';

/** Whether every line is as it was written, in words. */
export function useVerdict() {
  const { t } = useTranslation('audit');
  const ask = useAsk();
  const format = useFormat();
  const [busy, setBusy] = useState(false);
  const [verdict, setVerdict] = useState<AuditVerdict>();
  const check = async () => {
    setBusy(true);
    setVerdict(await ask('audit.verify', {}));
    setBusy(false);
  };
  const words = ({ lines, unchained, head, broken }: AuditVerdict): string =>
    [
      broken
        ? t('verify.broken', {
            moment: format.dateTime(broken.at),
            because: t(`verify.because.${broken.because}`),
          })
        : t('verify.whole', { count: lines }),
      unchained > 0 ? t('verify.unchained', { count: unchained }) : '',
      head === undefined || broken ? '' : t('verify.head', { hash: head }),
    ]
      .filter(Boolean)
      .join(' ');
  return {
    busy,
    check,
    text: verdict && words(verdict),
    broken: verdict?.broken !== undefined,
  };
}
