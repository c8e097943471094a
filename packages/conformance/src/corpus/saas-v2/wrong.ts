import type { WrongSeller } from '../seller.ts'
import { createSellerWith } from './right.ts'
import type { Message, Parts, Shop, SoldInstance } from './right.ts'

/** A wrong seller, described by its difference from the correct one. */
export type Wrong = Omit<WrongSeller, 'make'> & { readonly change: (right: Parts) => Partial<Parts> }

export const createWrongSellers = (wrongs: readonly Wrong[]): WrongSeller[] =>
  wrongs.map(({ change, ...wrong }) => ({ ...wrong, make: createSellerWith(change) }))

type CarryOut = Parts['carryOut']

/** Carries out one activity differently. */
export const carryOutOtherwise =
  (activity: string, other: (...given: [...Parameters<CarryOut>, right: Parts]) => ReturnType<CarryOut>) =>
  (right: Parts): Partial<Parts> => ({
    carryOut: (message, shop, parts) =>
      message['activity'] === activity
        ? other(message, shop, parts, right)
        : right.carryOut(message, shop, parts),
  })

export const internalError: Message = { resultCode: '000005', resultMsg: 'Something went wrong.' }

/** Answers an internal error if `isTooMuch` is true for a message of the activity. */
export const failIf = (
  activity: string,
  isTooMuch: (instance: SoldInstance, message: Message) => boolean,
): ((right: Parts) => Partial<Parts>) =>
  carryOutOtherwise(activity, (message, shop, parts, right) => {
    const instance = findInstance(message, shop)
    return instance && isTooMuch(instance, message) ? internalError : right.carryOut(message, shop, parts)
  })

export const findInstance = (message: Message, shop: Shop): SoldInstance | undefined =>
  shop.byId.get(String(message['instanceId']))

/** Refuses messages that a correct seller accepts. */
export const refuseIf =
  (isRefused: (message: Message) => boolean, code = '000002') =>
  (right: Parts): Partial<Parts> => ({
    messageFault: (message) => (isRefused(message) ? code : right.messageFault(message)),
  })

/** Accepts messages that a correct seller refuses, by reading them differently. */
export const readAs =
  (mend: (message: Message) => Message) =>
  (right: Parts): Partial<Parts> => ({
    messageFault: (message) => right.messageFault(mend(message)),
    carryOut: (message, shop, parts) => right.carryOut(mend(message), shop, parts),
  })
