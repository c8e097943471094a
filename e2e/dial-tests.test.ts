import { once } from 'node:events'
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { readSeeded } from './crash/seeded.ts'
import { signIn } from './harness/client.ts'
import type { Member } from './harness/client.ts'
import { createTemporaryFolder } from './harness/folders.ts'
import { createDatabase, withClient } from './harness/postgres.ts'
import { findFreePort, spawnServer, waitUntilReady } from './harness/server.ts'
import type { ServerProcess } from './harness/server.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** A seller's server that answers at once, or keeps its answers back. */
async function openSeller() {
  const held: ServerResponse[] = []
  const state: { answer: object | 'hold' } = { answer: { resultCode: '000000', instanceId: 'i-1' } }
  let requests = 0
  const server = createServer((request, response) => {
    requests += 1
    request.resume()
    response.setHeader('content-type', 'application/json')
    if (state.answer === 'hold') held.push(response)
    else response.end(JSON.stringify(state.answer))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/saas`, held, state, count: () => requests }
}

async function sendTestCall({ client }: Member, target: string): Promise<boolean> {
  const { scenes } = await client.request('GET /api/seller/test-calls/:target', { params: { target } })
  const presets = scenes.find(({ scene }) => scene === 'new_period')?.parameters ?? []
  const parameters = Object.fromEntries(presets.map((one) => [one.name, one.value]))
  const body = { scene: 'new_period', parameters }
  return (await client.request('POST /api/seller/test-calls/:target', { params: { target }, body })).saved
    .passed
}

describe.runIf(postgresUrl)('dial tests of real servers on PostgreSQL', () => {
  test('R239: a test whose server is killed is called again by another one, and is told once', async () => {
    const seller = await openSeller()
    const folder = createTemporaryFolder('dial-tests')
    const database = await createDatabase(postgresUrl ?? '')
    closing.push(database.drop)
    const env = {
      LOGGIA_DATA: folder,
      LOGGIA_SECRET: 'a secret of the test of dial tests, long enough',
      CRASH_SELLER: seller.url,
      LOGGIA_ALLOW_SELLERS: '127.0.0.0/8',
      DATABASE_URL: database.url,
    }
    const start = async (): Promise<ServerProcess> => {
      const server = spawnServer({ script: 'apps/server/src/main.ts', port: await findFreePort(), env })
      closing.push(server.stop)
      return waitUntilReady(server)
    }
    const seeding = spawnServer({ script: 'e2e/crash/main.ts', args: ['--seed-only'], port: 0, env })
    expect(await seeding.ended, seeding.output()).toBe(0)
    const [first] = readSeeded(folder).sellers
    const productId = first?.productId ?? ''
    const account = first?.seller ?? { email: '', password: '' }
    const killed = await start()
    const member = await signIn(killed.url, account)
    expect(await sendTestCall(member, productId)).toBe(true)
    const calledBefore = seller.count()

    seller.state.answer = 'hold'
    const { dialTestId } = await member.client.request('POST /api/seller/products/:productId/repair', {
      params: { productId },
    })
    await expect.poll(() => seller.held.length, { timeout: 20_000 }).toBe(1)
    await killed.kill()
    seller.state.answer = { resultCode: '000005', resultMsg: 'broken' }
    const others = [await start(), await start()]
    // Its lease would last for minutes.
    await withClient(database.url, (client) =>
      client.query(`update dial_test set lease_until = '2000-01-01' where state = 'running'`),
    )
    const reader = await signIn(others[0]?.url ?? '', account)
    const testOf = () =>
      reader.client.request('GET /api/seller/dial-tests/:dialTestId', { params: { dialTestId } })
    await expect.poll(async () => (await testOf()).state, { timeout: 20_000 }).toBe('failed')

    const { callList } = await testOf()
    expect(callList.map(({ scene, passed, resultCode }) => [scene, passed, resultCode])).toEqual([
      ['new_period', false, '000005'],
    ])
    expect(seller.count() - calledBefore).toBe(2)
    const { items } = await reader.client.request('GET /api/seller/messages', { query: { limit: 100 } })
    expect(items.filter(({ kind }) => kind === 'dial_test_failed')).toHaveLength(1)
    const rows = await withClient(database.url, async (client) => {
      const found = await client.query<{ fence: number; calls: string }>(
        `select t.fence, count(c.n) as calls from dial_test t join dial_call c on c.dial_test_id = t.id group by t.id`,
      )
      return found.rows
    })
    expect(rows).toEqual([{ fence: 2, calls: '1' }])
  })
})
