// Checks that are another program's: the compiler, and formatter and linter in one.
import { spawn } from 'node:child_process';
import { join, relative } from 'node:path';
import type { CheckResult } from './result.ts';

/** Every layer compiled with only the globals that it may know (tsconfig.json and its references). */
export async function checkTypes(root: string): Promise<CheckResult> {
  const { code, output } = await runNode(root, [
    'node_modules/typescript/bin/tsc',
    '-b',
    '--pretty',
    'false',
  ]);
  return { name: 'types', problems: lines(output, code, 'tsc') };
}

/** Formatting and lint rules of biome.json. */
export async function checkFormat(root: string): Promise<CheckResult> {
  // The reporter for GitHub is the one with a line for each finding.
  const options = ['ci', '--reporter=github', '--colors=off', '--max-diagnostics=none'];
  const { code, output } = await runNode(root, ['node_modules/@biomejs/biome/bin/biome', ...options, '.']);
  if (code === 0) return { name: 'format and lint', problems: [] };
  const findings = [
    ...output.matchAll(/^::(?:error|warning) title=([^,]*),file=([^,]*),line=(\d+),[^:]*::(.*)$/gm),
  ].map(([, rule, file = '', line, text]) => `${relative(root, file)}:${line} ${rule}: ${text}`);
  return { name: 'format and lint', problems: findings.length > 0 ? findings : lines(output, code, 'biome') };
}

function lines(output: string, code: number, tool: string): string[] {
  const found = output.split('\n').filter((line) => line.trim() !== '');
  if (code === 0) return [];
  return found.length > 0 ? found : [`${tool} ended with code ${code} and said nothing`];
}

function runNode(root: string, [script, ...args]: string[]): Promise<{ code: number; output: string }> {
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, [join(root, script ?? ''), ...args], { cwd: root });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.once('error', reject);
    child.once('close', (code) => done({ code: code ?? 1, output }));
  });
}
