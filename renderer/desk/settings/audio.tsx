import { Button, Checkbox, Select, Slider, Switch } from '@mantine/core';
import { IconBellRinging } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { AudioSettings } from '../../../shared/contract/phone.ts';
import { useTranslation } from '../../i18n/index.ts';
import { Trouble } from '../../ui/index.ts';
import { useSession } from '../state/session.tsx';
import { useAsk } from '../state/use-ask.ts';
import { type DeviceOption, deviceOptions, withDevice } from './devices.ts';
import { HeadsetRow } from './headset.tsx';
import { LevelMeter } from './level-meter.tsx';
import { Row } from './row.tsx';
import classes from './settings.module.css';
import { NotSaved } from './trouble.tsx';
import type { SettingsEditor } from './use-settings.ts';

const PROCESSING = [
  { field: 'echoCancellation', name: 'echo' },
  { field: 'noiseSuppression', name: 'noise' },
  { field: 'autoGainControl', name: 'gain' },
] as const;

export function Audio({ editor }: { editor: SettingsEditor }) {
  const { t } = useTranslation('settings');
  const ask = useAsk();
  const phone = useSession((session) => session.phone);
  const { audio } = editor.settings;
  const change = (next: AudioSettings) => editor.save({ audio: next });

  const words = {
    systemDefault: t('audio.systemDefault'),
    unnamed: (number: number) => t('audio.unnamed', { number }),
    gone: t('audio.goneUnnamed'),
  };
  const devices = phone?.devices ?? [];
  const microphones = deviceOptions(devices, 'microphone', [audio.microphoneId ?? ''], words);
  const speakers = deviceOptions(devices, 'speaker', [audio.speakerId ?? ''], words);
  const ringers = deviceOptions(devices, 'speaker', audio.ringerIds, words);
  const microphone = phone?.attached ? phone.microphone : undefined;

  return (
    <>
      <NotSaved editor={editor} />
      {phone && !phone.attached && <Trouble text={t('audio.noPhone')} />}
      {(microphone === 'denied' || microphone === 'missing') && <Trouble text={t(`audio.${microphone}`)} />}
      <Row
        label={t('audio.microphone')}
        hint={microphone === 'prompt' ? t('audio.prompt') : t('audio.intro')}
      >
        {(ids) => (
          <DeviceSelect
            ids={ids}
            options={microphones}
            value={audio.microphoneId}
            onChange={(id) => change(withDevice(audio, 'microphoneId', id))}
          />
        )}
      </Row>
      <Row label={t('audio.level')} hint={t('audio.levelHint')}>
        {(ids) => <LevelMeter labelledBy={ids['aria-labelledby']} active={phone?.attached === true} />}
      </Row>
      <Row label={t('audio.processing')}>
        {({ id }) => (
          <div className={classes.checks} id={id}>
            {PROCESSING.map(({ field, name }) => (
              <Switch
                key={field}
                size="xs"
                label={t(`audio.${name}`)}
                checked={audio[field]}
                onChange={(event) => change({ ...audio, [field]: event.currentTarget.checked })}
              />
            ))}
          </div>
        )}
      </Row>
      <Row label={t('audio.speaker')}>
        {(ids) => (
          <DeviceSelect
            ids={ids}
            options={speakers}
            value={audio.speakerId}
            onChange={(id) => change(withDevice(audio, 'speakerId', id))}
          />
        )}
      </Row>
      <HeadsetRow />
      <Row label={t('audio.ringers')} hint={t('audio.ringersHint')}>
        {({ id, ...ids }) => (
          <div className={classes.checks} id={id}>
            <Checkbox
              size="xs"
              label={t('audio.systemDefault')}
              checked={audio.ringerIds.length === 0}
              // Nothing else chosen is the default; it is left by choosing something.
              onChange={() => change({ ...audio, ringerIds: [] })}
            />
            <Checkbox.Group
              {...ids}
              value={audio.ringerIds}
              onChange={(ringerIds) => change({ ...audio, ringerIds })}
            >
              <div className={classes.checks}>
                {ringers.map(({ value, label }) => (
                  <Checkbox key={value} size="xs" value={value} label={label} />
                ))}
              </div>
            </Checkbox.Group>
          </div>
        )}
      </Row>
      <Row label={t('audio.volume')}>
        {(ids) => (
          <div className={classes.volume}>
            <Volume
              labelledBy={ids['aria-labelledby']}
              value={audio.ringVolume}
              onChange={(ringVolume) => change({ ...audio, ringVolume })}
            />
            <Button
              variant="default"
              leftSection={<IconBellRinging size={14} aria-hidden />}
              onClick={() => void ask('phone.ringTest', {})}
            >
              {t('audio.testRing')}
            </Button>
          </div>
        )}
      </Row>
    </>
  );
}

interface DeviceSelectProps {
  ids: { id: string };
  options: DeviceOption[];
  value: string | undefined;
  onChange: (id: string) => void;
}

function DeviceSelect({ ids, options, value, onChange }: DeviceSelectProps) {
  const { t } = useTranslation('settings');
  return (
    <Select
      {...ids}
      allowDeselect={false}
      data={[{ value: '', label: t('audio.systemDefault') }, ...options]}
      value={value ?? ''}
      onChange={(id) => onChange(id ?? '')}
    />
  );
}

interface VolumeProps {
  labelledBy: string;
  /** 0..1 */
  value: number;
  onChange: (value: number) => void;
}

/** Saved when the thumb comes to rest, not a hundred times on its way. */
function Volume({ labelledBy, value, onChange }: VolumeProps) {
  const { t } = useTranslation('settings');
  const percent = Math.round(value * 100);
  const [moving, setMoving] = useState(percent);
  useEffect(() => setMoving(percent), [percent]);
  return (
    <>
      <Slider
        className={classes.slider}
        size="sm"
        step={5}
        thumbProps={{ 'aria-labelledby': labelledBy }}
        label={null}
        value={moving}
        onChange={setMoving}
        onChangeEnd={(rest) => onChange(rest / 100)}
      />
      <span className={classes.percent}>{t('audio.percent', { value: moving })}</span>
    </>
  );
}
