import { orderNotificationChecks } from '../../order-notification/index.ts'
import { proofDefects } from '../saas-v2/wrong-proofs.ts'
import { verifierDefects } from '../saas-v2/wrong-verifiers.ts'
import type { WrongSeller } from '../seller.ts'
import { createNotifiedSeller } from './right.ts'

const known = new Set(orderNotificationChecks.map(({ id }) => id))
/** The checks of notifications that correspond to these checks of SaaS V2.0. */
export const toNotificationIds = (ids: readonly string[] = []): string[] =>
  ids.map((id) => id.replace(/^v2\./, 'notify.')).filter((id) => known.has(id))

/** Defects that other checks find than in SaaS V2.0, because here one check covers the codes of all refusals. */
const otherwise: Readonly<Record<string, Pick<WrongSeller, 'found' | 'also'>>> = {
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

/** Sellers that verify like wrong sellers of SaaS V2.0: the proof is the same, and so are the defects. */
export const wrongProofs: readonly WrongSeller[] = [...proofDefects, ...verifierDefects].flatMap(
  ({ change, found, also, ...wrong }) => {
    const [first, ...others] = toNotificationIds(found)
    if (first === undefined || wrong.name === notHere) return []
    const judged = otherwise[wrong.name] ?? { found: [first, ...others], also: toNotificationIds(also) }
    return [{ ...wrong, ...judged, make: createNotifiedSeller(change) }]
  },
)
