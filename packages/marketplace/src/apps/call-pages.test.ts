import type { ServerResponse } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { toId } from '@loggia/kernel'
import { listRuleEngines, openScriptedSeller, openWorld } from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import { keepBooks, openConnected, openCredential, openEnterprise } from './testing/joint.ts'
import { createSellersBooks } from './testing/sellers-books.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('the calls of the joint kit on their pages, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    server = await openScriptedSeller()
  })
  afterEach(() => world.reset())
  afterAll(async () => {
    await server.close()
    await world.close()
  })

  test.each(['kit-v2', 'kit-v1'] as const)(
    '%s: hide the people of a customer, and nothing else',
    async (protocol) => {
      const books = createSellersBooks()
      server.answer(keepBooks(books))
      const product = await openCredential(world, server, {
        protocol,
        form: { askedData: ['mobile', 'email', 'position'] },
      })
      const enterprise = await openEnterprise(world)
      const app = await openConnected(world, product, enterprise, ['mobile', 'email', 'position'])
      await app.assign(app.ids(await enterprise.addPerson('林知遥')))
      await world.settle()

      const shown = await Promise.all(
        (await app.batches()).map(({ callId }) =>
          world.market.calls.openAttempts(world.platform.db, toId(callId, 'cal')),
        ),
      )
      const bodies = shown.map(([attempt]) => attempt?.request.body ?? '')

      expect([...books.books.values()].flatMap(({ users }) => [...users.keys()])).toContain('user00001')
      expect(bodies.join('\n')).toContain('沧野制造')
      expect(bodies.join('\n')).not.toMatch(/林知遥|user00001|13800000000|工程师|person@/)
      expect(bodies.find((body) => body.includes('userList'))).toMatch(/role\\*":\\*"user/)
    },
  )

  test.each([
    [
      'a sentence',
      { resultCode: '000005', resultMsg: 'insert failed: mobile=13800000000, email=li@a.example' },
    ],
    [
      'an error page',
      (response: ServerResponse) =>
        void response.writeHead(500).end('<pre>SyncUser(userName=zhangsan, mobile=13800000000)</pre>'),
    ],
  ])('hide an answer that names somebody in %s', async (_, answer) => {
    const keep = keepBooks(createSellersBooks())
    server.answer(keep)
    const product = await openCredential(world, server)
    const enterprise = await openEnterprise(world)
    const app = await openConnected(world, product, enterprise)
    await world.settle()
    server.answer((request) => (request.activity === 'authSync' ? answer : keep(request)))
    await app.assign(app.ids(await enterprise.addPerson('林知遥')))
    await world.settle()
    const [batch] = await app.batches()

    const [attempt] = await world.market.calls.openAttempts(world.platform.db, toId(batch?.callId, 'cal'))

    expect(attempt?.verdict).toBeDefined()
    expect(attempt?.reply?.body).not.toMatch(/13800000000|zhangsan/)
  })
})
