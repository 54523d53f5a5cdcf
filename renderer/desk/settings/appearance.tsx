import { SegmentedControl } from '@mantine/core';
import { Language } from '../../../shared/contract/common.ts';
import { Settings } from '../../../shared/contract/settings.ts';
import { LANGUAGE_NAMES, LANGUAGES, useTranslation } from '../../i18n/index.ts';
import { Row } from './row.tsx';
import { NotSaved } from './trouble.tsx';
import type { SettingsEditor } from './use-settings.ts';

const Theme = Settings.shape.theme;

export function Appearance({ editor }: { editor: SettingsEditor }) {
  const { t } = useTranslation('settings');
  const { settings, save } = editor;
  return (
    <>
      <NotSaved editor={editor} />
      <Row label={t('appearance.language')} hint={t('appearance.languageHint')}>
        {(ids) => (
          <SegmentedControl
            {...ids}
            value={settings.language}
            data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
            onChange={(value) => save({ language: Language.parse(value) })}
          />
        )}
      </Row>
      <Row label={t('appearance.theme')}>
        {(ids) => (
          <SegmentedControl
            {...ids}
            value={settings.theme}
            data={Theme.options.map((value) => ({ value, label: t(`appearance.${value}`) }))}
            onChange={(value) => save({ theme: Theme.parse(value) })}
          />
        )}
      </Row>
    </>
  );
}
