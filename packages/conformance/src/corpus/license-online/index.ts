import { proofsTaken } from '../saas-v2/index.ts'
import { answerSlowly, plainAnswers } from '../plain-answers.ts'
import type { Outgoing, RightSeller, WrongSeller } from '../seller.ts'
import { createDyingSeller, createRefusersOfAll } from '../strangers.ts'
import { createOnlineSeller } from './right.ts'
import { toOnlineIds, wrongOnline } from './wrong.ts'

/** Correct sellers of online activation. */
export const rightLicenseOnline: readonly RightSeller[] = [
  { name: 'activates at once', make: createOnlineSeller(() => ({})) },
  {
    name: 'uses the first businessId as instance ID',
    make: createOnlineSeller(() => ({ newId: ({ businessId }) => String(businessId) })),
  },
  {
    name: 'answers every purchase with 000004',
    settings: { readyWithinMs: 50 },
    make: createOnlineSeller(() => ({ isReady: () => false })),
  },
  {
    name: 'answers every application with 000004',
    make: createOnlineSeller((right) => ({
      carryOut: async (message, shop, parts) => {
        const reply = await right.carryOut(message, shop, parts)
        const isTaken = message['activity'] === 'getLicenseAsync' && reply['resultCode'] === '000000'
        return isTaken ? { ...reply, resultCode: '000004' } : reply
      },
    })),
  },
]

const refusing = (refusal: Outgoing) =>
  createOnlineSeller((right) => ({
    respond: (reply, message) => (reply['resultCode'] === '000000' ? right.respond(reply, message) : refusal),
  }))

/** The members that each activity needs. */
const needed: Readonly<Record<string, readonly string[]>> = {
  newInstance: ['orderId', 'orderLineId'],
  refreshInstance: ['instanceId', 'expireTime'],
  updateInstanceStatus: ['instanceId', 'status'],
  releaseInstance: ['instanceId'],
  getLicenseAsync: ['instanceId', 'eventId'],
}

const soldOnce = ['newInstance', 'releaseInstance', 'getLicenseAsync']

/** Correct sellers that do no more than they must. */
export const plainLicenseOnline: readonly RightSeller[] = [
  { name: 'has a single code of its own for all refusals', make: refusing(plainAnswers.ownCode) },
  { name: 'refuses with HTTP 400', make: refusing(plainAnswers.badRequest) },
  {
    name: 'checks only what it needs, and stores no nonces',
    make: createOnlineSeller(() => ({
      messageFault: (message) => {
        const activity = String(message['activity'])
        const names = Object.hasOwn(needed, activity) ? needed[activity] : undefined
        return names?.every((name) => (message[name] ?? undefined) !== undefined) ? undefined : '000002'
      },
      nonces: { isNew: () => true },
    })),
  },
  {
    name: 'sells only one-time purchases, and answers {} to unknown activities',
    make: createOnlineSeller((right) => ({
      handle: (request, shop, parts) => {
        const activity = right.readBody(request.body)?.['activity']
        const isKnown = soldOnce.includes(String(activity)) || parts.proofFault(request, right) !== undefined
        return isKnown ? right.handle(request, shop, parts) : Promise.resolve(plainAnswers.emptyObject)
      },
    })),
  },
  { name: 'responds slowly', make: createOnlineSeller(answerSlowly) },
]

/** Sellers of online activation with one defect each. */
export const wrongLicenseOnline: readonly WrongSeller[] = [
  ...wrongOnline,
  ...createRefusersOfAll([
    'license-online.new.accepted',
    ...toOnlineIds(proofsTaken),
    'license-online.proof.body.spelled',
  ]),
  createDyingSeller(
    ['license-online.new.repeat.concurrent'],
    createOnlineSeller(() => ({})),
  ),
]
