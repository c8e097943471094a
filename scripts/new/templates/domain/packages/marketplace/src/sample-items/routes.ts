import { defined } from '@loggia/kernel'
import type { RouteReply } from '@loggia/protocol/console'
import { timeToWire } from '../platform/index.ts'
import type { Handlers } from '../platform/index.ts'
import type { SampleItem } from './schema.ts'
import type { SampleItems } from './service.ts'

const present = (sampleItem: SampleItem): RouteReply<'POST /api/seller/sample-items'> =>
  defined({
    id: sampleItem.id,
    title: sampleItem.title,
    days: sampleItem.days,
    state: sampleItem.state,
    declaredAt: timeToWire(sampleItem.declaredAt),
    endsAt: timeToWire(sampleItem.endsAt),
    withdrawnAt: timeToWire(sampleItem.withdrawnAt),
  })

export const sampleItemRoutes = (sampleItems: SampleItems): Handlers => ({
  'GET /api/seller/sample-items': async ({ actor, query }) => {
    const page = await sampleItems.list(actor, query)
    return { ...page, items: page.items.map(present) }
  },
  'POST /api/seller/sample-items': async ({ request, body }) =>
    present(await sampleItems.declare(request, body)),
  'POST /api/seller/sample-items/:sampleItemId/withdrawal': async ({ actor, params }) =>
    present(await sampleItems.withdraw(actor, params.sampleItemId)),
})
