import { answerSlowly, plainAnswers, slowLimitMs } from '../plain-answers.ts'
import type { Outgoing, RightSeller } from '../seller.ts'
import { readMessage, createSellerWith } from './right.ts'
import type { Parts, Reply } from './right.ts'

const isRefusal = ({ resultCode }: Reply): boolean => resultCode !== '000000'

/** Refuses every request with the same answer. */
const refusingBy =
  (refusal: Outgoing) =>
  (right: Parts): Partial<Parts> => ({
    respond: (reply, parts) => (isRefusal(reply) ? refusal : right.respond(reply, parts)),
  })

/** The parameters that each activity needs. */
const needed: Readonly<Record<string, readonly string[]>> = {
  newInstance: ['orderId'],
  refreshInstance: ['instanceId', 'expireTime'],
  expireInstance: ['instanceId'],
  releaseInstance: ['instanceId'],
  upgrade: ['instanceId'],
  instanceStatus: ['instanceId', 'instanceStatus'],
  queryInstance: ['instanceId'],
}

/** Checks only that the needed parameters are there, not their length or value. */
const lookingAtLittle: Partial<Parts> = {
  messageFault: (message) =>
    needed[message['activity'] ?? '']?.every((name) => message[name] !== undefined) ? undefined : '000002',
}

/** Knows only these activities, and answers others in its own way. */
const knowing =
  (activities: readonly string[], unknown: Outgoing) =>
  (right: Parts): Partial<Parts> => ({
    handle: (request, shop, parts) => {
      const parameters = parts.readQuery(request.target)
      const isKnown = activities.includes(readMessage(parameters)['activity'] ?? '')
      return isKnown || right.proofFault(parameters, parts) !== undefined
        ? right.handle(request, shop, parts)
        : Promise.resolve(unknown)
    },
  })

/** Correct sellers that do no more than they must. */
export const plainSaasV1: readonly RightSeller[] = [
  {
    name: 'has a single code of its own for all refusals, and signs none of them',
    make: createSellerWith(refusingBy(plainAnswers.ownCode)),
  },
  {
    name: 'refuses with HTTP 400',
    make: createSellerWith(refusingBy(plainAnswers.badRequest)),
  },
  { name: 'checks only what it needs', make: createSellerWith(() => lookingAtLittle) },
  {
    name: 'sells only one-time purchases, and answers {} to unknown activities',
    make: createSellerWith(knowing(['newInstance', 'releaseInstance'], plainAnswers.emptyObject)),
  },
  {
    name: 'sells subscriptions, and fails with HTTP 500 at unknown activities',
    make: createSellerWith(
      knowing(
        ['newInstance', 'refreshInstance', 'expireInstance', 'releaseInstance'],
        plainAnswers.serverError,
      ),
    ),
  },
  {
    name: 'responds slowly',
    settings: { limitMs: slowLimitMs },
    make: createSellerWith(answerSlowly),
  },
]
