import { omitUndefined } from '@loggia/kernel'
import type { Instant, Priced } from '@loggia/kernel'
import type { DraftFault, PriceQuote, ProductApplication } from '@loggia/protocol/console'
import { countProgress } from '@loggia/protocol/console/catalog/draft/progress'
import { toWireMoney, toWireTime, fromWireUnitPrice, toWireUnitPrice } from '../platform/index.ts'
import type { Handlers } from '../platform/index.ts'
import { previewPrice } from './rules/quote.ts'
import type { Application, Category, TypedDraft } from './schema.ts'
import type { Catalog } from './service/index.ts'

export const createCatalogRoutes = (catalog: Catalog): Handlers => ({
  ...forAnyone(catalog),
  ...forSellers(catalog),
  ...forOperators(catalog),
})

const forAnyone = (catalog: Catalog): Handlers => ({
  'GET /api/price-items/:priceItemId/quote': async ({ params, query }) =>
    presentQuote(await catalog.getQuote(params.priceItemId, query), query.periodCount),
  'GET /api/categories': async () => ({ items: (await catalog.listCategories()).map(presentCategory) }),
})

const forSellers = (catalog: Catalog): Handlers => ({
  'POST /api/seller/products': ({ request, body }) => catalog.saveDraft(request, body),
  'PUT /api/seller/products/:productId': ({ actor, params, body }) =>
    catalog.updateDraft(actor, params.productId, body),
  'GET /api/seller/product-drafts': async ({ actor }) => ({
    items: (await catalog.listForms(actor)).map(({ productId, exists, form, faults, ...draft }) => ({
      productId,
      version: draft.version,
      exists,
      ...omitUndefined({ type: form.type, name: form.name, summary: form.summary, logo: form.logo }),
      progress: countProgress(faults),
      saved: presentSaved(draft),
    })),
  }),
  'POST /api/seller/product-drafts': async ({ request, body }) =>
    presentState(await catalog.beginDraft(request, body.form)),
  'GET /api/seller/products/:productId/draft': async ({ actor, params }) => {
    const { draft, form, exists, ...state } = await catalog.getForm(actor, params.productId)
    return {
      ...presentState({ ...state, version: draft?.version ?? 0, complete: draft?.form === undefined }),
      exists,
      form,
      saved: draft && presentSaved(draft),
    }
  },
  'PUT /api/seller/products/:productId/draft': async ({ actor, params, body }) =>
    presentState(await catalog.saveForm(actor, params.productId, body)),
  'POST /api/seller/products/:productId/draft-removal': async ({ actor, params, body }) => {
    await catalog.discardForm(actor, params.productId, body.version)
    return null
  },
  'GET /api/seller/products/:productId/content': ({ actor, params }) =>
    catalog.getContent(actor, params.productId),
  'POST /api/seller/products/:productId/submission': ({ actor, params }) =>
    catalog.submit(actor, params.productId),
  'POST /api/seller/products/:productId/withdrawal': ({ actor, params }) =>
    catalog.withdraw(actor, params.productId),
  'POST /api/seller/products/:productId/changes': ({ actor, params, body }) =>
    catalog.proposeChange(actor, params.productId, body),
  'POST /api/seller/products/:productId/visibility': ({ actor, params, body }) =>
    catalog.proposeVisibility(actor, params.productId, body),
  'POST /api/seller/products/:productId/delisting': ({ actor, params, body }) =>
    catalog.requestDelisting(actor, params.productId, body),
  'GET /api/seller/products/:productId/applications': async ({ actor, params, query }) => {
    const { limit, after } = query
    const page = await catalog.listApplications(actor, params.productId, omitUndefined({ limit, after }))
    return omitUndefined({ items: page.items.map(presentApplication), next: page.next })
  },
  'PUT /api/seller/products/:productId/sale-terms': async ({ actor, params, body }) => {
    await catalog.setSaleTerms(actor, params.productId, body)
    return null
  },
  'POST /api/seller/products/:productId/specifications/:specificationId/stock': ({ request, params, body }) =>
    catalog.restock(request, params, body),
  'POST /api/seller/prices/preview': ({ body }) => {
    const bands = (body.bands ?? []).map((band) => ({
      above: band.above,
      unitPrice: fromWireUnitPrice(band.unitPrice),
    }))
    const price = { model: body.pricing, unitPrice: fromWireUnitPrice(body.unitPrice), bands }
    const priced = previewPrice(price, { quantity: body.quantity, periods: body.periodCount })
    return Promise.resolve(presentQuote(priced, body.periodCount))
  },
})

const forOperators = (catalog: Catalog): Handlers => ({
  'GET /api/operator/reviews/:applicationId': async ({ actor, params }) => {
    const { application, current } = await catalog.getReview(actor, params.applicationId)
    return { ...presentApplication(application), current }
  },
  'POST /api/operator/reviews/:applicationId/opening': async ({ actor, params }) => {
    await catalog.openReview(actor, params.applicationId)
    return null
  },
  'POST /api/operator/products/:productId/decision': ({ actor, params, body }) =>
    catalog.decide(actor, params.productId, body),
  'POST /api/operator/products/:productId/suspension': ({ actor, params, body }) =>
    catalog.suspend(actor, params.productId, body),
  'POST /api/operator/products/:productId/delisting': ({ actor, params, body }) =>
    catalog.delist(actor, params.productId, body),
  'PUT /api/operator/catalog/categories/:code': async ({ actor, params, body: { parent, ...body } }) =>
    presentCategory(await catalog.saveCategory(actor, omitUndefined({ ...body, code: params.code, parent }))),
  'GET /api/operator/catalog/category-counts': async ({ actor }) => ({
    items: await catalog.countListed(actor),
  }),
  'POST /api/operator/catalog/category-removals': async ({ actor, body }) => {
    await catalog.deleteCategory(actor, body.code)
    return null
  },
})

/** The amounts of the parts are exact: their sum, rounded, is the whole. */
const presentQuote = ({ parts, amount }: Priced, periods: number): PriceQuote => ({
  parts: parts.map(({ amountE8, unitPrice, ...part }) => ({
    ...part,
    unitPrice: toWireUnitPrice(unitPrice),
    periods,
    amount: toWireUnitPrice({ amountE8, currency: unitPrice.currency }).amount,
  })),
  amount: toWireMoney(amount),
})

const optionalTime = (at: Instant | undefined): string | undefined => at && toWireTime(at)

const presentApplication = (one: Application): ProductApplication => ({
  id: one.id,
  productId: one.productId,
  kind: one.kind,
  state: one.state,
  // A release that was filed before contents were stored has no content.
  content: one.content && 'name' in one.content ? one.content : undefined,
  specificationIds: one.specificationIds && [...one.specificationIds],
  skus: one.skus?.map(({ specificationId, values }) => ({ specificationId, values: [...values] })),
  evidence: one.evidence,
  reason: one.reason,
  changesPrices: one.changesPrices,
  filedAt: toWireTime(one.filedAt),
  dueAt: toWireTime(one.dueAt),
  openedAt: optionalTime(one.openedAt),
  awaitsSecond: one.state === 'in_review' && one.secondedBy !== undefined,
  decidedAt: optionalTime(one.decidedAt),
  decisionReason: one.decisionReason,
})

const presentSaved = ({ savedAt, savedBy }: Pick<TypedDraft, 'savedAt' | 'savedBy'>) => ({
  at: toWireTime(savedAt),
  by: savedBy.name,
})

const presentState = <T extends { readonly faults: readonly DraftFault[] }>(state: T) => ({
  ...state,
  faults: [...state.faults],
  progress: countProgress(state.faults),
})

const presentCategory = ({ parent, ...category }: Category) => omitUndefined({ ...category, parent })
