/** What an administrator does without the screen (docs/command-line.md). The shell hands these on to the command line. */
export const COMMANDS = ['import', 'export', 'backup', 'restore', 'check'] as const;
export type CommandName = (typeof COMMANDS)[number];
