/** Gives a file to the person, the browser's way. */
export function offerFile(blob: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  // The browser has taken the address by then; a minute is for a slow disk.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
