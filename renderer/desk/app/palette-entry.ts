/** A line of the palette: what it says, and what it does. */
export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly run: () => void;
}
