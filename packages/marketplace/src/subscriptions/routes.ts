import type { Handlers } from '../platform/index.ts'
import type { Subscriptions } from './service/index.ts'

export const createSubscriptionRoutes = (subscriptions: Subscriptions): Handlers => ({
  'PUT /api/buyer/services/:serviceId/auto-renewal': async ({ actor, params, body }) => {
    const id = params.serviceId
    await subscriptions.setAutoRenewal(actor, id, body)
    return subscriptions.getAutoRenewalOf(actor, id)
  },
  'POST /api/operator/services/:serviceId/freeze': async ({ actor, params, body }) => {
    await subscriptions.bar(actor, params.serviceId, body.reason)
    return null
  },
  'POST /api/operator/services/:serviceId/unfreeze': async ({ actor, params }) => {
    await subscriptions.unbar(actor, params.serviceId)
    return null
  },
  'GET /api/buyer/services/:serviceId/choices': ({ actor, params }) =>
    subscriptions.listChoices(actor, params.serviceId),
})
