import type { Check } from '../../engine/check.ts'
import { createProofChecks, defineComparison } from '../../stamped/proof-checks.ts'
import type { Probe } from '../../stamped/proof-checks.ts'
import { writeCompactBody } from '../../stamped/send.ts'
import { notify } from '../steps.ts'

/** Sends a notification of a made-up order that is correct except for `rest`. */
const probe: Probe = (bench, name, meant, rest) => {
  const orderId = `no-such-order-${bench.hex(16)}`
  const message = { activity: 'orderNotify', orderId, orderLineId: `${orderId}-000001`, testFlag: '1' }
  const body = writeCompactBody(message)
  return notify(bench, name, body, { meant, ...rest?.(body) })
}

const subject = 'notification'

/** Whether the proof of a notification, which is that of SaaS V2.0, is verified correctly. */
export const proofChecks: readonly Check[] = createProofChecks(
  {
    prefix: 'notify',
    source: 'order-notification §3',
    codeSource: 'order-notification §4',
    probe,
    subject,
    replaceable: 'no-such-order',
  },
  defineComparison({ probe, subject }),
)
