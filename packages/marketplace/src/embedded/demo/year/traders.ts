import { toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { MemberActor } from '../../../platform/index.ts'
import type { DemoMarkName } from '../drawing/marks.ts'

/** Everybody of the demo. The buyers are in the order of `demoBuyers`. */
export type Traders = {
  readonly buyers: readonly MemberActor[]
  readonly sellers: readonly {
    readonly slug: string
    readonly sellerId: Id<'sel'>
    readonly member: MemberActor
    readonly products: ReadonlyMap<DemoMarkName, Id<'prd'>>
  }[]
  readonly operator: MemberActor
}

/** A product, and its seller. Throws if nobody sells it. */
export function getSold({ sellers }: Traders, mark: DemoMarkName) {
  const seller = sellers.find(({ products }) => products.has(mark))
  if (!seller) throw new Error(`Nobody sells ${mark}`)
  return { seller, productId: toId(seller.products.get(mark), 'prd') }
}
