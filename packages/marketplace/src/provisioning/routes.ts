import type { AccessReply } from '@loggia/protocol/console'
import { presentVerdict } from '../calls/index.ts'
import type { LiveAnswer } from '../calls/index.ts'
import { toWireTime } from '../platform/index.ts'
import type { Handlers } from '../platform/index.ts'
import type { OfKind } from './schema.ts'
import type { Provisioning } from './service/index.ts'

function presentAccess({
  outcome,
  askedAt,
  durationMs,
  reference,
}: LiveAnswer<OfKind<'query_instance'>> & { reference: string }): AccessReply {
  const asked = { askedAt: toWireTime(askedAt), durationMs }
  const verdict = presentVerdict(outcome.verdict)
  switch (outcome.kind) {
    case 'confirmed':
      return { outcome: 'answered', ...asked, access: { ...outcome.data.access?.[reference] } }
    case 'pending':
      return { outcome: 'not_ready', ...asked, verdict }
    case 'refused':
    case 'faulty':
    case 'unreachable':
      return { outcome: 'unavailable', ...asked, verdict }
  }
}

export const createProvisioningRoutes = (provisioning: Provisioning): Handlers => ({
  'POST /api/buyer/services/:serviceId/access': async ({ actor, params }) =>
    presentAccess(await provisioning.askAccess(actor, params.serviceId)),
})
