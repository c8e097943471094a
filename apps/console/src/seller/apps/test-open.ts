import type { AppCredential } from '@loggia/protocol/console'

/** How often a page looks while the seller's server is being told. */
export const whileOpenMs = 2_000

/** Whether the seller's server is being told of the test account. */
export const isTestOpen = ({ test }: Pick<AppCredential, 'test'>): boolean => !test.confirmed && !test.asks
