import { Button, FileButton } from '@mantine/core';
import { IconMicrophone, IconPlayerStop } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { MachineMessage } from '../../../shared/contract/machine-message.ts';
import { useTranslation } from '../../i18n/index.ts';
import { Trouble } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useAsk } from '../state/use-ask.ts';
import { messageSound, type Refusal } from './message-sound.ts';
import { Row } from './row.tsx';
import classes from './settings.module.css';

/** Recording is the phone's, whatever for. */
const REQUESTS = {
  message: { read: 'machineMessage.read', save: 'machineMessage.save', remove: 'machineMessage.remove' },
  announcement: { read: 'announcement.read', save: 'announcement.save', remove: 'announcement.remove' },
} as const;

/** Sound that waits for being heard before it is kept. */
interface Fresh {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly durationMs: number;
}

interface KeptSoundProps {
  kind: keyof typeof REQUESTS;
  label: string;
  hint: string;
  /** What the profile has. */
  kept: MachineMessage | undefined;
}

/** Words of the firm's or the operator's own: recorded here or taken from a file, heard, and then kept. */
export function KeptSound({ kind, label, hint, kept }: KeptSoundProps) {
  const { t } = useTranslation('settings');
  const ask = useAsk();
  const [recording, setRecording] = useState(false);
  const [fresh, setFresh] = useState<Fresh>();
  const [refused, setRefused] = useState<Refusal>();

  // Who leaves the screen in the middle of a recording does not leave the microphone open.
  useEffect(() => {
    if (!recording) return;
    return () => void ask('machineMessage.record', { on: false });
  }, [recording, ask]);

  async function take(bytes: Uint8Array): Promise<void> {
    const sound = await messageSound(bytes);
    setFresh('bytes' in sound ? sound : undefined);
    setRefused('refused' in sound ? sound.refused : undefined);
  }

  async function record(): Promise<void> {
    setRefused(undefined);
    setFresh(undefined);
    if (await ask('machineMessage.record', { on: true })) setRecording(true);
  }

  async function stop(): Promise<void> {
    const answer = await ask('machineMessage.record', { on: false });
    setRecording(false);
    if (answer?.bytes) await take(answer.bytes);
  }

  async function keep({ bytes }: Fresh): Promise<void> {
    if (await ask(REQUESTS[kind].save, { bytes })) setFresh(undefined);
  }

  return (
    <Row label={label} hint={hint}>
      {({ id }) => (
        <div className={classes.checks} id={id}>
          {refused && <Trouble text={t(`message.${refused}`)} />}
          {fresh ? (
            <>
              <span>{t('message.fresh', { length: seconds(fresh.durationMs) })}</span>
              <Listen bytes={fresh.bytes} label={t('message.listenNew')} />
              <div className={classes.volume}>
                <Button onClick={() => void keep(fresh)}>{t('message.save')}</Button>
                <Button variant="default" onClick={() => setFresh(undefined)}>
                  {t('message.discard')}
                </Button>
              </div>
            </>
          ) : (
            <Kept key={kept?.savedAt} kind={kind} message={kept} />
          )}
          <div className={classes.volume}>
            {recording ? (
              <Button color="red" leftSection={<IconPlayerStop size={16} />} onClick={() => void stop()}>
                {t('message.stop')}
              </Button>
            ) : (
              <Button
                variant="default"
                leftSection={<IconMicrophone size={16} />}
                onClick={() => void record()}
              >
                {t('message.record')}
              </Button>
            )}
            <FileButton
              accept="audio/*"
              onChange={(file) => void file?.arrayBuffer().then((buffer) => take(new Uint8Array(buffer)))}
            >
              {(props) => (
                <Button {...props} variant="default" disabled={recording}>
                  {t('message.choose')}
                </Button>
              )}
            </FileButton>
          </div>
        </div>
      )}
    </Row>
  );
}

/** What the profile has: to be listened to, to be removed. */
function Kept({ kind, message }: { kind: keyof typeof REQUESTS; message: MachineMessage | undefined }) {
  const { t, i18n } = useTranslation('settings');
  const core = useCore();
  const ask = useAsk();
  const [bytes, setBytes] = useState<Uint8Array<ArrayBuffer>>();
  const there = message !== undefined;
  useEffect(() => {
    if (!there) return;
    let gone = false;
    core.request(REQUESTS[kind].read, {}).then(
      (answer) => !gone && setBytes(new Uint8Array(answer.bytes)),
      // Removed elsewhere meanwhile: the line above goes with it.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [core, kind, there]);
  if (!message) return <span className={classes.hint}>{t('message.none')}</span>;
  const when = new Date(message.savedAt).toLocaleDateString(i18n.language);
  return (
    <>
      <span>{t('message.kept', { length: seconds(message.durationMs), when })}</span>
      {bytes && <Listen bytes={bytes} label={t('message.listen')} />}
      <div>
        <Button variant="default" onClick={() => void ask(REQUESTS[kind].remove, {})}>
          {t('message.remove')}
        </Button>
      </div>
    </>
  );
}

function Listen({ bytes, label }: { bytes: Uint8Array<ArrayBuffer>; label: string }) {
  const url = useMemo(() => URL.createObjectURL(new Blob([bytes], { type: 'audio/wav' })), [bytes]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  // biome-ignore lint/a11y/useMediaCaption: the operator's own words, which no file has in writing.
  return <audio controls src={url} aria-label={label} />;
}

const seconds = (ms: number): string => {
  const whole = Math.round(ms / 1000);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
};
