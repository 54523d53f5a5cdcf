import { doLongJob } from '../host/long-job-thread.ts';
import type { ExportCount, ExportJob } from './job.ts';
import { makeExport } from './make.ts';

await doLongJob<ExportJob, ExportCount>(async (job, watch) => makeExport(job, watch));
