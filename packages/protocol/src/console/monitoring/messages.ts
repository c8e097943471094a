import {
  defineId,
  defineList,
  defineObject,
  defineOneOf,
  defineOptional,
  flag,
  number,
  string,
  text,
  time,
} from '../members.ts'
import { defineReplacedMessages } from '../messages.ts'
import { consequences, failureCauses, interfaceTasks, repairWays } from './kinds.ts'

const ofProduct = { productId: defineId('prd'), name: text }
const failed = { cause: defineOneOf(failureCauses), failures: number }
/** What comes next if it goes on: after how many more failures, and at the earliest when, if that is known. */
const next = defineObject({
  what: defineOneOf(consequences),
  left: number,
  at: defineOptional(time),
})

const sellerMessages = defineReplacedMessages('interfaces', {
  /** R239: a dial test has failed. */
  dial_test_failed: {
    ...ofProduct,
    dialTestId: defineId('dlt'),
    at: time,
    failedScenes: defineList(string),
    calls: number,
  },
  /** R238, R240: before the product is frozen or delisted. */
  interface_warned: { ...ofProduct, ...failed, next: defineOptional(next) },
  interface_frozen: { ...ofProduct, ...failed, next: defineOptional(next) },
  interface_unfrozen: { ...ofProduct, by: defineOneOf(repairWays), reason: defineOptional(string) },
  /** `reason`: an operator has delisted it earlier. */
  interface_delisted: { ...ofProduct, ...failed, reason: defineOptional(string) },
  /** A check of a delisted product's interface has passed: its seller may ask for relisting. */
  interface_repaired: { ...ofProduct, dialTestId: defineId('dlt') },
  relisting_decided: { ...ofProduct, approved: flag, reason: string },
  interface_deferred: { ...ofProduct, until: time, reason: string },
  dial_tests_switched: { ...ofProduct, on: flag, reason: string },
})

/** What waits for an operator. */
const operatorMessages = defineReplacedMessages('queues', {
  interface_task: {
    ...ofProduct,
    ...failed,
    what: defineOneOf(interfaceTasks),
    seller: defineObject({ id: defineId('sel'), name: text }),
    next: defineOptional(next),
    note: defineOptional(string),
  },
})

/** To buyers with a service of the product: it goes on, and can be renewed only while the product is on sale. */
const buyerMessages = defineReplacedMessages('services', {
  product_availability: { ...ofProduct, isOnSale: flag, seller: text },
})

export const monitoringMessages = { ...sellerMessages, ...operatorMessages, ...buyerMessages }
