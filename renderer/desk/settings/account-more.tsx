import { NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { DTMF_WAYS } from '../../../shared/contract/phone.ts';
import { useTranslation } from '../../i18n/index.ts';
import { type AccountFormState, ICE_LIMIT } from './account-form-values.ts';
import { PbxProfileFields } from './pbx-profile-fields.tsx';
import classes from './settings.module.css';

/** The hint below the field: the fields of a row stand on one line whatever is written under them. */
export const ORDER: ('label' | 'input' | 'error' | 'description')[] = [
  'label',
  'input',
  'error',
  'description',
];

/** What most PBXs do without: another address, how the voice finds its way, how tones are sent, feature codes. */
export function AccountMore({ form }: { form: AccountFormState }) {
  const { t } = useTranslation('settings');
  return (
    <div className={classes.fields}>
      <TextInput
        inputWrapperOrder={ORDER}
        className={classes.wide}
        label={t('line.backupServer')}
        description={t('line.backupServerHint')}
        spellCheck={false}
        inputMode="url"
        {...form.getInputProps('backupServer')}
      />
      <TextInput
        inputWrapperOrder={ORDER}
        className={classes.wide}
        label={t('line.displayName')}
        {...form.getInputProps('displayName')}
      />
      <div>
        <div className={classes.fieldLabel}>{t('line.engine')}</div>
        <SegmentedControl
          aria-label={t('line.engine')}
          data={(['jssip', 'sipjs'] as const).map((value) => ({ value, label: t(`line.${value}`) }))}
          {...form.getInputProps('engine')}
        />
        <p className={classes.hint}>{t('line.engineHint')}</p>
      </div>
      <div>
        <div className={classes.fieldLabel}>{t('line.dtmf')}</div>
        <SegmentedControl
          aria-label={t('line.dtmf')}
          data={DTMF_WAYS.map((value) => ({ value, label: t(`line.dtmfWay.${value}`) }))}
          {...form.getInputProps('dtmf')}
        />
        <p className={classes.hint}>{t('line.dtmfHint')}</p>
      </div>
      <NumberInput
        inputWrapperOrder={ORDER}
        label={t('line.iceTimeout')}
        description={t('line.iceTimeoutHint')}
        min={ICE_LIMIT.least}
        max={ICE_LIMIT.most}
        step={100}
        hideControls
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="blur"
        {...form.getInputProps('iceTimeoutMs')}
      />
      <span />
      <TextInput
        inputWrapperOrder={ORDER}
        label={t('line.stun')}
        description={t('line.stunHint')}
        spellCheck={false}
        {...form.getInputProps('stun')}
      />
      <TextInput
        inputWrapperOrder={ORDER}
        label={t('line.turn')}
        description={t('line.turnHint')}
        spellCheck={false}
        {...form.getInputProps('turn')}
      />
      <TextInput
        inputWrapperOrder={ORDER}
        label={t('line.turnLogin')}
        autoComplete="off"
        {...form.getInputProps('turnLogin')}
      />
      <TextInput
        inputWrapperOrder={ORDER}
        type="password"
        label={t('line.turnPassword')}
        autoComplete="new-password"
        {...form.getInputProps('turnPassword')}
      />
      <PbxProfileFields form={form} />
    </div>
  );
}
