import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { COMMANDS, type CommandName } from '../../../shared/commands.ts';

/** @param program what the person types to get here */
export const usage = (
  program: string,
): string => `Ringdesk's command line. The workstation must be closed meanwhile, but for check.

  ${program} import FILE      take customers in (CSV, XLSX, vCard)
    --duplicates fillGaps|skip|overwrite   what to do with who is there already (fillGaps)
    --country RU                           of numbers without one (the firm's)
    --dry-run                              say what the columns are, take nothing
    --rejected FILE                        where refused rows go
  ${program} export FILE      customers as a file; its ending says how: .csv, .xlsx, .vcf
    --vcard 3|4                            of .vcf: its version (4)
    --tag TAG  --relation RELATION         only these
  ${program} backup           make a backup now, into the folder that is set
  ${program} restore FOLDER   bring the newest backup of that folder back
    --list                                 only say which there are
    --backup ID                            this one
  ${program} check            look whether the base is sound; changes nothing

  --data DIR     the profile (default: your system's place for application data)
  --json         results as lines of JSON
  --user NAME    where logins are on; the password is read from RINGDESK_PASSWORD
  --help

A recovery key is read from RINGDESK_RECOVERY_KEY, so that it stands in no list of processes.
Ends with 0: done. 1: it failed. 2: asked wrongly. 3: Ringdesk runs with this data. 4: done, and some rows were refused.
5: the base is not sound. 130: cancelled.`;

export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  running: 3,
  refused: 4,
  unsound: 5,
  cancelled: 130,
} as const;

export interface Asked {
  readonly command: CommandName;
  /** Absolute: the table, the file to be made, or the folder of backups. */
  readonly path: string | undefined;
  readonly data: string | undefined;
  readonly json: boolean;
  readonly user: string | undefined;
  readonly duplicates: 'fillGaps' | 'skip' | 'overwrite' | undefined;
  readonly country: string | undefined;
  readonly dryRun: boolean;
  readonly rejected: string | undefined;
  readonly tag: string | undefined;
  readonly relation: string | undefined;
  readonly vcard: 3 | 4;
  readonly list: boolean;
  readonly backup: string | undefined;
}

/** Asked in a way that means nothing; the message says what is wrong. */
export class UsageError extends Error {}

/** @param cwd what relative paths are relative to: where the person stands. @returns undefined: help is wanted */
export function parseCommand(argv: readonly string[], cwd: string): Asked | undefined {
  const { values, positionals } = parse(argv);
  if (values.help || argv.length === 0) return undefined;
  const [name = '', path, ...more] = positionals;
  const command = COMMANDS.find((each) => each === name);
  if (!command) throw new UsageError(`There is no command "${name}". There are: ${COMMANDS.join(', ')}.`);
  if (more.length > 0) throw new UsageError(`"${more[0]}" is one word too many.`);
  const needsPath = command === 'import' || command === 'export' || command === 'restore';
  if (needsPath && path === undefined)
    throw new UsageError(`${command} needs a ${command === 'restore' ? 'folder' : 'file'}.`);
  if (!needsPath && path !== undefined) throw new UsageError(`"${path}" is one word too many.`);
  const duplicates = (['fillGaps', 'skip', 'overwrite'] as const).find((each) => each === values.duplicates);
  if (values.duplicates !== undefined && !duplicates)
    throw new UsageError('--duplicates is one of fillGaps, skip, overwrite.');
  if (values.country !== undefined && !/^[A-Z]{2}$/.test(values.country))
    throw new UsageError('--country is two capital letters, such as RU.');
  if (values.vcard !== undefined && values.vcard !== '3' && values.vcard !== '4')
    throw new UsageError('--vcard is 3 or 4.');
  const at = (written: string | undefined) => (written === undefined ? undefined : resolve(cwd, written));
  return {
    command,
    path: at(path),
    data: at(values.data),
    json: values.json === true,
    user: values.user,
    duplicates,
    country: values.country,
    dryRun: values['dry-run'] === true,
    rejected: at(values.rejected),
    tag: values.tag,
    relation: values.relation,
    vcard: values.vcard === '3' ? 3 : 4,
    list: values.list === true,
    backup: values.backup,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        json: { type: 'boolean' },
        user: { type: 'string' },
        duplicates: { type: 'string' },
        country: { type: 'string' },
        'dry-run': { type: 'boolean' },
        rejected: { type: 'string' },
        tag: { type: 'string' },
        relation: { type: 'string' },
        vcard: { type: 'string' },
        list: { type: 'boolean' },
        backup: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
