import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromHours } from '@loggia/kernel'
import { openAtOnce, openScriptedSeller, openWorld, listRuleEngines } from '../../embedded/index.ts'
import type { ScriptedSeller, SellerReply, World } from '../../embedded/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const refuse = (): SellerReply => ({ resultCode: '000100', resultMsg: 'no resource' })

type Tables = {
  delivery: Record<string, unknown> & { order_line_id: string }
  order_line: { id: string; offer: unknown; type: string; sales_mode: string }
}

describe.each(listRuleEngines(postgresUrl))('deliveries of what was paid, on %s', (engine) => {
  let world: World
  let seller: ScriptedSeller
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 1500 } })
  })
  afterEach(async () => {
    await seller.close()
    await world.reset()
  })
  afterAll(() => world.close())

  const tables = () => world.platform.db.withTables<Tables>()
  const deliveries = () => tables().selectFrom('delivery').selectAll().orderBy('order_line_id').execute()

  async function pay(script: Parameters<ScriptedSeller['answer']>[0]) {
    seller = await openScriptedSeller()
    seller.answer(script)
    const { productId } = await world.given.listedProduct(seller.url)
    return world.given.paidOrder(await world.given.buyer(), productId)
  }

  test('R12, R74: a paid line is a delivery of its type, and accepted as soon as the service opens', async () => {
    const orderId = await pay(openAtOnce)
    const paidAt = world.clock.now()
    expect(await deliveries()).toMatchObject([
      {
        order_id: orderId,
        type: 'saas',
        state: 'started',
        started_at: paidAt,
        deliver_until: paidAt + fromHours(3),
      },
    ])

    await world.settle()

    expect(await deliveries()).toMatchObject([
      { state: 'accepted', delivered_at: paidAt, accepted_at: paidAt, failed_at: null },
    ])
  })

  test('R70: what is not opened in its time has failed, and its order is refunded', async () => {
    const orderId = await pay(refuse)

    await world.advance(fromHours(4))

    expect(await deliveries()).toMatchObject([{ state: 'failed', delivered_at: null, accepted_at: null }])
    expect((await world.market.orders.get(world.platform.db, orderId)).state).toBe('refunded')
  })

  test('what was bought before there were deliveries has them afterwards as if they had always been', async () => {
    seller = await openScriptedSeller()
    let refused = true
    seller.answer((request) => (refused ? refuse() : openAtOnce(request)))
    const { productId } = await world.given.listedProduct(seller.url)
    const buyer = await world.given.buyer()
    await world.given.paidOrder(buyer, productId)
    await world.advance(fromHours(4))
    refused = false
    await world.given.paidOrder(buyer, productId)
    await world.settle()
    await world.given.paidOrder(buyer, productId)
    const before = await deliveries()
    expect(before.map(({ state }) => state)).toEqual(['failed', 'accepted', 'started'])

    await tables().deleteFrom('delivery').execute()
    await world.platform.db.script(await backfill())

    expect((await deliveries()).map(withoutId)).toEqual(before.map(withoutId))
    expect((await deliveries()).every(({ id }) => /^dlv_[0-9a-z]{26}$/.test(id as string))).toBe(true)
  })

  test('R10, R12: a line says type and mode that its offer froze; one of before is SaaS that its seller sold', async () => {
    const orderId = await pay(openAtOnce)
    const kinds = () => tables().selectFrom('order_line').select(['type', 'sales_mode']).execute()
    expect(await kinds()).toEqual([{ type: 'saas', sales_mode: 'general' }])

    await world.platform.db.script(
      `update order_line set offer = offer || '{"salesMode": "joint"}' where order_id = '${orderId}'`,
    )
    expect(await kinds()).toEqual([{ type: 'saas', sales_mode: 'joint' }])
    await world.platform.db.script(
      `update order_line set offer = offer - 'type' - 'salesMode' where order_id = '${orderId}'`,
    )

    expect(await kinds()).toEqual([{ type: 'saas', sales_mode: 'general' }])
    const { lines } = await world.market.orders.get(world.platform.db, orderId)
    expect(lines[0]?.offer).toMatchObject({ type: 'saas', salesMode: 'general' })
  })
})

const withoutId = ({ id: _id, ...row }: Readonly<Record<string, unknown>>) => row

/** The statement of the migration that creates deliveries for existing rows. */
async function backfill(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, '../../migrations/0026-fulfilment.sql'), 'utf8')
  const from = text.indexOf('insert into delivery')
  return text.slice(from, text.indexOf(';', from) + 1)
}
