import type { ReactNode } from 'react';
import type { OfferedNumber } from '../../../shared/contract/campaigns.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useDialer } from '../state/dialer.tsx';
import { useDialerActions } from '../state/dialer-actions.ts';
import { useNow } from '../state/now.ts';
import { BarPopover } from './bar-popover.tsx';
import { OverrideForm } from './override-form.tsx';
import { useOfferedEntry } from './use-offered-entry.ts';
import { useVerdictText } from './use-verdict-text.ts';

interface OverrideFieldProps {
  offered: OfferedNumber | undefined;
  /** The button that it unfolds from. */
  children: ReactNode;
}

/** Dialling all the same: what stands against it, and why it is done. Both go into the audit. */
export function OverrideField({ offered, children }: OverrideFieldProps) {
  const { t } = useTranslation('campaigns');
  return (
    <BarPopover panel="override" label={t('override.title')} target={children}>
      <Fields offered={offered} />
    </BarPopover>
  );
}

function Fields({ offered }: { offered: OfferedNumber | undefined }) {
  const { t } = useTranslation('campaigns');
  const now = useNow(60_000);
  const zone = useDialer(({ dialer }) => dialer?.zone);
  const why = useVerdictText();
  const entry = useOfferedEntry(offered);
  const { override } = useDialerActions();
  const refusal = offered?.verdict.allowed === false ? offered.verdict : undefined;
  return (
    <>
      <strong>{t('override.title')}</strong>
      <OverrideForm
        why={refusal && why(refusal, now, { zone, entry })}
        display={offered?.display ?? ''}
        onOverride={override}
      />
    </>
  );
}
