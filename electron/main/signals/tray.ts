import { Menu, nativeImage, Tray } from 'electron';
import type { Texts } from '../i18n/texts.ts';
import type { Situation } from './call-watch.ts';
import { drawIcon, type TrayState } from './icon.ts';
import { describeCaller, ringing, talking } from './live-calls.ts';

export interface TrayActions {
  open(): void;
  answer(callId: string): void;
  decline(callId: string): void;
  hangUp(callId: string): void;
  quit(): void;
}

/** The state of the line at a glance, and the way back to a hidden desk. */
export class TrayIcon {
  readonly #tray: Tray;
  readonly #texts: Texts;
  readonly #actions: TrayActions;
  #last = '';

  /** Throws where there is no tray. */
  constructor(texts: Texts, actions: TrayActions) {
    this.#texts = texts;
    this.#actions = actions;
    this.#tray = new Tray(image('offline'));
    this.#tray.on('click', () => actions.open());
  }

  update(now: Situation): void {
    const [caller] = ringing(now.calls);
    const talk = talking(now.calls);
    const state: TrayState = caller ? 'ringing' : talk ? 'talking' : now.registered ? 'ready' : 'offline';
    const call = caller ?? talk;
    const name = call ? describeCaller(call, this.#texts.say('ring.anonymous')).name : '';
    // Rebuilding a menu that stands open would close it, so only when something in it changed.
    const key = [this.#texts.language, state, call?.id, name].join('\n');
    if (key === this.#last) return;
    this.#last = key;
    this.#tray.setImage(image(state));
    this.#tray.setToolTip(this.#texts.say(`tray.${state}`, { name }));
    this.#tray.setContextMenu(Menu.buildFromTemplate(this.#menu(caller?.id, talk?.id)));
  }

  destroy(): void {
    this.#tray.destroy();
  }

  #menu(callerId: string | undefined, talkId: string | undefined): Electron.MenuItemConstructorOptions[] {
    const { say } = this.#texts;
    const actions = this.#actions;
    return [
      { label: say('tray.open'), click: () => actions.open() },
      ...(callerId
        ? [
            { label: say('ring.answer'), click: () => actions.answer(callerId) },
            { label: say('ring.decline'), click: () => actions.decline(callerId) },
          ]
        : []),
      ...(talkId ? [{ label: say('tray.hangUp'), click: () => actions.hangUp(talkId) }] : []),
      { type: 'separator' },
      { label: say('tray.quit'), click: () => actions.quit() },
    ];
  }
}

function image(state: TrayState) {
  const picture = nativeImage.createFromBitmap(drawIcon(state, 16), {
    width: 16,
    height: 16,
    scaleFactor: 1,
  });
  picture.addRepresentation({ width: 32, height: 32, scaleFactor: 2, buffer: drawIcon(state, 32) });
  return picture;
}
