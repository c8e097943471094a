import type { Id } from '@loggia/kernel'
import { priceGrant } from '@loggia/protocol/console'
import type { Agreements } from '../../agreements/index.ts'
import type { Calendar } from '../../calendar/index.ts'
import type { Media } from '../../media/index.ts'
import { requireSeller } from '../../parties/index.ts'
import type { Parties } from '../../parties/index.ts'
import { emit } from '../../platform/index.ts'
import type { Actor, MemberActor, Platform, Tx } from '../../platform/index.ts'
import { catalogProblems } from '../problems.ts'
import { isOnSale } from '../rules/lifecycle.ts'
import type { Agreement, Product, ProductState, ProductTold, Text } from '../schema.ts'
import * as store from '../store/index.ts'

/** The platform with the services that keep pictures and check members' rights. */
export type WithMedia = Platform & {
  readonly media: Pick<Media, 'show'>
  readonly parties: Pick<Parties, 'hasRight' | 'requireSellerActive'>
  readonly agreements: Pick<Agreements, 'requireSellerAcceptance'>
  readonly calendar: Pick<Calendar, 'getWorkingDays'>
}

/** Sets the pictures that a product or an application uses; *media* keeps them as long as they are used. */
export const showPictures = (
  { media }: WithMedia,
  tx: Tx,
  of: {
    readonly sellerId: Id<'sel'>
    readonly subject: Id<'prd'> | Id<'apl'> | `draft:${Id<'prd'>}`
    readonly content?:
      | { readonly logo?: string | undefined; readonly pictures?: readonly string[] | undefined }
      | undefined
  },
): Promise<void> => {
  const { logo, pictures = [] } = of.content ?? {}
  const paths = [...(logo === undefined ? [] : [logo]), ...pictures]
  return media.show(tx, { sellerId: of.sellerId, subject: of.subject, paths })
}

/** R2: a member needs the right to write prices. Throws `catalog.price_right_missing`. */
export async function requirePriceRight({ parties }: WithMedia, tx: Tx, actor: MemberActor): Promise<void> {
  const party = { kind: 'seller', id: requireSeller(actor) } as const
  if (!(await parties.hasRight(party, actor, priceGrant, tx))) throw catalogProblems.price_right_missing()
}

/** Locks a product of the actor's seller. Throws `catalog.product_not_found` for any other. */
export async function lockOwn(tx: Tx, actor: Actor, productId: Id<'prd'>): Promise<Product> {
  const sellerId = requireSeller(actor)
  const product = await store.lock(tx, productId)
  if (product?.sellerId !== sellerId) throw catalogProblems.product_not_found({ productId })
  return product
}

export async function lockAny(tx: Tx, productId: Id<'prd'>): Promise<Product> {
  const product = await store.lock(tx, productId)
  if (!product) throw catalogProblems.product_not_found({ productId })
  return product
}

/**
 * Emits that a product came on sale or went off sale, and the event of the public catalogue, if the change is visible
 * there: only listed products are (R52).
 */
export async function tellPublic(
  tx: Tx,
  productId: Id<'prd'>,
  from: ProductState,
  to: ProductState,
): Promise<void> {
  if (isOnSale({ state: from }) !== isOnSale({ state: to }) || to === 'delisted') {
    const moved = isOnSale({ state: to }) ? 'product.sale_started' : 'product.sale_ended'
    await emit<ProductTold<typeof moved>>(tx, { type: moved, productId })
  }
  const [was, is] = [from === 'listed', to === 'listed']
  if (!was && !is) return
  const type = !is ? 'product.delisted' : was ? 'product.changed' : 'product.listed'
  await emit<ProductTold<typeof type>>(tx, { type, productId })
}

/** Adds a version of a product's agreement, if the text has changed. */
export async function saveAgreement(
  { clock }: Pick<Platform, 'clock'>,
  tx: Tx,
  productId: Id<'prd'>,
  text: Text | undefined,
): Promise<void> {
  const latest: Agreement | undefined = await store.findAgreement(tx, productId)
  if (!text || (latest?.text.zh === text.zh && latest.text.en === text.en)) return
  await store.insertAgreement(tx, productId, { version: (latest?.version ?? 0) + 1, text, at: clock.now() })
}
