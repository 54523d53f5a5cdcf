import { Checkbox, Pill, Select, TagsInput, TextInput } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { MANDATORY_FIELDS, Settings } from '../../../shared/contract/settings.ts';
import { useTranslation } from '../../i18n/index.ts';
import { countryOptions, formatPhone } from '../../ui/index.ts';
import { OwnNameInput } from '../state/own-name.tsx';
import { ReportTargets } from './report-targets.tsx';
import { Row } from './row.tsx';
import classes from './settings.module.css';
import { NotSaved } from './trouble.tsx';
import type { SettingsEditor } from './use-settings.ts';
import { zoneNames, zoneNow } from './zones.ts';

const { areaCode: AreaCode, mandatoryFields: MandatoryFields } = Settings.shape;
const MAX_FIRM_NAME = 200;
const MAX_NUMBER = 64;
const MAX_NUMBERS = 200;

export function Firm({ editor }: { editor: SettingsEditor }) {
  const { t, i18n } = useTranslation('settings');
  const { settings, save } = editor;
  const countries = useMemo(() => countryOptions(i18n.language), [i18n.language]);
  const zones = useMemo(
    () => zoneNames(settings.zone).map((value) => ({ value, label: value.replaceAll('_', ' ') })),
    [settings.zone],
  );
  return (
    <>
      <NotSaved editor={editor} />
      <p className={classes.intro}>{t('firm.intro')}</p>
      <Row label={t('firm.me')} hint={t('firm.meHint')}>
        {({ 'aria-labelledby': _, ...ids }) => <OwnNameInput {...ids} />}
      </Row>
      <Row label={t('firm.name')} hint={t('firm.nameHint')}>
        {({ 'aria-labelledby': _, ...ids }) => <FirmNameInput ids={ids} editor={editor} />}
      </Row>
      <Row label={t('firm.country')} hint={t('firm.countryHint')}>
        {(ids) => (
          <Select
            {...ids}
            data={countries}
            searchable
            allowDeselect={false}
            nothingFoundMessage={t('firm.countryNone')}
            value={settings.country}
            onChange={(country) => {
              if (country !== null && country !== settings.country) save({ country }, t('firm.country'));
            }}
          />
        )}
      </Row>
      <Row label={t('firm.areaCode')} hint={t('firm.areaCodeHint')}>
        {(ids) => <AreaCodeInput ids={ids} editor={editor} />}
      </Row>
      <Row label={t('firm.zone')} hint={t('firm.zoneHint')}>
        {(ids) => (
          <Select
            {...ids}
            data={zones}
            searchable
            allowDeselect={false}
            limit={60}
            renderOption={({ option }) => (
              <div className={classes.zone}>
                <span>{option.label}</span>
                <span className={classes.hint}>{zoneNow(option.value, Date.now())}</span>
              </div>
            )}
            nothingFoundMessage={t('firm.zoneNone')}
            value={settings.zone}
            onChange={(zone) => {
              if (zone !== null && zone !== settings.zone) save({ zone }, t('firm.zone'));
            }}
          />
        )}
      </Row>
      <Row label={t('firm.ownNumbers')} hint={t('firm.ownNumbersHint')}>
        {(ids) => (
          <TagsInput
            {...ids}
            value={settings.ownNumbers}
            maxTags={MAX_NUMBERS}
            placeholder={settings.ownNumbers.length === 0 ? t('firm.ownNumbersPlaceholder') : ''}
            acceptValueOnBlur
            renderPill={({ value, onRemove }) => (
              <Pill withRemoveButton onRemove={onRemove ?? (() => undefined)}>
                {formatPhone(String(value))}
              </Pill>
            )}
            splitChars={[',', ';']}
            onChange={(numbers) =>
              save({ ownNumbers: numbers.map((number) => number.slice(0, MAX_NUMBER)) }, t('firm.ownNumbers'))
            }
          />
        )}
      </Row>
      <Row label={t('firm.mandatory')} hint={t('firm.mandatoryHint')}>
        {({ id, ...ids }) => (
          <Checkbox.Group
            {...ids}
            value={settings.mandatoryFields}
            onChange={(fields) =>
              save({ mandatoryFields: MandatoryFields.parse(fields) }, t('firm.mandatory'))
            }
          >
            <div className={classes.checks} id={id}>
              {MANDATORY_FIELDS.map((field) => (
                <Checkbox key={field} size="xs" value={field} label={t(`firm.fields.${field}`)} />
              ))}
            </div>
          </Checkbox.Group>
        )}
      </Row>
      <ReportTargets editor={editor} />
    </>
  );
}

/** Saved when the person leaves the field or presses Enter. */
function FirmNameInput({ ids, editor }: { ids: { id: string }; editor: SettingsEditor }) {
  const { t } = useTranslation('settings');
  const { firmName } = editor.settings;
  const [written, setWritten] = useState(firmName);
  useEffect(() => setWritten(firmName), [firmName]);
  const keep = () => {
    if (written.trim() !== firmName) editor.save({ firmName: written.trim() }, t('firm.name'));
  };
  return (
    <TextInput
      {...ids}
      value={written}
      maxLength={MAX_FIRM_NAME}
      autoComplete="organization"
      onChange={(event) => setWritten(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
      }}
    />
  );
}

/** Saved when the person leaves the field or presses Enter, and only if it can be one. */
function AreaCodeInput({ ids, editor }: { ids: { id: string }; editor: SettingsEditor }) {
  const { t } = useTranslation('settings');
  const { areaCode } = editor.settings;
  const [written, setWritten] = useState(areaCode);
  useEffect(() => setWritten(areaCode), [areaCode]);
  const value = written.replaceAll(/[\s()-]/g, '');
  const fits = AreaCode.safeParse(value).success;
  const keep = () => {
    if (fits && value !== areaCode) editor.save({ areaCode: value }, t('firm.areaCode'));
  };
  return (
    <TextInput
      {...ids}
      className={classes.short}
      inputMode="numeric"
      value={written}
      error={fits ? undefined : t('firm.areaCodeBad')}
      onChange={(event) => setWritten(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
      }}
    />
  );
}
