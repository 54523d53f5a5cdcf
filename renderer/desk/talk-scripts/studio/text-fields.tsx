import { Button, Checkbox, Popover, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import {
  SCRIPT_LANGUAGES,
  type ScriptLanguage,
  type ScriptText,
} from '../../../../shared/domain/talk-script/script.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { scriptOf, useEditor } from './editor-store.ts';
import classes from './panel.module.css';

/** In which language the texts below are written, and which ones the script has at all. */
export function LanguageTabs() {
  const { t } = useTranslation('scriptStudio');
  const languages = useEditor((editor) => scriptOf(editor).languages);
  const language = useEditor((editor) => editor.language);
  const setLanguage = useEditor((editor) => editor.setLanguage);
  return (
    <div className={classes.languages}>
      <SegmentedControl
        aria-label={t('language.label')}
        value={language}
        data={languages.map((value) => ({ value, label: t(`language.${value}`) }))}
        onChange={(value) => setLanguage(value as ScriptLanguage)}
      />
      <LanguageChoice />
    </div>
  );
}

function LanguageChoice() {
  const { t } = useTranslation('scriptStudio');
  const languages = useEditor((editor) => scriptOf(editor).languages);
  const changeScript = useEditor((editor) => editor.changeScript);
  const setLanguage = useEditor((editor) => editor.setLanguage);
  const turn = (language: ScriptLanguage, on: boolean) => {
    const next = SCRIPT_LANGUAGES.filter((one) => (one === language ? on : languages.includes(one)));
    const [first] = next;
    if (!first) return;
    changeScript((script) => ({ ...script, languages: next }));
    setLanguage(on ? language : first);
  };
  return (
    <Popover position="bottom-end" withinPortal trapFocus>
      <Popover.Target>
        <Button variant="subtle" size="compact-xs">
          {t('language.choose')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {SCRIPT_LANGUAGES.map((language) => (
          <Checkbox
            key={language}
            size="xs"
            label={t(`language.${language}`)}
            checked={languages.includes(language)}
            disabled={languages.length === 1 && languages.includes(language)}
            onChange={(event) => turn(language, event.currentTarget.checked)}
          />
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}

interface TextFieldsProps {
  label: string;
  text: ScriptText;
  /** Letters of one text are one step of undo. */
  about: string;
  oneLine?: boolean;
  onChange: (text: ScriptText, about: string) => void;
}

/** A text in the language of the tab. */
export function TextFields({ label, text, about, oneLine = false, onChange }: TextFieldsProps) {
  const language = useEditor((editor) => editor.language);
  const shared = {
    label,
    value: text[language] ?? '',
    maxLength: 5000,
    spellCheck: true,
    lang: language,
  };
  const change = (value: string) => onChange({ ...text, [language]: value }, `${about} ${language}`);
  return oneLine ? (
    <TextInput {...shared} onChange={(event) => change(event.currentTarget.value)} />
  ) : (
    <Textarea
      {...shared}
      rows={3}
      classNames={{ input: classes.grows ?? '' }}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
