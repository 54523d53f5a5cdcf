import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What can be told without a person's data in it: the shell never logs names, numbers or keys. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Log {
  info(msg: string, fields?: LogFields): void;
  warn(msg: string, fields?: LogFields): void;
  error(msg: string, fields?: LogFields): void;
}

const LEVELS = { info: 30, warn: 40, error: 50 } as const;
const MAX_BYTES = 2_000_000;

/** Lines as pino writes them, so that the core's tools read both; the file before is kept as `shell.1.log`. */
export function openLog(folder: string): Log {
  const file = join(folder, 'shell.log');
  let bytes = sizeOf(file);
  const write = (level: keyof typeof LEVELS, msg: string, fields: LogFields = {}) => {
    const line = `${JSON.stringify({ level: LEVELS[level], time: Date.now(), name: 'shell', ...fields, msg })}\n`;
    try {
      if (bytes > MAX_BYTES) {
        renameSync(file, join(folder, 'shell.1.log'));
        bytes = 0;
      }
      appendFileSync(file, line, { mode: 0o600 });
      bytes += line.length;
    } catch {
      // A full disk must not take the telephone with it.
    }
    if (level !== 'info') console.error(line.trimEnd());
  };
  return {
    info: (msg, fields) => write('info', msg, fields),
    warn: (msg, fields) => write('warn', msg, fields),
    error: (msg, fields) => write('error', msg, fields),
  };
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}
