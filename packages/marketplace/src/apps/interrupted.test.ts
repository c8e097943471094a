import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromMinutes } from '@loggia/kernel'
import { listRuleEngines, openScriptedSeller, openWorld } from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import { keepBooks, openConnected, openCredential, openEnterprise } from './testing/joint.ts'
import { createSellersBooks } from './testing/sellers-books.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))(
  'attempts that the marketplace itself breaks off, on %s',
  (engine) => {
    let world: World
    let server: ScriptedSeller
    beforeAll(async () => {
      world = await openWorld({ engine, postgresUrl })
      server = await openScriptedSeller()
    })
    afterAll(async () => {
      await server.close()
      await world.close()
    })

    test('R273: are none of the five tries, and do not move them', async () => {
      const keep = keepBooks(createSellersBooks())
      server.answer(keep)
      const product = await openCredential(world, server)
      const enterprise = await openEnterprise(world)
      const calledAfter: number[] = []
      const start = world.clock.now()
      server.answer((request) => {
        if (request.activity !== 'tenantSync') return keep(request)
        calledAfter.push(world.clock.now() - start)
        if (calledAfter.length > 2) return { resultCode: '000005', resultMsg: 'broken' }
        return () => world.market.calls.engine.breakOff()
      })

      const app = await openConnected(world, product, enterprise)
      await world.advance(fromMinutes(40))

      expect(calledAfter).toEqual([0, 0, 0, 1, 3, 7, 15].map(fromMinutes))
      expect((await app.look()).asks?.batch.state).toBe('failed')
    })
  },
)
