import { omitUndefined } from '@loggia/kernel'
import { deliveryLists } from '@loggia/protocol/console/fulfilment/kinds'
import type { Delivery as WireDelivery } from '@loggia/protocol/console'
import { presentFile, readUpload } from '../files/index.ts'
import { toWireTime } from '../platform/index.ts'
import type { Handlers } from '../platform/index.ts'
import type { Fulfilment } from './service/index.ts'
import type { ShownDelivery } from './service/lists.ts'

function presentDelivery({ delivery, order, line, proofs, buyer, contact }: ShownDelivery): WireDelivery {
  const { offer } = line
  return omitUndefined({
    id: delivery.id,
    type: delivery.type,
    state: delivery.state,
    order: { id: order.id, number: order.number, lineNumber: line.number },
    product: omitUndefined({ id: line.productId, name: offer.productName, logo: offer.logo }),
    specification: offer.specification,
    attributes: offer.attributes ? [...offer.attributes] : undefined,
    quantity: line.quantity,
    unit: offer.unit,
    buyer,
    contact: contact ? presentContact(contact) : undefined,
    ...momentsOf(delivery),
    note: delivery.note,
    rejection: delivery.rejection,
    proofs: proofs.map(presentFile),
  })
}

const presentContact = ({
  userName,
  phone,
  email,
}: NonNullable<ShownDelivery['contact']>): WireDelivery['contact'] =>
  omitUndefined({ name: userName, phone, email })

const momentsOf = ({ startedAt, deliveredAt, acceptedAt, failedAt, begunAt }: ShownDelivery['delivery']) =>
  omitUndefined({
    startedAt: toWireTime(startedAt),
    deliveredAt: toWireTime(deliveredAt),
    acceptedAt: toWireTime(acceptedAt),
    failedAt: toWireTime(failedAt),
    begunAt: toWireTime(begunAt),
  })

export const createFulfilmentRoutes = (fulfilment: Fulfilment): Handlers => ({
  'GET /api/seller/deliveries': async ({ actor, query: { list, ...page } }) => {
    const { limit, after } = page
    const asked = omitUndefined({ limit, after })
    const shown = await fulfilment.listOfSeller(actor, deliveryLists[list], asked)
    return { ...shown, items: shown.items.map(presentDelivery) }
  },
  'POST /api/seller/deliveries/:deliveryId/proof': ({ request, params, body }) =>
    fulfilment.deliver(request, params.deliveryId, { ...body, file: readUpload(body.file) }),
  'POST /api/buyer/deliveries/:deliveryId/acceptance': ({ actor, params }) =>
    fulfilment.accept(actor, params.deliveryId),
  'POST /api/buyer/deliveries/:deliveryId/rejection': ({ actor, params, body }) =>
    fulfilment.reject(actor, params.deliveryId, body.reason),
  'POST /api/operator/deliveries/:deliveryId/refund': ({ actor, params, body }) =>
    fulfilment.refund(actor, params.deliveryId, body.reason),
  'GET /api/buyer/orders/:orderId/deliveries': async ({ actor, params }) => ({
    items: (await fulfilment.listOfOrder(actor, 'buyer', params.orderId)).map(presentDelivery),
  }),
  'GET /api/seller/orders/:orderId/deliveries': async ({ actor, params }) => ({
    items: (await fulfilment.listOfOrder(actor, 'seller', params.orderId)).map(presentDelivery),
  }),
  'GET /api/operator/orders/:orderId/deliveries': async ({ actor, params }) => ({
    items: (await fulfilment.listOfOrder(actor, 'operator', params.orderId)).map(presentDelivery),
  }),
})
