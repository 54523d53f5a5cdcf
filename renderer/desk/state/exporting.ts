import { create } from 'zustand';
import type { SegmentFilter } from '../../../shared/contract/segments.ts';

/** Whom somebody wants as a file: the dialog stands in front of whatever screen it was asked from. */
export const useExportAsked = create<{ filter: SegmentFilter | undefined }>(() => ({ filter: undefined }));

export const askToExport = (filter: SegmentFilter) => useExportAsked.setState({ filter });
export const closeExport = () => useExportAsked.setState({ filter: undefined });
