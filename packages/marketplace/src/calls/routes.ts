import { requireOperator, requireSeller } from '../parties/index.ts'
import type { Handlers } from '../platform/index.ts'
import type { Calls } from './service/index.ts'

export const createCallRoutes = (calls: Calls): Handlers => ({
  'POST /api/seller/calls/:callId/restart': async ({ actor, params }) => ({
    callId: await calls.restart(actor, params.callId, requireSeller(actor)),
  }),
  'POST /api/seller/call-standing/probe': async ({ actor }) => {
    await calls.probeNow(actor, requireSeller(actor))
    return null
  },
  'POST /api/operator/calls/:callId/restart': async ({ actor, params }) => {
    requireOperator(actor)
    return { callId: await calls.restart(actor, params.callId) }
  },
  'POST /api/operator/calls/:callId/application': async ({ actor, params }) => {
    requireOperator(actor)
    return { state: await calls.applyAgain(actor, params.callId) }
  },
  'POST /api/operator/gates/:sellerId/probe': async ({ actor, params }) => {
    requireOperator(actor)
    await calls.probeNow(actor, params.sellerId)
    return null
  },
})
