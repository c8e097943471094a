import type { WrongSeller } from '../seller.ts'
import { createSellerWith } from './right.ts'
import type { Parts, Reply, Shop } from './right.ts'
import { findFaults } from './tables.ts'
import type { Message } from './tables.ts'

type Change = (right: Parts) => Partial<Parts>

/** A seller with one defect, by the part that it has in place of the right one. */
export type Wrong = Omit<WrongSeller, 'make'> & { readonly change: Change }

export const createWrongSellers = (wrongs: readonly Wrong[]): readonly WrongSeller[] =>
  wrongs.map(({ change, ...wrong }) => ({ ...wrong, make: createSellerWith(change) }))

/** Refuses messages of this kind that a right seller carries out. */
export const refuseIf =
  (isOdd: (message: Message, shop: Shop) => boolean, code = '000005'): Change =>
  (right) => ({
    carryOut: (message, shop, parts) =>
      isOdd(message, shop)
        ? { resultCode: code, resultMsg: 'This is not done here.' }
        : right.carryOut(message, shop, parts),
  })

/** Carries out messages whatever is said against them by these faults of {@link findFaults}. */
export const overlookFaults =
  (isOverlooked: (fault: string, message: Message) => boolean): Change =>
  () => ({
    messageFault: (message) =>
      findFaults(message).every((fault) => isOverlooked(fault, message)) ? undefined : '000002',
  })

/** Changes what is answered to one activity. */
export const changeAnswers =
  (activity: string, change: (reply: Reply, message: Message) => Reply): Change =>
  (right) => ({
    carryOut: async (message, shop, parts) => {
      const reply = await right.carryOut(message, shop, parts)
      return message['activity'] === activity ? change(reply, message) : reply
    },
  })

/** Ids of checks with the same beginning, by their ends with blanks between. */
export const toIds = (start: string, ends: string): [string, ...string[]] =>
  ends.split(' ').map((end) => `${start}.${end}`) as [string, ...string[]]

/** The same ids of checks for each of these beginnings. */
export const toIdsInEach = (places: readonly string[], id: string): [string, ...string[]] =>
  places.map((place) => `v1.${place}.${id}`) as [string, ...string[]]
