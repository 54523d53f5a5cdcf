import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { PBX_PRESETS, presetProfile } from '../../../shared/domain/pbx/presets.ts';
import { useTranslation } from '../../i18n/index.ts';
import { type AccountFormState, CODE_NAMES } from './account-form-values.ts';
import classes from './settings.module.css';

const MOST_REASONS = 30;

/** What is dialled to make the PBX do something: begun with the usual codes of its family, and changed where it differs. */
export function PbxProfileFields({ form }: { form: AccountFormState }) {
  const { t } = useTranslation('settings');
  const { profile } = form.values;
  const choose = (name: string | null) => {
    const preset = PBX_PRESETS.find((other) => other === name);
    // The reasons are the firm's own: another family of PBX has others' codes and the same people.
    if (preset)
      form.setFieldValue('profile', { ...presetProfile(preset), pauseReasons: profile.pauseReasons });
  };
  return (
    <fieldset className={`${classes.profile} ${classes.wide}`}>
      <legend className={classes.legend}>{t('pbx.title')}</legend>
      <p className={classes.hint}>{t('pbx.intro')}</p>
      <Select
        label={t('pbx.preset')}
        description={t('pbx.presetHint')}
        allowDeselect={false}
        data={PBX_PRESETS.map((value) => ({ value, label: t(`pbx.presets.${value}`) }))}
        value={profile.preset}
        onChange={choose}
      />
      <div className={classes.codes}>
        {CODE_NAMES.map(([name, placeholder]) => (
          <TextInput
            key={name}
            label={t(`pbx.code.${name}`)}
            aria-description={placeholder && t(`pbx.placeholder.${placeholder}`)}
            title={placeholder && t(`pbx.placeholder.${placeholder}`)}
            placeholder={t('pbx.noCode')}
            maxLength={64}
            spellCheck={false}
            {...form.getInputProps(`profile.codes.${name}`)}
          />
        ))}
      </div>
      <ul className={classes.placeholders}>
        {(['number', 'extension', 'reason'] as const).map((placeholder) => (
          <li key={placeholder} className={classes.hint}>
            {t(`pbx.placeholder.${placeholder}`)}
          </li>
        ))}
      </ul>
      <PauseReasons form={form} />
    </fieldset>
  );
}

function PauseReasons({ form }: { form: AccountFormState }) {
  const { t } = useTranslation('settings');
  const { pauseReasons } = form.values.profile;
  return (
    <fieldset className={classes.reasons}>
      <legend className={classes.fieldLabel}>{t('pbx.reasons')}</legend>
      <p className={classes.hint}>{t('pbx.reasonsHint')}</p>
      {pauseReasons.map((reason, index) => (
        // The rows have no name but their place, and only leave by the button of theirs.
        // biome-ignore lint/suspicious/noArrayIndexKey: the fields are bound to the place in the list.
        <div key={index} className={classes.reasonRow}>
          <TextInput
            className={classes.reasonName}
            aria-label={t('pbx.reasonName', { number: index + 1 })}
            placeholder={t('pbx.reasonPlaceholder')}
            maxLength={60}
            {...form.getInputProps(`profile.pauseReasons.${index}.label`)}
          />
          <TextInput
            className={classes.reasonCode}
            aria-label={t('pbx.reasonCode', { name: reason.label || index + 1 })}
            placeholder={t('pbx.reasonCodePlaceholder')}
            maxLength={16}
            {...form.getInputProps(`profile.pauseReasons.${index}.code`)}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={30}
            aria-label={t('pbx.removeReason', { name: reason.label || index + 1 })}
            onClick={() => form.removeListItem('profile.pauseReasons', index)}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="default"
        disabled={pauseReasons.length >= MOST_REASONS}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => form.insertListItem('profile.pauseReasons', { label: '', code: '' })}
      >
        {t('pbx.addReason')}
      </Button>
    </fieldset>
  );
}
