import { proofsTaken } from '../saas-v2/index.ts'
import type { RightSeller, WrongSeller } from '../seller.ts'
import { createDyingSeller, createRefusersOfAll } from '../strangers.ts'
import { createNotifiedSeller } from './right.ts'
import { wrongNotified } from './wrong-notified.ts'
import { toNotificationIds, wrongProofs } from './wrong-proofs.ts'

/** Correct receivers of order notifications. */
export const rightOrderNotification: readonly RightSeller[] = [
  { name: 'answers at once', make: createNotifiedSeller(() => ({})) },
]

/** Correct sellers that do no more than they must. */
export const plainOrderNotification: readonly RightSeller[] = [
  {
    name: 'has a single code of its own for all refusals',
    make: createNotifiedSeller((right) => ({
      respond: (reply, message) =>
        right.respond(reply['resultCode'] === '000000' ? reply : { resultCode: '999999' }, message),
    })),
  },
  {
    name: 'refuses with HTTP 400',
    make: createNotifiedSeller((right) => ({
      respond: (reply, message) =>
        reply['resultCode'] === '000000'
          ? right.respond(reply, message)
          : { status: 400, headers: { 'Content-Type': 'text/plain' }, body: 'Bad Request' },
    })),
  },
  {
    name: 'checks only what it needs, and stores no nonces',
    make: createNotifiedSeller(() => ({
      messageFault: ({ activity, orderId, orderLineId }) =>
        activity === 'orderNotify' && orderId !== undefined && orderLineId !== undefined
          ? undefined
          : '000002',
      nonces: { isNew: () => true },
    })),
  },
]

/** Receivers of order notifications with one defect each. */
export const wrongOrderNotification: readonly WrongSeller[] = [
  ...wrongProofs,
  ...wrongNotified,
  ...createRefusersOfAll(['notify.accepted', ...toNotificationIds(proofsTaken), 'notify.proof.body.spelled']),
  createDyingSeller(
    ['notify.repeat.concurrent'],
    createNotifiedSeller(() => ({})),
  ),
]
