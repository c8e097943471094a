import { orderNotificationChecks } from '../../order-notification/index.ts'
import type { WrongSeller } from '../seller.ts'
import { listWrongProofs, toIdsOf } from '../stamped/wrong-proofs.ts'
import type { Otherwise } from '../stamped/wrong-proofs.ts'
import { createNotifiedSeller } from './right.ts'

/** The checks of notifications that correspond to these checks of SaaS V2.0. */
export const toNotificationIds = toIdsOf('notify', orderNotificationChecks)

/** Defects that other checks find, because here one check covers the codes of all refusals. */
const otherwise: Otherwise = {
  'answers-000002-to-forgeries': { found: ['notify.proof.refusal-code'] },
  'reads-the-query-by-place': {
    found: ['notify.proof.query.order'],
    also: [
      'notify.proof.query.more',
      'notify.proof.nonce.signs',
      'notify.proof.nonce.percent',
      'notify.proof.refusal-code',
    ],
  },
  'sorts-the-body': {
    found: ['notify.proof.body.unsorted'],
    also: ['notify.proof.body.spaces', 'notify.proof.body.escapes', 'notify.proof.body.spelled'],
  },
  'writes-the-body-anew': {
    found: ['notify.proof.body.spaces', 'notify.proof.body.escapes', 'notify.proof.body.spelled'],
  },
}

/** The one content type that it accepts is not that of notifications. */
const notHere = 'demands-one-content-type'

/** Sellers that verify like wrong sellers of SaaS V2.0. */
export const wrongProofs: readonly WrongSeller[] = listWrongProofs(toNotificationIds, otherwise)
  .filter(({ name }) => name !== notHere)
  .map(({ change, ...wrong }) => ({ ...wrong, make: createNotifiedSeller(change) }))
