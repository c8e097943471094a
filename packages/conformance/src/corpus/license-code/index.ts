import { proofsTaken } from '../saas-v2/index.ts'
import { plainAnswers } from '../plain-answers.ts'
import type { Message } from '../saas-v2/right.ts'
import type { Outgoing, RightSeller, WrongSeller } from '../seller.ts'
import { createDyingSeller, createRefusersOfAll } from '../strangers.ts'
import { createCodeSeller } from './right.ts'
import { toCodeIds, wrongCodes } from './wrong.ts'

/** Correct receivers of callbacks about authorisation codes. */
export const rightLicenseCode: readonly RightSeller[] = [
  { name: 'knows its codes', make: createCodeSeller(() => ({})) },
]

const refusing = (refusal: Outgoing) =>
  createCodeSeller((right) => ({
    respond: (reply, message) => (reply['resultCode'] === '000000' ? right.respond(reply, message) : refusal),
  }))

/** Receives only these callbacks, and answers others in its own way. */
const receiving = (activities: readonly string[], unknown: Outgoing) =>
  createCodeSeller((right) => ({
    handle: (request, shop, parts) => {
      const activity = right.readBody(request.body)?.['activity']
      const isKnown = activities.includes(String(activity)) || parts.proofFault(request, right) !== undefined
      return isKnown ? right.handle(request, shop, parts) : Promise.resolve(unknown)
    },
  }))

const needed: Readonly<Record<string, readonly string[]>> = {
  refreshLicenseCode: ['license', 'expireTime'],
  updateLicenseCodeStatus: ['license', 'status'],
  releaseLicenseCode: ['license'],
}
const hasWhatItNeeds = (message: Message): boolean => {
  const activity = String(message['activity'])
  const names = Object.hasOwn(needed, activity) ? needed[activity] : undefined
  return names?.every((name) => (message[name] ?? undefined) !== undefined) === true
}

/** Correct sellers that do no more than they must. */
export const plainLicenseCode: readonly RightSeller[] = [
  { name: 'has a single code of its own for all refusals', make: refusing(plainAnswers.ownCode) },
  { name: 'refuses with HTTP 400', make: refusing(plainAnswers.badRequest) },
  {
    name: 'checks only what it needs, and stores no nonces',
    make: createCodeSeller(() => ({
      messageFault: (message) => (hasWhatItNeeds(message) ? undefined : '000002'),
      nonces: { isNew: () => true },
    })),
  },
  {
    name: 'receives no changes of state, and answers {} to unknown activities',
    make: receiving(['refreshLicenseCode', 'releaseLicenseCode'], plainAnswers.emptyObject),
  },
]

/** Receivers of these callbacks with one defect each. */
export const wrongLicenseCode: readonly WrongSeller[] = [
  ...wrongCodes,
  ...createRefusersOfAll(['license-code.proof.body.spelled', ...toCodeIds(proofsTaken)]),
  createDyingSeller(
    ['license-code.proof.nonce.forms'],
    createCodeSeller(() => ({})),
  ),
]
