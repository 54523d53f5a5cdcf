import type { Part } from '../state/parts.ts';

/** A line of the palette: what it says, and what it does. */
export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly run: () => void;
  /** Where it leads: the focus goes there too, and not back to where it was. */
  readonly leadsTo?: Part;
}
