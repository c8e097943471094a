import type { WrongSeller } from '../seller.ts'
import { createSellerWith } from './right.ts'
import type { Parts, Reply, Shop } from './right.ts'
import { findFaults } from './tables.ts'
import type { Message } from './tables.ts'

type Change = (right: Parts) => Partial<Parts>

/** A seller with one defect, described by the part that is replaced. */
export type Wrong = Omit<WrongSeller, 'make'> & { readonly change: Change }

export const createWrongSellers = (wrongs: readonly Wrong[]): readonly WrongSeller[] =>
  wrongs.map(({ change, ...wrong }) => ({ ...wrong, make: createSellerWith(change) }))

/** Refuses messages of one kind that a correct seller carries out. */
export const refuseIf =
  (isOdd: (message: Message, shop: Shop) => boolean, code = '000005'): Change =>
  (right) => ({
    carryOut: (message, shop, parts) =>
      isOdd(message, shop)
        ? { resultCode: code, resultMsg: 'This is not done here.' }
        : right.carryOut(message, shop, parts),
  })

/** Carries out messages in spite of these faults of {@link findFaults}. */
export const overlookFaults =
  (isOverlooked: (fault: string, message: Message) => boolean): Change =>
  () => ({
    messageFault: (message) =>
      findFaults(message).every((fault) => isOverlooked(fault, message)) ? undefined : '000002',
  })

/** Changes the answers to one activity. */
export const changeAnswers =
  (activity: string, change: (reply: Reply, message: Message) => Reply): Change =>
  (right) => ({
    carryOut: async (message, shop, parts) => {
      const reply = await right.carryOut(message, shop, parts)
      return message['activity'] === activity ? change(reply, message) : reply
    },
  })

/** Whether a message is of this activity, and odd if that is asked. */
export const isActivity =
  (activity: string, isOdd: (message: Message) => boolean = () => true) =>
  (message: Message): boolean =>
    message['activity'] === activity && isOdd(message)

/** Ids of checks with a common beginning; `ends` are separated by blanks. */
export const toIds = (start: string, ends: string): [string, ...string[]] =>
  ends.split(' ').map((end) => `${start}.${end}`) as [string, ...string[]]

/** The same ids with each of these beginnings. */
export const toIdsInEach = (places: readonly string[], id: string): [string, ...string[]] =>
  places.map((place) => `v1.${place}.${id}`) as [string, ...string[]]
