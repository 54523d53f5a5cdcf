// The command line as a program: on a plain Node, or inside the shell of an installed one (electron/main/run-command.ts).
import { runCommandLine } from './run.ts';

process.exitCode = await runCommandLine(process.argv.slice(2));
