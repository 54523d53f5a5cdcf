import type { ReportFilter, ReportSelection } from '../../../../shared/contract/reports.ts';
import { Talks } from '../talk-list.tsx';
import { useReport } from '../use-report.ts';

/** More than anybody reads. */
const LIMIT = 300;

export interface OpenedFigure {
  readonly title: string;
  readonly selection: ReportSelection;
}

interface ReportCallsProps {
  readonly filter: ReportFilter;
  readonly opened: OpenedFigure;
  readonly onBack: () => void;
}

/** The calls behind a figure. */
export function ReportCalls({ filter, opened: { title, selection }, onBack }: ReportCallsProps) {
  const report = useReport('reports.calls', { ...filter, ...selection, limit: LIMIT });
  return <Talks title={title} report={report} onBack={onBack} />;
}
