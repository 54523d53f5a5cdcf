import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { DesktopState } from '../../../shared/contract/desktop.ts';

export const SCHEMES = ['tel', 'sip', 'callto'] as const;

/** How the system starts us for a link. */
export interface OwnCommand {
  readonly program: string;
  /** Before the link; in a run from the source the folder of the program, and the profile when it is not the usual one. */
  readonly args: readonly string[];
}

export interface LinksOptions {
  readonly command: OwnCommand;
  readonly platform?: NodeJS.Platform;
  readonly env?: NodeJS.ProcessEnv;
  /** `app`, for Windows and macOS. */
  readonly app: {
    setAsDefaultProtocolClient(scheme: string, path?: string, args?: string[]): boolean;
    removeAsDefaultProtocolClient(scheme: string, path?: string, args?: string[]): boolean;
    isDefaultProtocolClient(scheme: string, path?: string, args?: string[]): boolean;
  };
}

/**
 * Makes this program the one that opens telephone links of other programs, or gives them back.
 * The installed program is one of the system's choices in any case; this makes it the chosen one.
 */
export async function openLinksHere(wanted: boolean, options: LinksOptions): Promise<DesktopState['links']> {
  const platform = options.platform ?? process.platform;
  const done =
    platform === 'linux'
      ? await onLinux(wanted, options.command, options.env ?? process.env)
      : bySystem(wanted, options, platform);
  if (!wanted) return 'off';
  return done ? 'on' : 'refused';
}

/**
 * How links stand at a start with the setting on. Nothing is taken back from a program that the person chose since;
 * only the command of our own entry is brought up to date, since the program may have moved.
 */
export async function linksAtStart(options: LinksOptions): Promise<DesktopState['links']> {
  const platform = options.platform ?? process.platform;
  const env = options.env ?? process.env;
  if (platform !== 'linux') {
    const ours = SCHEMES.every((scheme) =>
      options.app.isDefaultProtocolClient(scheme, ...how(options, platform)),
    );
    return ours ? 'on' : 'elsewhere';
  }
  if (!writeEntry(options.command, env)) return 'refused';
  const { output } = await run('xdg-mime', ['query', 'default', 'x-scheme-handler/tel'], env);
  return output.trim() === ENTRY ? 'on' : 'elsewhere';
}

/** macOS knows programs by their bundle, Windows by the command in its registry. */
const how = ({ command }: LinksOptions, platform: NodeJS.Platform): [string?, string[]?] =>
  platform === 'darwin' ? [] : [command.program, [...command.args, '--']];

function bySystem(wanted: boolean, options: LinksOptions, platform: NodeJS.Platform): boolean {
  const { app } = options;
  return SCHEMES.map((scheme) =>
    wanted
      ? app.setAsDefaultProtocolClient(scheme, ...how(options, platform))
      : app.removeAsDefaultProtocolClient(scheme, ...how(options, platform)),
  ).every(Boolean);
}

/** Of our own beside one that a package brought: an AppImage, an unpacked folder and a run from the source have none. */
const ENTRY = 'ringdesk-links.desktop';
/** xdg-mime is a shell script that asks the desktop. */
const PATIENCE_MS = 10_000;

/**
 * freedesktop.org: an entry of the person's own names the command and the schemes, and `xdg-mime` makes it the default.
 * Taken back by removing the entry; the desktop then asks the next program that knows such links.
 */
async function onLinux(wanted: boolean, command: OwnCommand, env: NodeJS.ProcessEnv): Promise<boolean> {
  if (!wanted) {
    rmSync(join(applications(env), ENTRY), { force: true });
    return true;
  }
  if (!writeEntry(command, env)) return false;
  const types = SCHEMES.map((scheme) => `x-scheme-handler/${scheme}`);
  return (await run('xdg-mime', ['default', ENTRY, ...types], env)).ok;
}

const applications = (env: NodeJS.ProcessEnv): string =>
  join(env.XDG_DATA_HOME || join(env.HOME || homedir(), '.local/share'), 'applications');

function writeEntry(command: OwnCommand, env: NodeJS.ProcessEnv): boolean {
  try {
    mkdirSync(applications(env), { recursive: true });
    writeFileSync(join(applications(env), ENTRY), desktopEntry(command));
    return true;
  } catch {
    return false;
  }
}

function run(
  program: string,
  args: string[],
  env: NodeJS.ProcessEnv,
): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    execFile(program, args, { env, timeout: PATIENCE_MS }, (error, output) =>
      resolve({ ok: error === null, output }),
    );
  });
}

/** https://specifications.freedesktop.org/desktop-entry-spec/latest/ */
export function desktopEntry({ program, args }: OwnCommand): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Ringdesk',
    'NoDisplay=true',
    'StartupNotify=false',
    `Exec=${[program, ...args].map(execWord).join(' ')} %u`,
    `MimeType=${SCHEMES.map((scheme) => `x-scheme-handler/${scheme};`).join('')}`,
    '',
  ].join('\n');
}

/** A word of an Exec line: quoted, its own escapes doubled since the value of a key is unescaped first, `%` doubled. */
function execWord(word: string): string {
  const quoted = word.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  return `"${quoted.replaceAll('\\', '\\\\')}"`;
}

/**
 * @param appPath the program's folder, which Electron has to be told in a run from the source
 * @param data the profile that was asked for on the command line
 */
export function ownCommand(
  isPackaged: boolean,
  execPath: string,
  appPath: string,
  data: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): OwnCommand {
  return {
    // An AppImage runs from a mount that is gone tomorrow.
    program: (isPackaged && env.APPIMAGE) || execPath,
    args: [...(isPackaged ? [] : [appPath]), ...(data === undefined ? [] : ['--data', data])],
  };
}
