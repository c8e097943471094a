import { answerSlowly, plainAnswers, slowLimitMs } from '../plain-answers.ts'
import type { Outgoing, RightSeller } from '../seller.ts'
import { respond, createSellerWith } from './right.ts'
import type { Message, Parts } from './right.ts'

const isRefusal = ({ resultCode }: Message): boolean => resultCode !== '000000' && resultCode !== '000004'

/** Refuses every request with the same answer. */
const refusingBy = (refusal: Outgoing) => (): Partial<Parts> => ({
  respond: (reply) => (isRefusal(reply) ? refusal : respond(reply)),
})

/** The members that each activity needs. */
const needed: Readonly<Record<string, readonly string[]>> = {
  newInstance: ['orderId', 'orderLineId'],
  queryInstance: ['instanceId'],
  refreshInstance: ['instanceId', 'expireTime'],
  updateInstanceStatus: ['instanceId', 'status'],
  releaseInstance: ['instanceId'],
  upgradeInstance: ['instanceId', 'orderId'],
  changeInstanceCheck: ['instanceId', 'productInfo'],
}

/** Checks only that the needed members are there, not their type, length or value. */
const lookingAtLittle: Partial<Parts> = {
  messageFault: (message) => {
    const activity = String(message['activity'])
    const names = Object.hasOwn(needed, activity) ? needed[activity] : undefined
    return names?.every((name) => (message[name] ?? undefined) !== undefined) ? undefined : '000002'
  },
}

const soldOnce = ['newInstance', 'queryInstance', 'releaseInstance']

/** Knows only the activities of a product that is sold once, and answers others in its own way. */
const sellingOnceFor =
  (unknown: Outgoing) =>
  (right: Parts): Partial<Parts> => ({
    handle: (request, shop, parts) => {
      const activity = right.readBody(request.body)?.['activity']
      const isKnown = soldOnce.includes(String(activity)) || parts.proofFault(request, right) !== undefined
      return isKnown ? right.handle(request, shop, parts) : Promise.resolve(unknown)
    },
  })

/** Correct sellers that do no more than they must. */
export const plainSaasV2: readonly RightSeller[] = [
  {
    name: 'has a single code of its own for all refusals',
    make: createSellerWith(refusingBy(plainAnswers.ownCode)),
  },
  {
    name: 'refuses with HTTP 400',
    make: createSellerWith(refusingBy(plainAnswers.badRequest)),
  },
  {
    name: 'checks only what it needs, and stores no nonces',
    make: createSellerWith(() => ({ ...lookingAtLittle, nonces: { isNew: () => true } })),
  },
  {
    name: 'sells only one-time purchases, and answers {} to unknown activities',
    make: createSellerWith(sellingOnceFor(plainAnswers.emptyObject)),
  },
  {
    name: 'sells only one-time purchases, and fails with HTTP 500 at unknown activities',
    make: createSellerWith(sellingOnceFor(plainAnswers.serverError)),
  },
  {
    name: 'responds slowly',
    settings: { limitMs: slowLimitMs },
    make: createSellerWith(answerSlowly),
  },
]
