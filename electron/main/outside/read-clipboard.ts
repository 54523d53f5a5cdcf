import { clipboard } from 'electron';

/** As Electron had it before 44 (where the tests' one stands): at once, and the clipboard chosen by a word. */
interface OldClipboard {
  readText(type?: 'clipboard' | 'selection'): string;
}

/** Where text that is only marked can be read; elsewhere it has to be copied first. */
export const SELECTION = process.platform === 'linux' ? 'marked' : 'copied';

export const readCopied = async (): Promise<string> => clipboard.readText();

/** What is marked with the mouse in any program (X11's primary selection); what was copied where there is no such thing. */
export async function readSelection(): Promise<string> {
  if (SELECTION === 'copied') return readCopied();
  const { selection } = clipboard as { selection?: typeof clipboard };
  return selection ? selection.readText() : (clipboard as unknown as OldClipboard).readText('selection');
}
