import { Problem, isId, omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type {
  ComparedProduct,
  PageData,
  Product,
  ProductAbsence,
  PublicSeller,
} from '@loggia/protocol/console'
import { mostCompared } from '@loggia/protocol/console/catalog/kinds'
import type { SignedIn } from '../parties/index.ts'
import { ask } from './ask.ts'
import type { Pages } from './ask.ts'
import type { Exchange } from './render.ts'

type Comparison = Extract<PageData, { route: 'compare' }>
type Reader = Exchange & { readonly who: SignedIn | undefined }
type Found = { readonly product: ComparedProduct } | { readonly ended: Comparison['ended'][number] }

/** The products that the address names, as far as there are such. Whatever is wrong with it is said on the page. */
export async function readComparison(
  pages: Pages,
  exchange: Exchange,
  who: SignedIn | undefined,
): Promise<PageData> {
  const { ids, left, ...rest } = readAddress(exchange.request.query as Record<string, unknown>)
  const found = await Promise.all(ids.map((id) => findProduct(id, pages, { ...exchange, who })))
  return {
    route: 'compare',
    products: found.flatMap((one) => (one && 'product' in one ? [one.product] : [])),
    ended: found.flatMap((one) => (one && 'ended' in one ? [one.ended] : [])),
    left: { ...left, unknown: left.unknown + found.filter((one) => one === undefined).length },
    ...rest,
  }
}

function readAddress({ ids = '', quantity, months }: Record<string, unknown>) {
  // Nobody needs the rest, and each costs some queries.
  const asked = String(ids)
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')
    .slice(0, 100)
  const once = [...new Set(asked)]
  const known = once.filter((id): id is Id<'prd'> => isId(id, 'prd'))
  return omitUndefined({
    ids: known.slice(0, mostCompared),
    left: {
      unknown: once.length - known.length,
      repeated: asked.length - once.length,
      beyond: Math.max(0, known.length - mostCompared),
    },
    quantity: readNumber(quantity),
    months: readNumber(months),
  })
}

const readNumber = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{1,7}$/.test(value) ? value : undefined

async function findProduct(productId: Id<'prd'>, pages: Pages, reader: Reader): Promise<Found | undefined> {
  const asked = { ...reader, params: { productId }, query: {} }
  const product = await orNone<Product>(ask(pages, 'GET /api/products/:productId', asked))
  if (product) {
    const seller = await orNone<PublicSeller>(readSeller(product, pages, reader))
    return { product: omitUndefined({ ...pickCompared(product), answerMs: seller?.answerMs }) }
  }
  const absence = await orNone<ProductAbsence>(ask(pages, 'GET /api/products/:productId/absence', asked))
  if (!absence) return undefined
  const { id, name, absence: why, until } = absence
  return { ended: omitUndefined({ id, name, absence: why, until }) }
}

const readSeller = (product: Product, pages: Pages, reader: Reader): Promise<PublicSeller> =>
  ask(pages, 'GET /api/sellers/:sellerId', {
    ...reader,
    params: { sellerId: product.seller.id },
  }) as Promise<PublicSeller>

async function orNone<T>(asked: Promise<unknown>): Promise<T | undefined> {
  try {
    return (await asked) as T
  } catch (error) {
    if (error instanceof Problem && error.kind === 'not_found') return undefined
    throw error
  }
}

const longTexts = [
  'description',
  'pictures',
  'video',
  'documents',
  'certificates',
  'tags',
  'agreement',
  'buyerData',
  'buyerParameters',
]

/** Without what no comparison shows. */
const pickCompared = (product: Product): ComparedProduct =>
  Object.fromEntries(
    Object.entries(product).filter(([name]) => !longTexts.includes(name)),
  ) as unknown as ComparedProduct
