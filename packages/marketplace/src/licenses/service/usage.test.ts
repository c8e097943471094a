import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, toIso } from '@loggia/kernel'
import { listRuleEngines, openWorld } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { runInTx, system } from '../../platform/index.ts'
import type { UsageReport } from '../schema.ts'
import { collectCode } from '../testing/bought.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('what software reports, on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterAll(() => world.close())

  async function activated() {
    const it = await collectCode(world)
    const { sellerId } = it.seller
    const { licenses } = world.market
    await it.activate([it.code])
    return {
      ...it,
      report: async (...lists: readonly (readonly UsageReport[])[]) =>
        (
          await licenses.reportUsage(
            sellerId,
            lists.map((uses) => ({ code: it.code, uses })),
          )
        ).code,
      usage: async () => (await licenses.getOfService(it.buyer, 'buyer', it.subscriptionId)).usage,
    }
  }
  const clients = (...ids: string[]) => ids.map((clientId) => ({ clientId }))

  test('is told apart for ten thousand clients a day, however they are reported', async () => {
    const it = await activated()
    const day = toIso(world.clock.now()).slice(0, 10)
    await runInTx(world.platform, { actor: system }, (tx) =>
      tx.write(sql`insert into license_usage (license_id, day, client, active)
        select ${it.id}, ${day}, 'client ' || i, 1 from generate_series(1, 9997) as i`),
    )

    await it.report(clients('a', 'b'), clients('b', 'c'), clients('d', 'e', 'f'))
    await it.report(clients('a', 'b', 'c', 'd', 'e', 'f'))
    expect(await it.usage()).toEqual([{ day, active: 10_000 }])
    await it.report([{ activeCount: 10_001 }])
    expect(await it.usage()).toEqual([{ day, active: 10_001 }])
  })

  test('is kept for 400 days, and not taken for what is released', async () => {
    const it = await activated()
    const report = () => it.report([{ activeCount: 1 }])
    expect(await report()).toBe('92020000')

    await world.advance(fromDays(400))
    expect([(await it.usage()).length, await it.state(), await report()]).toEqual([1, 'ended', '92020003'])
    await world.advance(fromDays(1))
    expect(await it.usage()).toEqual([])
  })
})
