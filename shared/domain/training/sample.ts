/** Account id of the calls that a new profile comes with: nobody made them. */
export const SAMPLE_LINE = 'sample';
