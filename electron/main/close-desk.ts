import { type BrowserWindow, dialog } from 'electron';
import type { Texts } from './i18n/texts.ts';

export interface CloseOptions {
  readonly texts: Texts;
  readonly isQuitting: () => boolean;
  readonly hasTray: () => boolean;
  /** Name of whom the operator talks with; undefined: nobody. */
  readonly talksWith: () => string | undefined;
  /** The window went to the tray. */
  readonly onHidden: () => void;
  readonly quit: () => void;
}

/**
 * What closing the desk means: to the tray when there is one, else the end of the program; during a talk it is
 * asked first, beside the talk and without stopping it.
 */
export function closePolicy(options: CloseOptions): (window: BrowserWindow) => boolean {
  let asking = false;
  return (window) => {
    if (options.isQuitting()) return true;
    if (options.hasTray()) {
      window.hide();
      options.onHidden();
      return false;
    }
    const name = options.talksWith();
    if (name === undefined) {
      options.quit();
      return false;
    }
    if (asking) return false;
    asking = true;
    const { say } = options.texts;
    void dialog
      .showMessageBox(window, {
        type: 'question',
        title: say('quit.title'),
        message: say('quit.message', { name }),
        detail: say('quit.detail'),
        buttons: [say('quit.stay'), say('quit.leave')],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      })
      .then(({ response }) => {
        asking = false;
        if (response === 1) options.quit();
      });
    return false;
  };
}
