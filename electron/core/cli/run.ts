import envPaths from 'env-paths';
import { Failure } from '../../../shared/contract/failure.ts';
import { type Asked, EXIT, parseCommand, UsageError, usage } from './args.ts';
import { backUp, restore } from './backups.ts';
import { checkBase } from './check-base.ts';
import { openCore } from './core.ts';
import { createOutput } from './output.ts';
import { type Commanded, checkAsked, exportTable, importTable } from './tables.ts';

/** Somebody pressed Ctrl+C. */
class Interrupted extends Error {}

/**
 * What an administrator does without the screen (docs/command-line.md).
 *
 * @param argv the words behind the program's name
 * @returns the exit code, one of `EXIT`; everything that was opened is closed by then
 */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  // The core's own clocks hold no process; this one does, until the command is over.
  const awake = setInterval(() => {}, 60_000);
  try {
    return await command(argv);
  } finally {
    clearInterval(awake);
  }
}

async function command(argv: readonly string[]): Promise<number> {
  // npm puts a name of its own before ours, and stands in the project's folder.
  const byNpm = process.env.npm_lifecycle_event === 'ringdesk';
  const program = byNpm ? 'npm run ringdesk --' : 'ringdesk';
  let output = createOutput(argv.includes('--json'), '');
  let asked: Asked | undefined;
  try {
    asked = parseCommand(argv, (byNpm && process.env.INIT_CWD) || process.cwd());
    if (!asked) {
      console.log(usage(program));
      return EXIT.done;
    }
    output = createOutput(asked.json, asked.command);
    return await perform(asked, output);
  } catch (error) {
    if (error instanceof Interrupted) {
      output.result('Cancelled.', { result: 'cancelled' });
      return EXIT.cancelled;
    }
    output.failure(error);
    if (error instanceof UsageError) {
      if (!asked) console.error(`"${program} --help" lists what there is.`);
      return EXIT.usage;
    }
    return error instanceof Failure && error.code === 'alreadyRunning' ? EXIT.running : EXIT.failed;
  }
}

async function perform(asked: Asked, output: Commanded['output']): Promise<number> {
  const dataDir = asked.data ?? envPaths('Ringdesk', { suffix: '' }).data;
  if (asked.command === 'check') return checkBase(dataDir, output);
  checkAsked(asked);
  const stop = new AbortController();
  // The second one is for who cannot wait.
  const interrupt = () =>
    stop.signal.aborted ? process.exit(EXIT.cancelled) : stop.abort(new Interrupted());
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  const core = await openCore(dataDir, asked.user);
  try {
    const commanded: Commanded = { client: core.client, asked, output, signal: stop.signal };
    let after: (() => void) | undefined;
    let exit: number;
    try {
      if (asked.command === 'import') exit = await importTable(commanded);
      else if (asked.command === 'export') exit = await exportTable(commanded);
      else if (asked.command === 'backup') exit = await backUp(commanded);
      else ({ exit, after } = await restore(commanded, dataDir));
    } finally {
      await core.close();
    }
    after?.();
    return exit;
  } finally {
    core.release();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}
