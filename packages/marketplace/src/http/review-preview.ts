import type { FastifyInstance } from 'fastify'
import { isId, omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { consoleApi } from '@loggia/protocol/console'
import type { DraftProduct, PageData, Product, RouteReply, Specification } from '@loggia/protocol/console'
import { toSupervision } from '@loggia/protocol/console/catalog/draft/supervision'
import { getPromises } from '@loggia/protocol/console/catalog/draft/type-rules'
import { getMaxPeriods } from '../catalog/index.ts'
import type { AnyHandlers } from './contract-routes.ts'
import type { Edge } from './edge.ts'
import { admit, identify } from './identity.ts'
import { edgeProblems } from './problems.ts'
import { showPreview } from './render.ts'

const reviewKey = 'GET /api/operator/reviews/:applicationId'
const productKey = 'GET /api/operator/products/:productId'
const termsKey = 'GET /api/agreements/:kind'

/**
 * The page of a product as buyers will see it, with the version in review: for reviewers only, in no index, and without
 * anything to press. It is shown as to a guest, so nothing of the reader is on it.
 */
export function registerReviewPreview(server: FastifyInstance, edge: Edge, handlers: AnyHandlers): void {
  server.get('/operator/reviews/:applicationId/preview', async (request, reply) => {
    const who = await identify(edge, request)
    admit({ ...consoleApi[reviewKey], path: request.url }, who)
    const { applicationId } = request.params as { applicationId: string }
    if (!isId(applicationId, 'apl')) throw edgeProblems.no_such_page()
    const ask = async (key: string, params: object): Promise<unknown> => {
      const asked = { params, query: undefined, body: undefined }
      return handlers[key]?.(
        { ...asked, actor: who?.actor, language: request.language },
        { request, reply, who },
      )
    }
    const review = (await ask(reviewKey, { applicationId })) as RouteReply<typeof reviewKey>
    const { productId, content, current } = review
    const product = (await ask(productKey, { productId })) as RouteReply<typeof productKey>
    const terms = (await ask(termsKey, { kind: 'user' })) as RouteReply<typeof termsKey>
    const page: PageData = {
      route: 'product',
      product: presentPreview(product, content ?? current),
      marketTerms: { version: terms.version, text: terms.text },
    }
    return showPreview(edge, { request, reply }, page)
  })
}

/** What a product will be with this content. What has no id yet gets one that belongs to nothing. */
function presentPreview(product: RouteReply<typeof productKey>, content: DraftProduct): Product {
  const specifications = content.specifications
    .filter(({ hidden }) => !hidden)
    .map((one, at) => presentSpecification(one, at))
  const [first] = specifications.flatMap(({ skus }) => skus.flatMap(({ priceItems }) => priceItems))
  return omitUndefined({
    id: product.id,
    type: content.type,
    name: content.name,
    summary: content.summary,
    description: content.description,
    category: content.category,
    logo: content.logo,
    seller: product.seller,
    from: first ? { unitPrice: first.unitPrice, period: first.period } : product.from,
    state: 'listed' as const,
    quantity: content.quantity,
    attributes: content.attributes,
    specifications,
    foreignCurrency: product.foreignCurrency,
    tags: content.tags,
    pictures: content.pictures,
    video: content.video,
    documents: content.documents,
    dataLocation: content.dataLocation,
    certificates: content.certificates,
    support: content.support,
    trialByInvitation: product.trialByInvitation,
    buyerData: content.buyerData,
    buyerParameters: content.buyerParameters,
    verification: content.verification,
    afterSale: getPromises(content),
    supervision: toSupervision(content),
    agreement: content.agreement && {
      version: (product.agreement?.version ?? 0) + 1,
      text: content.agreement,
    },
  })
}

const noId = (...places: readonly number[]): string =>
  places
    .map((place) => String(place).padStart(5, '0'))
    .join('')
    .padStart(26, '0')

function presentSpecification(one: DraftProduct['specifications'][number], at: number): Specification {
  const skus = one.skus ?? [{ values: [], prices: one.prices ?? [] }]
  return {
    id: one.id ?? (`spc_${noId(at)}` satisfies Id<'spc'>),
    name: one.name,
    features: one.features,
    skus: skus.map((sku, place) => ({
      id: `sku_${noId(at, place)}` satisfies Id<'sku'>,
      code: '',
      values: sku.values,
      priceItems: sku.prices.map((price, i) => ({
        ...price,
        id: `pri_${noId(at, place, i)}` satisfies Id<'pri'>,
        code: '',
        maxPeriods: getMaxPeriods(price.period),
      })),
    })),
  }
}
