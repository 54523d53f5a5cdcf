/** https://www.electronjs.org/docs/latest/api/accelerator, in lower case. */
const MODIFIERS = new Set([
  ...['command', 'cmd', 'control', 'ctrl', 'commandorcontrol', 'cmdorctrl'],
  ...['alt', 'option', 'altgr', 'shift', 'super', 'meta'],
]);
const NAMED_KEYS = new Set([
  ...['plus', 'space', 'tab', 'backspace', 'delete', 'insert', 'return', 'enter', 'escape', 'esc'],
  ...['up', 'down', 'left', 'right', 'home', 'end', 'pageup', 'pagedown', 'printscreen'],
  ...['numdec', 'numadd', 'numsub', 'nummult', 'numdiv'],
]);
/** Keys that nobody types with: they may stand alone. */
const ALONE = /^(?:f(?:[1-9]|1\d|2[0-4])|media(?:nexttrack|previoustrack|stop|playpause))$/;
const TYPED = /^(?:[0-9a-z]|num\d|[!-/:-@[-`{-~])$/;

/**
 * Whether this is a key that may be taken from all other programs: one that Electron knows, with Ctrl, Alt or Super
 * unless it is a function or media key. A letter alone, or with Shift, could nobody type any more.
 */
export function isGlobalKey(accelerator: string): boolean {
  const parts = accelerator.toLowerCase().split('+');
  const key = parts.pop() ?? '';
  if (new Set(parts).size !== parts.length || parts.some((part) => !MODIFIERS.has(part))) return false;
  if (ALONE.test(key)) return true;
  return (TYPED.test(key) || NAMED_KEYS.has(key)) && parts.some((part) => part !== 'shift');
}
