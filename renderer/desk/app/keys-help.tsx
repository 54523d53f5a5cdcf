import { Modal } from '@mantine/core';
import { useTranslation } from '../../i18n/index.ts';
import { BESIDE_CALLS, KeyHint } from '../../ui/index.ts';
import classes from './keys-help.module.css';

const GROUPS = [
  {
    name: 'always',
    rows: [
      ['F2', 'main'],
      ['F4', 'end'],
      ['/', 'dial'],
      ['Ctrl+K', 'palette'],
      ['D', 'state'],
      ['C', 'colleagues'],
      ['N', 'cardNote'],
      ['F6', 'parts'],
      ['Ctrl+Z', 'undo'],
      ['Esc', 'pane'],
      ['?', 'help'],
    ],
  },
  {
    name: 'free',
    rows: [
      ['R', 'redial'],
      ['↑', 'lastNumber'],
      ['Ctrl+V', 'paste'],
      ['V', 'voicemail'],
    ],
  },
  {
    name: 'list',
    rows: [
      ['F2', 'dialNext'],
      ['1…9', 'offeredNumber'],
      ['F3', 'skip'],
      ['Shift+F3', 'skipUntil'],
      ['F8', 'pauseList'],
      ['Shift+F8', 'leaveList'],
    ],
  },
  {
    name: 'ringing',
    rows: [
      ['S', 'silence'],
      ['Shift+1…9', 'match'],
    ],
  },
  {
    name: 'talking',
    rows: [
      ['M', 'mute'],
      ['P', 'pauseRecording'],
      ['H', 'hold'],
      ['T', 'transfer'],
      ['Shift+↵', 'askFirst'],
      ['V', 'machine'],
      ['K', 'keypad'],
      ['S', 'swap'],
      ['N', 'note'],
    ],
  },
  {
    name: 'script',
    rows: [
      ['1…9', 'answer'],
      ['↵', 'goOn'],
      ['⌫', 'scriptBack'],
      ['/', 'objections'],
      ['Q', 'aside'],
    ],
  },
  {
    name: 'together',
    rows: [
      ['G', 'handOver'],
      ['A', 'allTogether'],
      ['B', 'back'],
      ['P', 'pickUp'],
    ],
  },
  {
    name: 'wrapUp',
    rows: [
      ['1…9', 'outcome'],
      ['0', 'firstLevel'],
      ['P', 'nextCall'],
      ['N', 'note'],
    ],
  },
] as const;

export function KeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('common');
  return (
    <Modal opened={opened} onClose={onClose} title={t('keys.title')} size={760} {...BESIDE_CALLS}>
      <Keys />
    </Modal>
  );
}

/** Made only while somebody looks. */
function Keys() {
  const { t } = useTranslation('common');
  return (
    <>
      <p className={classes.intro}>{t('keys.intro')}</p>
      <div className={classes.groups}>
        {GROUPS.map(({ name, rows }) => (
          <section key={name}>
            <h2 className={classes.title}>{t(`keys.group.${name}`)}</h2>
            <dl className={classes.list}>
              {rows.map(([key, what]) => (
                <div key={key} className={classes.row}>
                  <dt>
                    <KeyHint>{key}</KeyHint>
                    <span className="rd-sr">{key}</span>
                  </dt>
                  <dd>{t(`keys.${what}`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </>
  );
}
