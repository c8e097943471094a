import { toIso } from '@loggia/kernel'
import type { OpenMarket } from '../market/open-market.ts'
import type { SeededSeller } from '../market/seed.ts'

type Tests = { readonly count: number; readonly warmUp: number; readonly measured: number }
/** The node starts this long after the tests are written, about. */
const startMs = 4000
const atOnce = 20

/** Watches every product: what the market does once its wake-ups run. */
const watchAll = `
  insert into interface_watch (product_id, seller_id, standing, has_cases) select id, seller_id, 'not_tested', true from product;`

/**
 * Watches every product, and makes so many of them, evenly spread, ready for a dial test: the scenes that they need are
 * called and saved as cases. The wake-ups of their half days, and their tests, are due one after the other while
 * purchases are measured. The tests are checks of repairs, which call what a planned test calls, at any hour.
 */
export async function prepareTests(
  { market, platform, inTransaction }: OpenMarket,
  sellers: readonly SeededSeller[],
  { count, warmUp, measured }: Tests,
): Promise<void> {
  const tested = Array.from(
    { length: count },
    (_, nth) => sellers[Math.floor((nth * sellers.length) / count)],
  )
  const passCases = async (of: SeededSeller | undefined, nth: number): Promise<void> => {
    if (!of) return
    const name = `Seller member ${nth}`
    const entry = { email: `seller-${nth}@bench.example`, name, password: 'a password of benches only' }
    const memberId = await inTransaction((tx) =>
      market.parties.addMember(tx, { ...entry, language: 'en-US', sellerId: of.sellerId }),
    )
    const actor = { kind: 'member', operator: false, memberId, name, sellerId: of.sellerId } as const
    const { cases, unsent } = await market.debugging.runScenes(actor, of.productId)
    if (unsent.length > 0 || cases.some(({ passed }) => !passed))
      throw new Error(`${of.productId} fails its cases`)
  }
  for (let from = 0; from < count; from += atOnce)
    await Promise.all(tested.slice(from, from + atOnce).map((of, nth) => passCases(of, from + nth)))
  const firstMs = Date.now() + startMs + warmUp * 1000
  const rows = tested.flatMap((of, nth) =>
    of
      ? [
          {
            ...of,
            id: platform.ids.next('dlt'),
            due_at: toIso((firstMs + (nth * measured * 1000) / count) as never),
          },
        ]
      : [],
  )
  const tests = rows.map(
    ({ id, productId, sellerId, due_at }) => `
      insert into wakeup (kind, subject, due_at) values ('monitoring.test', '${productId}', '${due_at}');
      insert into dial_test (id, product_id, seller_id, day, half, state, due_at)
        values ('${id}', '${productId}', '${sellerId}', '2026-01-01', 'repair', 'due', '${due_at}');`,
  )
  await platform.db.script([watchAll, ...tests].join('\n'))
}
