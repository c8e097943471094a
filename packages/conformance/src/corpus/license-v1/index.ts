import { plainAnswers } from '../plain-answers.ts'
import { readMessage } from '../saas-v1/right.ts'
import { toIds } from '../saas-v1/wrong.ts'
import type { Outgoing, RightSeller, WrongSeller } from '../seller.ts'
import { createDyingSeller, createRefusersOfAll } from '../strangers.ts'
import { createLicenseSeller, findFaults } from './right.ts'
import { wrongLicenses } from './wrong.ts'

/** Correct sellers of License 1.0. */
export const rightLicenseV1: readonly RightSeller[] = [
  { name: 'makes licenses at once', make: createLicenseSeller(() => ({})) },
  {
    name: 'uses the first businessId as instance ID',
    make: createLicenseSeller(() => ({ newId: ({ businessId = '' }) => businessId })),
  },
]

const refusing = (refusal: Outgoing) =>
  createLicenseSeller((right) => ({
    respond: (reply, parts) => (reply['resultCode'] === '000000' ? right.respond(reply, parts) : refusal),
  }))

/** Correct sellers that do no more than they must. */
export const plainLicenseV1: readonly RightSeller[] = [
  {
    name: 'has a single code of its own for all refusals, and signs none of them',
    make: refusing(plainAnswers.ownCode),
  },
  { name: 'refuses with HTTP 400', make: refusing(plainAnswers.badRequest) },
  {
    name: 'checks only what it needs',
    make: createLicenseSeller(() => ({
      messageFault: (message) => {
        const needed = ['activity', 'missing orderId', 'missing instanceId', 'missing expireTime']
        return findFaults(message).some((fault) => needed.includes(fault)) ? '000002' : undefined
      },
    })),
  },
  {
    name: 'neither renews nor releases, names no instances, and answers {} to unknown activities',
    make: createLicenseSeller((right) => ({
      carryOut: async (message, shop, parts) => ({
        ...(await right.carryOut(message, shop, parts)),
        instanceId: '',
      }),
      handle: (request, shop, parts) => {
        const parameters = parts.readQuery(request.target)
        const isKnown = readMessage(parameters)['activity'] === 'getLicense'
        return isKnown || right.proofFault(parameters, parts) !== undefined
          ? right.handle(request, shop, parts)
          : Promise.resolve(plainAnswers.emptyObject)
      },
    })),
  },
]

/** Sellers of License 1.0 with one defect each. */
export const wrongLicenseV1: readonly WrongSeller[] = [
  ...wrongLicenses,
  ...createRefusersOfAll([
    'license-v1.get.accepted',
    ...toIds('license-v1.proof', 'order.reversed order.case plus percent chinese supplementary'),
    ...toIds('license-v1.proof', 'encoder.percent encoder.java encoder.component encoder.lower-case'),
    ...toIds('license-v1.proof', 'unknown-parameter extend-params empty-value repeated-name'),
  ]),
  createDyingSeller(
    ['license-v1.get.repeat.concurrent'],
    createLicenseSeller(() => ({})),
  ),
]
