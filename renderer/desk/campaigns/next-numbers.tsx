import { IconPhoneOff } from '@tabler/icons-react';
import type { Dialer, OfferedNumber } from '../../../shared/contract/campaigns.ts';
import { PHONE_LABELS } from '../../../shared/contract/contacts.ts';
import { useTranslation } from '../../i18n/index.ts';
import { KeyHint } from '../../ui/index.ts';
import { useDialerActions } from '../state/dialer-actions.ts';
import classes from './next.module.css';

/** As many as the digits lead to. */
const SHOWN = 9;

/** The prospect's numbers; a digit chooses another one. */
export function NextNumbers({ dialer, chosen }: { dialer: Dialer; chosen: OfferedNumber | undefined }) {
  const { t } = useTranslation('campaigns');
  const { chooseNumber } = useDialerActions();
  return (
    <fieldset className={classes.chips} data-many={dialer.numbers.length > 2 || undefined}>
      <legend className="rd-sr">{t('next.numbers')}</legend>
      {dialer.numbers.slice(0, SHOWN).map((offered, index) => (
        <NumberChip
          key={offered.number}
          offered={offered}
          digit={dialer.numbers.length > 1 ? String(index + 1) : undefined}
          chosen={offered === chosen}
          onChoose={() => chooseNumber(index)}
        />
      ))}
    </fieldset>
  );
}

interface NumberChipProps {
  offered: OfferedNumber;
  digit: string | undefined;
  chosen: boolean;
  onChoose: () => void;
}

function NumberChip({ offered, digit, chosen, onChoose }: NumberChipProps) {
  const { t } = useTranslation(['campaigns', 'contacts']);
  const label = PHONE_LABELS.find((known) => known === offered.label);
  const words = label ? t(`contacts:phoneLabel.${label}`) : offered.label;
  return (
    <button
      type="button"
      className={classes.chip}
      title={offered.display}
      aria-pressed={chosen}
      aria-keyshortcuts={digit}
      onClick={onChoose}
    >
      {digit !== undefined && <KeyHint>{digit}</KeyHint>}
      {!offered.verdict.allowed && (
        <IconPhoneOff size={13} role="img" aria-label={t('next.notAllowed')} className={classes.off} />
      )}
      <span className={classes.number}>{offered.display}</span>
      {words !== '' && <span className={classes.kind}>{words}</span>}
    </button>
  );
}
