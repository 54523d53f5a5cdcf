/** The contract's limits, characters and how many; a longer value refuses the row instead of being cut in silence. */
export const LIMITS = {
  name: 300,
  short: 200,
  needs: 2000,
  tag: 60,
  tags: 50,
  about: 10_000,
  phone: 100,
  phones: 50,
  address: 500,
  addresses: 20,
};
