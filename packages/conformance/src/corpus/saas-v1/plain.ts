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
    name: 'has one code of its own for all refusals, and signs none',
    make: createSellerWith(refusingBy(plainAnswers.ownCode)),
  },
  {
    name: 'refuses by HTTP 400',
    make: createSellerWith(refusingBy(plainAnswers.badRequest)),
  },
  { name: 'looks at what it needs alone', make: createSellerWith(() => lookingAtLittle) },
  {
    name: 'sells once for all, and answers {} to what it does not know',
    make: createSellerWith(knowing(['newInstance', 'releaseInstance'], plainAnswers.emptyObject)),
  },
  {
    name: 'sells periods, and fails with HTTP 500 at what it does not know',
    make: createSellerWith(
      knowing(
        ['newInstance', 'refreshInstance', 'expireInstance', 'releaseInstance'],
        plainAnswers.serverError,
      ),
    ),
  },
  {
    name: 'needs its time for each answer',
    settings: { limitMs: slowLimitMs },
    make: createSellerWith(answerSlowly),
  },
]
