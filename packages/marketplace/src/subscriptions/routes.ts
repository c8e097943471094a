import type { Id } from '@loggia/kernel'
import type { Handlers } from '../platform/index.ts'
import type { Subscriptions } from './service/index.ts'

export const subscriptionRoutes = (subscriptions: Subscriptions): Handlers => ({
  'PUT /api/buyer/services/:serviceId/auto-renewal': async ({ actor, params, body }) => {
    const id = params.serviceId as Id<'sub'>
    await subscriptions.setAutoRenewal(actor, id, body)
    return subscriptions.getAutoRenewalOf(actor, id)
  },
  'GET /api/buyer/services/:serviceId/choices': ({ actor, params }) =>
    subscriptions.listChoices(actor, params.serviceId as Id<'sub'>),
})
