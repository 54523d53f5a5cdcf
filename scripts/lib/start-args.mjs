// The command line of `npm start`.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PlainError } from './plain-error.mjs';

export const USAGE = `Ringdesk, the call-centre workstation.

  npm start                       the desktop window, or the browser mode where there can be none
  npm start -- --browser          serve the workstation to a browser on this computer and print its address
  npm start -- --desktop          the desktop window or an error

  --port N      port of the browser mode (default: chosen by the program)
  --data DIR    folder for the data base and the recordings (default: your system's place for application data)
  --empty       without the training line and the sample customers
  --help        this text`;

const HINT = '"npm start -- --help" lists what there is.';

/**
 * @param {string[]} argv
 * @param {string} cwd what a relative --data is relative to: where the person stands, not the project
 * @returns {{ help: boolean, mode: 'auto' | 'browser' | 'desktop', port?: number, data?: string, empty: boolean }}
 */
export function parseStartArgs(argv, cwd) {
  const values = parse(argv);
  if (values.browser && values.desktop)
    throw new PlainError('--browser and --desktop exclude each other: choose one.');
  if (values.data === '') throw new PlainError('--data needs a folder.');
  return {
    help: values.help ?? false,
    mode: values.browser ? 'browser' : values.desktop ? 'desktop' : 'auto',
    ...(values.port === undefined ? {} : { port: parsePort(values.port) }),
    ...(values.data === undefined ? {} : { data: resolve(cwd, values.data) }),
    empty: values.empty ?? false,
  };
}

function parse(argv) {
  try {
    return parseArgs({
      args: argv,
      options: {
        browser: { type: 'boolean' },
        desktop: { type: 'boolean' },
        port: { type: 'string' },
        data: { type: 'string' },
        empty: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new PlainError(`${explain(error, argv)} ${HINT}`);
  }
}

function explain(error, argv) {
  const named = /'(-[^'\s<]+)/.exec(error.message)?.[1];
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
    return `npm start does not know ${named ?? 'this option'}.`;
  if (error.code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') {
    const word = argv.find(
      (arg, index) => !arg.startsWith('-') && !/^--(port|data)$/.test(argv[index - 1] ?? ''),
    );
    return `npm start does not know what to do with "${word}".`;
  }
  return `${named ?? 'An option'} was not given as it should be (${error.message}).`;
}

function parsePort(text) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new PlainError(`--port needs a number from 0 to 65535 (0: any free port), not "${text}".`);
}
