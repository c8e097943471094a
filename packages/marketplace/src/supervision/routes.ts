import { omitUndefined, fromIso } from '@loggia/kernel'
import type { Language } from '@loggia/kernel'
import type {
  Appeal as WireAppeal,
  HistoryEntry,
  Supervision as WireSupervision,
} from '@loggia/protocol/console'
import { presentFile, readUpload } from '../files/index.ts'
import { fromWireMoney, toWireMoney, toWireTime } from '../platform/index.ts'
import type { Handlers, MemberActor } from '../platform/index.ts'
import { tabulateSupervisions } from './csv.ts'
import { findPause, findTurn, isIdentification } from './rules.ts'
import type { SupervisionParty } from './schema.ts'
import type { Supervisions } from './service/index.ts'
import { listPossible } from './service/lists.ts'
import type { ShownAppeal, ShownSupervision } from './service/lists.ts'

function presentSupervision(shown: ShownSupervision): WireSupervision {
  const { of, order, line, buyer, seller, contact, files, until, appeal } = shown
  const { offer } = line
  return omitUndefined({
    id: of.id,
    type: of.type,
    flow: of.flow,
    stage: of.stage,
    turn: findTurn(of),
    paused: findPause(of),
    until: until && { at: toWireTime(until.at), what: until.what },
    order: { id: order.id, number: order.number, lineNumber: line.number },
    serviceId: of.subscriptionId,
    product: omitUndefined({ id: line.productId, name: offer.productName, logo: offer.logo }),
    specification: offer.specification,
    attributes: offer.attributes ? [...offer.attributes] : undefined,
    quantity: line.quantity,
    unit: offer.unit,
    amount: toWireMoney(line.amount),
    buyer,
    seller,
    contact: contact && presentContact(contact),
    ...momentsOf(of),
    ...wordsOf(shown),
    needsRecheck: of.needsRecheck,
    rejections: of.rejections,
    milestones: of.milestones && { ...of.milestones, names: [...of.milestones.names] },
    shipment: presentShipment(of.shipment),
    files: {
      template: files('template').map(presentFile),
      demand: files('demand').map(presentFile),
      design: files('design').map(presentFile),
      proof: files('proof').map(presentFile),
    },
    appeal: appeal && presentAppeal(appeal),
    acts: listPossible(shown),
  })
}

const presentContact = ({ userName, phone, email }: NonNullable<ShownSupervision['contact']>) =>
  omitUndefined({ name: userName, phone, email })

const momentsOf = (of: ShownSupervision['of']) =>
  omitUndefined({
    since: toWireTime(of.since),
    paidAt: toWireTime(of.startedAt),
    openedAt: toWireTime(of.openedAt),
    deliveredAt: toWireTime(of.deliveredAt),
    doneAt: toWireTime(of.doneAt),
    endedAt: toWireTime(of.endedAt),
    begunAt: toWireTime(of.begunAt),
  })

const wordsOf = ({ of: { offered, flow, demand, note, rejection }, reader }: ShownSupervision) =>
  omitUndefined({
    template: offered.template,
    criteria: offered.criteria,
    demand: reader === 'operator' && isIdentification(flow) ? undefined : demand,
    note,
    rejection,
  })

const presentShipment = (shipment: ShownSupervision['of']['shipment']) =>
  shipment &&
  omitUndefined({
    carrier: shipment.carrier,
    trackingNumber: shipment.trackingNumber,
    readable: shipment.readable,
    receivedAt: toWireTime(shipment.receivedAt),
  })

const presentAppeal = ({ appeal, files, due }: ShownAppeal): WireAppeal =>
  omitUndefined({
    id: appeal.id,
    state: appeal.state,
    by: appeal.by,
    reason: appeal.reason,
    openedAt: toWireTime(appeal.openedAt),
    due: toWireTime(due),
    closedAt: toWireTime(appeal.closedAt),
    outcome: appeal.outcome,
    amount: appeal.amount && toWireMoney(appeal.amount),
    decision: appeal.decision,
    files: files.map(presentFile),
  })

type Read = { readonly reason: string; readonly file?: Parameters<typeof readUpload>[0] | undefined }
const readAppeal = ({ reason, file }: Read) => ({ reason, file: file && readUpload(file) })

/** The time line of an order, as the reader may see it, of one supervised delivery. */
export type Timelines = {
  listHistoryOfDelivery(
    of: Pick<ShownSupervision['of'], 'id' | 'orderId' | 'deliveryId'>,
    reader: {
      readonly audience: SupervisionParty
      readonly actor: MemberActor
      readonly language: Language
    },
  ): Promise<HistoryEntry[]>
}
type DetailRoute = 'GET /api/buyer/supervisions/:supervisionId'

export const createSupervisionRoutes = (supervisions: Supervisions, views: Timelines): Handlers => ({
  ...createReading(supervisions, views),
  ...createExports(supervisions),
  ...createTemplateRoutes(supervisions),
  'POST /api/buyer/supervisions/:supervisionId/demand': ({ request, params, body }) =>
    supervisions.submitDemand(request, params.supervisionId, {
      text: body.text,
      file: body.file && readUpload(body.file),
    }),
  'POST /api/buyer/supervisions/:supervisionId/design-decision': ({ actor, params, body }) =>
    supervisions.decideDesign(actor, params.supervisionId, body),
  'POST /api/buyer/supervisions/:supervisionId/acceptance': ({ actor, params }) =>
    supervisions.accept(actor, params.supervisionId),
  'POST /api/buyer/supervisions/:supervisionId/rejection': ({ actor, params, body }) =>
    supervisions.reject(actor, params.supervisionId, body.reason),
  'POST /api/buyer/supervisions/:supervisionId/appeals': ({ request, params, body }) =>
    supervisions.appeal(request, { ...readAppeal(body), role: 'buyer', id: params.supervisionId }),
  'POST /api/buyer/supervisions/:supervisionId/appeal-withdrawal': ({ actor, params }) =>
    supervisions.withdrawAppeal(actor, { role: 'buyer', id: params.supervisionId }),
  'POST /api/seller/supervisions/:supervisionId/demand-decision': ({ actor, params, body }) =>
    supervisions.decideDemand(actor, params.supervisionId, body),
  'POST /api/seller/supervisions/:supervisionId/design': ({ request, params, body }) =>
    supervisions.submitDesign(request, params.supervisionId, { ...body, file: readUpload(body.file) }),
  'POST /api/seller/supervisions/:supervisionId/delivery': ({ request, params, body }) =>
    supervisions.deliver(request, params.supervisionId, { ...body, file: readUpload(body.file) }),
  'POST /api/seller/supervisions/:supervisionId/appeals': ({ request, params, body }) =>
    supervisions.appeal(request, { ...readAppeal(body), role: 'seller', id: params.supervisionId }),
  'POST /api/seller/supervisions/:supervisionId/appeal-withdrawal': ({ actor, params }) =>
    supervisions.withdrawAppeal(actor, { role: 'seller', id: params.supervisionId }),
  'POST /api/operator/supervisions/:supervisionId/recheck': ({ actor, params, body }) =>
    supervisions.recheck(actor, params.supervisionId, body),
  'POST /api/operator/supervisions/:supervisionId/recheck-mark': ({ actor, params, body }) =>
    supervisions.markRecheck(actor, params.supervisionId, body.needed),
  'POST /api/operator/supervisions/:supervisionId/receipt': ({ actor, params, body }) =>
    supervisions.reportReceipt(actor, params.supervisionId, fromIso(body.receivedAt)),
  'POST /api/operator/supervisions/:supervisionId/appeal-decision': ({ actor, params, body }) =>
    supervisions.decideAppeal(
      actor,
      params.supervisionId,
      body.outcome === 'refunded' ? { ...body, amount: body.amount && fromWireMoney(body.amount) } : body,
    ),
  'POST /api/operator/supervisions/:supervisionId/refund': ({ actor, params, body }) =>
    supervisions.refund(actor, params.supervisionId, body.reason),
})

/** R38: the files of the delivery template of a product. */
const createTemplateRoutes = (supervisions: Supervisions) =>
  ({
    'GET /api/seller/products/:productId/delivery-templates': async ({ actor, params }) => ({
      items: (await supervisions.listTemplates(actor, 'seller', params.productId)).map(presentFile),
    }),
    'POST /api/seller/products/:productId/delivery-templates': async ({ request, params, body }) => ({
      items: (await supervisions.addTemplate(request, params.productId, readUpload(body.file))).map(
        presentFile,
      ),
    }),
    'DELETE /api/seller/products/:productId/delivery-templates/:fileId': async ({ actor, params }) => {
      await supervisions.removeTemplate(actor, params.productId, params.fileId)
      return null
    },
    'GET /api/operator/products/:productId/delivery-templates': async ({ actor, params }) => ({
      items: (await supervisions.listTemplates(actor, 'operator', params.productId)).map(presentFile),
    }),
  }) satisfies Partial<Handlers>

const presentPage = <P extends { readonly items: readonly ShownSupervision[] }>(page: P) => ({
  ...page,
  items: page.items.map(presentSupervision),
})

/** The lists as tables, with the same filters (R287). */
const createExports = (supervisions: Supervisions) =>
  ({
    'GET /api/buyer/supervisions.csv': async ({ actor, query }) =>
      tabulateSupervisions('buyer', async (page) =>
        presentPage(await supervisions.listOfBuyer(actor, { ...query, ...page })),
      ),
    'GET /api/seller/supervisions.csv': async ({ actor, query }) =>
      tabulateSupervisions('seller', async (page) =>
        presentPage(await supervisions.listOfSeller(actor, { ...query, ...page })),
      ),
    'GET /api/operator/supervisions.csv': async ({ actor, query }) =>
      tabulateSupervisions('operator', async (page) =>
        presentPage(await supervisions.listOfMarket(actor, { ...query, ...page })),
      ),
  }) satisfies Partial<Handlers>

/** The lists and the pages; time lines come from the history of the orders. */
function createReading(supervisions: Supervisions, views: Timelines) {
  const ofOrder = (items: readonly ShownSupervision[]) => ({ items: items.map(presentSupervision) })
  const detail =
    (role: SupervisionParty): NonNullable<Handlers[DetailRoute]> =>
    async ({ actor, language, params }) => {
      const shown = await supervisions.get(actor, role, params.supervisionId)
      const reader = { audience: role, actor, language }
      const timeline = await views.listHistoryOfDelivery(shown.of, reader)
      return { ...presentSupervision(shown), timeline }
    }
  return {
    'GET /api/buyer/supervisions': async ({ actor, query }) =>
      presentPage(await supervisions.listOfBuyer(actor, query)),
    'GET /api/buyer/supervisions/:supervisionId': detail('buyer'),
    'GET /api/buyer/orders/:orderId/supervisions': async ({ actor, params }) =>
      ofOrder(await supervisions.listOfOrder(actor, 'buyer', params.orderId)),
    'GET /api/seller/supervisions': async ({ actor, query }) =>
      presentPage(await supervisions.listOfSeller(actor, query)),
    'GET /api/seller/supervisions/:supervisionId': detail('seller'),
    'GET /api/seller/orders/:orderId/supervisions': async ({ actor, params }) =>
      ofOrder(await supervisions.listOfOrder(actor, 'seller', params.orderId)),
    'GET /api/operator/supervisions': async ({ actor, query }) =>
      presentPage(await supervisions.listOfMarket(actor, query)),
    'GET /api/operator/supervisions/:supervisionId': detail('operator'),
    'GET /api/operator/orders/:orderId/supervisions': async ({ actor, params }) =>
      ofOrder(await supervisions.listOfOrder(actor, 'operator', params.orderId)),
  } satisfies Partial<Handlers>
}
