import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addMs, fromDays, fromHours, toIso } from '@loggia/kernel'
import type { AuditEntry, AuditFilter } from '@loggia/protocol/console'
import { openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { readAll } from '../platform/index.ts'
import { runInTx, system } from '../platform/index.ts'
import type { Actor } from '../platform/index.ts'
import { appendHistory } from '../platform/history.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(() => world.reset())
afterAll(() => world.close())

const id = (prefix: string, n: number): string => `${prefix}_${String(n).padStart(26, '0')}`
const record = (
  subject: string,
  kind: string,
  more: { actor?: Actor; data?: Record<string, unknown> } = {},
) =>
  runInTx(world.platform, { actor: more.actor ?? system }, (tx) =>
    appendHistory(tx, [{ subject, at: world.clock.now(), kind, data: more.data ?? {} }]),
  )
async function find(filter: AuditFilter): Promise<string[]> {
  const { items } = await world.market.views.listAudit(filter, { limit: 100 })
  return items.map(({ subject, kind }) => `${subject.slice(0, 3)}${Number(subject.slice(4))} ${kind}`)
}
const clean = () => world.platform.db.script('delete from history')

test('the record is told newest first, each entry once, however it is paged', async () => {
  await clean()
  for (let n = 0; n < 23; n += 1) {
    await record(id('ord', n % 4), 'order.paid')
    if (n % 3 === 0) await world.advance(1000)
  }
  const seen: AuditEntry[] = []
  let after: string | undefined
  do {
    const page = await world.market.views.listAudit({}, { limit: 5, ...(after && { after }) })
    seen.push(...page.items)
    after = page.next
  } while (after !== undefined)

  expect(seen).toHaveLength(23)
  expect(new Set(seen.map((entry) => `${entry.subject} ${entry.sequence}`)).size).toBe(23)
  const places = seen.map(
    (entry) => `${entry.at} ${entry.subject} ${String(entry.sequence).padStart(4, '0')}`,
  )
  expect(places).toEqual(places.toSorted().toReversed())
})

test('an entry made while the pages are read moves none of the others', async () => {
  await clean()
  for (let n = 0; n < 4; n += 1) {
    await record(id('ord', n), 'order.paid')
    await world.advance(1000)
  }
  const first = await world.market.views.listAudit({}, { limit: 2 })
  await record(id('ord', 9), 'order.paid')
  const second = await world.market.views.listAudit({}, { limit: 2, after: first.next ?? '' })

  expect([...first.items, ...second.items].map((entry) => Number(entry.subject.slice(4)))).toEqual([
    3, 2, 1, 0,
  ])
})

describe('it is narrowed', () => {
  test('by the thing, its kind, the kind of event and its beginning', async () => {
    await clean()
    await record(id('ord', 1), 'order.paid')
    await record(id('ord', 2), 'orderly.thing')
    await record(id('prd', 3), 'product.added')
    await record(id('ord', 2), 'order.refunded')

    expect((await find({ subject: id('ord', 2) })).toSorted()).toEqual([
      'ord2 order.refunded',
      'ord2 orderly.thing',
    ])
    expect(await find({ subjectKind: 'prd' })).toEqual(['prd3 product.added'])
    expect(await find({ kind: 'order.paid' })).toEqual(['ord1 order.paid'])
    expect((await find({ kind: 'order.' })).toSorted()).toEqual(['ord1 order.paid', 'ord2 order.refunded'])
    expect(await find({ kind: 'order' })).toHaveLength(2)
    expect(await find({ kind: 'order.pai' })).toEqual([])
    expect(await find({ subjectKind: 'prd', kind: 'order.' })).toEqual([])
  })

  test('by who did it: one member, somebody, or nobody', async () => {
    const operator = await world.given.operator()
    await clean()
    await record(id('adr', 1), 'address.decided', { actor: operator })
    await record(id('ord', 2), 'order.completed')

    expect(await find({ actor: operator.memberId })).toEqual(['adr1 address.decided'])
    expect(await find({ actor: 'member' })).toEqual(['adr1 address.decided'])
    expect(await find({ actor: 'system' })).toEqual(['ord2 order.completed'])
  })

  test('by time, from a moment on and before another', async () => {
    await clean()
    const start = world.clock.now()
    for (const n of [1, 2, 3]) {
      await record(id('ord', n), 'order.paid')
      await world.advance(fromDays(1))
    }
    const at = (ms: number): string => toIso(addMs(start, ms))

    expect(await find({ from: at(fromDays(1)) })).toEqual(['ord3 order.paid', 'ord2 order.paid'])
    expect(await find({ to: at(fromDays(1)) })).toEqual(['ord1 order.paid'])
    expect(await find({ from: at(fromHours(1)), to: at(fromDays(2)) })).toEqual(['ord2 order.paid'])
    expect(await find({ from: '0000-01-01T00:00:00Z' })).toHaveLength(3)
  })

  test('by a text: an id of the thing or of who did it', async () => {
    const operator = await world.given.operator()
    await clean()
    await record(id('adr', 1), 'address.decided', { actor: operator })
    await record(id('ord', 2), 'order.completed')

    expect(await find({ text: id('ord', 2) })).toEqual(['ord2 order.completed'])
    expect(await find({ text: operator.memberId })).toEqual(['adr1 address.decided'])
    expect(await find({ text: "' or true --" })).toEqual([])
    expect(await find({ text: '%' })).toEqual([])
  })

  test('by the number of an order, in any case, and by the id of a call', async () => {
    const { productId } = await world.given.listedProduct('https://seller.example/saas')
    const buyer = await world.given.buyer()
    const orderId = await world.given.paidOrder(buyer, productId)
    await world.settle()
    const { items } = await world.market.views.listAllOrders({}, { limit: 10 })
    const { items: calls } = await world.market.views.listAllCalls({ limit: 10 })
    const by = async (text: string) => (await world.market.views.listAudit({ text }, { limit: 100 })).items

    const ofOrder = await by(items[0]?.number.toLowerCase() ?? '')
    expect(ofOrder.map((entry) => entry.kind)).toContain('order.paid')
    expect(new Set(ofOrder.map((entry) => entry.subject))).toEqual(new Set([orderId]))
    const ofCall = await by(calls[0]?.id ?? '')
    expect(ofCall.length).toBeGreaterThan(0)
    expect(new Set(ofCall.map((entry) => entry.data['callId']))).toEqual(new Set([calls[0]?.id]))
  })
})

test('who did it is told by name, id and organisation, and everything that was written down', async () => {
  const buyer = await world.given.buyer()
  await clean()
  await record(id('ord', 1), 'order.paid', {
    actor: buyer,
    data: { sellerId: id('sel', 5), nested: { a: [1] } },
  })

  const { items } = await world.market.views.listAudit({}, { limit: 1 })

  expect(items[0]).toMatchObject({
    actor: { kind: 'member', id: buyer.memberId, name: buyer.name, of: [{ zh: expect.any(String) }] },
    data: { sellerId: id('sel', 5), nested: { a: [1] } },
  })
})

test('a page that ends at a category’s entry is followed by the next', async () => {
  await clean()
  for (const code of ['data', 'cold-stores']) await record(`category:${code}`, 'category.saved')

  const first = await world.market.views.listAudit({}, { limit: 1 })
  const second = await world.market.views.listAudit({}, { limit: 1, after: first.next ?? '' })

  expect(first.next).toContain('category:')
  expect(new Set([first, second].map(({ items }) => items[0]?.subject)).size).toBe(2)
})

test('a cursor that is none is refused', async () => {
  for (const after of ['x', '1~2', '1~ord_1~x', '99999999999999999~a~1'])
    await expect(world.market.views.listAudit({}, { limit: 1, after })).rejects.toMatchObject({
      code: 'views.cursor_malformed',
    })
})

test('the export holds everything once, in the order of the list', async () => {
  await clean()
  await world.platform.db.script(`
    insert into history (subject, sequence, at, actor_kind, kind, data)
    select 'ord_' || lpad((n % 7)::text, 26, '0'), 1 + n / 7, '2026-01-01'::timestamptz + (n % 400) * interval '1 s', 'system', 'order.paid', '{}'
    from generate_series(0, 2499) n`)
  const places: string[] = []
  const entries = readAll((page) => world.market.views.listAudit({ kind: 'order.' }, page))
  for await (const { at, subject, sequence } of entries)
    places.push(`${at} ${subject} ${String(sequence).padStart(6, '0')}`)

  expect(places).toHaveLength(2500)
  expect(new Set(places).size).toBe(2500)
  expect(places).toEqual(places.toSorted().toReversed())
})
