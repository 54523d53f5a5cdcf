export class Tally {
  passed: number;
  skipped: number;
  failures: string[];
  add(name: string, ok: boolean): void;
  closingLine(): string;
}
export interface VitestReport {
  testResults?: Array<{
    name: string;
    status: string;
    message?: string;
    assertionResults: Array<{ status: string; fullName: string }>;
  }>;
}
export function addVitestReport(
  tally: Tally,
  stage: string,
  report: VitestReport | undefined,
  exitCode: number,
): { total: number; files: number };
