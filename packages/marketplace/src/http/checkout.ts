import type { FastifyReply } from 'fastify'
import { Problem, isId, omitUndefined } from '@loggia/kernel'
import type { CheckoutReader, Product, RouteReply } from '@loggia/protocol/console'
import { checkoutKeyPattern, toOrderKey } from '@loggia/protocol/console/orders/kinds'
import { toConsentedData } from '../orders/index.ts'
import type { SignedIn } from '../parties/index.ts'
import { findAnswer } from '../platform/index.ts'
import { ask } from './ask.ts'
import type { Pages } from './ask.ts'
import { formatDetour, identify, isReady } from './identity.ts'
import { edgeProblems } from './problems.ts'
import { showPage } from './render.ts'
import type { Exchange } from './render.ts'

type Reader = Exchange & { readonly who: SignedIn | undefined }

/**
 * The checkout of a product, of which the address says what is chosen. Once an order was placed with the checkout's
 * key, the address leads to the order, so that neither reloading nor going back can buy again.
 */
export async function showCheckout(
  pages: Pages,
  exchange: Exchange,
  showAbsence: (who: SignedIn | undefined) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const { request, reply } = exchange
  const who = await identify(pages.edge, request)
  if (who && !isReady(who))
    return reply.header('cache-control', 'no-store').redirect(formatDetour(request, who), 302)
  const orderId = who && (await findOrder(pages, who, request.query))
  if (orderId !== undefined)
    return reply.header('cache-control', 'no-store').redirect(`/buyer/orders/${orderId}`, 303)
  const reader = { ...exchange, who }
  const product = await findProduct(pages, reader)
  if (!product) return showAbsence(who)
  const terms = (await ask(pages, 'GET /api/agreements/:kind', {
    ...reader,
    params: { kind: 'user' },
  })) as RouteReply<'GET /api/agreements/:kind'>
  const own = who?.actor.buyerId === undefined ? undefined : await readOwn(pages, { ...reader, who }, product)
  const { version } = terms
  return showPage(
    pages.edge,
    exchange,
    omitUndefined({ route: 'checkout', product, terms: { version }, own }),
  )
}

/** The order that the reader has placed with the key in the address. */
async function findOrder({ edge }: Pages, who: SignedIn, query: unknown): Promise<string | undefined> {
  const { key } = query as { readonly key?: unknown }
  if (typeof key !== 'string' || !checkoutKeyPattern.test(key)) return undefined
  const answer = await findAnswer(edge.platform, { memberId: who.actor.memberId, key: toOrderKey(key) })
  const { orderId } = (answer ?? {}) as { readonly orderId?: unknown }
  return typeof orderId === 'string' && isId(orderId, 'ord') ? orderId : undefined
}

/** R52: also with a hidden specification, if the address chooses it. Undefined if the product is not on sale. */
async function findProduct(pages: Pages, reader: Reader): Promise<Product | undefined> {
  const { productId } = reader.request.params as { readonly productId: string }
  if (!isId(productId, 'prd')) throw edgeProblems.no_such_page()
  const { specification: specificationId } = reader.request.query as { readonly specification?: unknown }
  const chosen =
    typeof specificationId === 'string' && isId(specificationId, 'spc')
      ? await orNone(
          ask(pages, 'GET /api/products/:productId/specifications/:specificationId', {
            ...reader,
            params: { productId, specificationId },
          }),
        )
      : undefined
  return chosen ?? orNone(ask(pages, 'GET /api/products/:productId', { ...reader, params: { productId } }))
}

async function orNone(asked: Promise<unknown>): Promise<Product | undefined> {
  try {
    return (await asked) as Product
  } catch (error) {
    if (error instanceof Problem && error.kind === 'not_found') return undefined
    throw error
  }
}

async function readOwn(
  pages: Pages,
  reader: Exchange & { readonly who: SignedIn },
  { buyerData = [] }: Product,
): Promise<CheckoutReader> {
  const { member } = reader.who
  const [held, organisation, found] = await Promise.all([
    ask(pages, 'GET /api/buyer/balance', { ...reader, query: { limit: 1 } }),
    buyerData.length > 0 ? ask(pages, 'GET /api/buyer/organisation', reader) : undefined,
    ask(pages, 'GET /api/buyer/buying-options', reader),
  ])
  const { balance } = held as RouteReply<'GET /api/buyer/balance'>
  const contact = (organisation as RouteReply<'GET /api/buyer/organisation'> | undefined)?.contact
  const { userId: _, ...passed } = toConsentedData(omitUndefined({ contact: contact ?? undefined, member }), {
    buyerData,
  })
  const { costCentres, own, approvers } = found as RouteReply<'GET /api/buyer/buying-options'>
  const offered = costCentres.filter(({ archived }) => !archived)
  return { balance, passed, options: omitUndefined({ costCentres: offered, own, approvers }) }
}
