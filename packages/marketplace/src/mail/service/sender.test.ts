import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listRuleEngines, openWorld } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { notify, runInTx, system } from '../../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('a mail server that cannot be reached, on %s', (engine) => {
  let world: World
  let tries = 0
  beforeAll(async () => {
    world = await openWorld({
      engine,
      postgresUrl,
      mail: {
        transport: {
          connect() {
            tries += 1
            return Promise.reject(new Error('Nobody is there'))
          },
        },
        compose: () => ({ subject: 'One', text: 'One', html: '<p>One</p>' }),
        from: 'market@loggia.example',
        origin: 'https://market.example',
      },
    })
  })
  beforeEach(async () => {
    await world.reset()
    tries = 0
  })
  afterAll(() => world.close())

  test('is tried once for all emails of a round, which all wait for the next attempt', async () => {
    const operator = await world.given.operator()
    await runInTx(world.platform, { actor: system }, async (tx) => {
      for (const subject of ['byr_1', 'byr_2', 'byr_3'])
        await notify(
          tx,
          'sign_up_waiting',
          { kind: 'operator' },
          { subject, data: { name: { zh: '甲', en: 'A' } } },
        )
    })

    await world.market.mails.sender?.round()

    const { items } = await world.market.mails.listSent(operator, {}, { limit: 10 })
    expect(items.map(({ state, attempts, fault }) => `${state} ${attempts} ${fault}`)).toEqual(
      Array.from({ length: 3 }, () => 'waiting 1 Nobody is there'),
    )
    expect(tries).toBe(1)
  })
})
