import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { createSeller, answerLater, createMemoryStore, refuse } from '@loggia/seller'
import type { Refusal } from '@loggia/seller'
import type { SaasHandlers, Seller } from '@loggia/seller'
import { createExpressHandler } from '@loggia/seller/express'
import { createNodeListener } from '@loggia/seller/node'
import { afterEach, expect, test } from 'vitest'
import { runCheck } from './line-in-test.ts'
import type { Ran } from './line-in-test.ts'

const key = 'a key for trying out'
const access = { frontEndUrl: 'https://app.example' }
const servers: Server[] = []
const sellers: Seller[] = []

const sleepers: (() => void)[] = []
const sleep = (): Promise<typeof access> =>
  new Promise((resolve) => void sleepers.push(() => resolve(access)))

afterEach(async () => {
  for (const wake of sleepers.splice(0)) wake()
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  await Promise.all(sellers.splice(0).map((seller) => seller.close()))
})

function sellerOf(open: SaasHandlers['open'] = () => access, rest: Partial<SaasHandlers> = {}): Seller {
  const seller = createSeller({
    accessKey: key,
    store: createMemoryStore(),
    budgetMs: 200,
    onProblem: () => undefined,
    saas: { open, ...rest },
  })
  sellers.push(seller)
  return seller
}

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/saas`
}

const check = (url: string, more: readonly string[] = [], untilStopped?: () => Promise<void>): Promise<Ran> =>
  runCheck([url, '--protocol', 'saas-v2', '--key', key, ...more], {
    nowMs: Date.now,
    ...(untilStopped && { untilStopped }),
  })

test('a body parser before the adapter is named, and not one check is blamed', async () => {
  const app = express()
  app.use(express.json())
  app.all('/saas', createExpressHandler(sellerOf()))

  const { code, out } = await check(await listen(app))

  expect(code).toBe(1)
  expect(out).toMatch(/1\. Stopped: .*HTTP status 415.*express\.json\(\) runs before the code/)
  expect(out).toContain('The run was stopped. 0 passed, 0 failed, 0 warned')
  expect(out).not.toMatch(/FAIL|NTP/)
  expect(out.split('\n').length).toBeLessThan(12)
})

test('a report of a run that was stopped says why, in every form', async () => {
  const url = await listen((_, response) => void response.writeHead(404).end())

  const json = JSON.parse((await check(url, ['--json'])).out) as { stopped: string; passed: number }

  expect(json.stopped).toMatch(/HTTP status 404/)
  expect(json.passed).toBe(0)
})

test('a wrong key is told once, with the key as the first thing to look at', async () => {
  const url = await listen(createNodeListener(sellerOf()))

  const { code, out } = await check(url, ['--key', 'another key'])

  expect(code).toBe(1)
  expect(out).toMatch(/1\. To fix: Nothing was carried out.*000001/)
  expect(out).toMatch(/Fix: Check the key first/)
  expect(out).not.toContain('NTP')
  expect(out.match(/Fix:/g)?.length).toBeLessThanOrEqual(2)
})

const never = [
  ['that never comes to its end', () => answerLater()],
  ['that hangs', sleep],
] as const satisfies readonly [string, SaasHandlers['open']][]

test.each(never)('an opening %s is not green, unless skips are allowed', async (_, open) => {
  const words = ['--ready-within', '0.3']
  const { code, out } = await check(await listen(createNodeListener(sellerOf(open))), words)
  const allowed = await check(await listen(createNodeListener(sellerOf(open))), [...words, '--allow-skips'])

  expect([code, allowed.code]).toEqual([1, 0])
  expect(out).toMatch(
    /Not judged: The instance was not ready within 0\.3 s; use --ready-within to wait longer\./,
  )
  expect(out).toMatch(/No required check failed, but \d+ required checks could not be judged/)
})

test('what every purchase is refused for is told once, with what a seller may lack who asks the market', async () => {
  const open = (): Refusal => refuse('failed', 'What was bought could not be asked.')

  const { code, out } = await check(await listen(createNodeListener(sellerOf(open))))

  expect(code).toBe(1)
  expect(out).toMatch(/1\. To fix: No purchase was carried out: they were answered .*could not be asked/)
  expect(out).toMatch(/asks the marketplace what was bought.*--orders/)
})

test('Ctrl-C ends the checks, and what was opened is released before the command ends', async () => {
  const open = new Set<string>()
  let stop: () => void = () => undefined
  const stopped = new Promise<void>((resolve) => (stop = resolve))
  const seller = sellerOf(
    ({ instanceId }) => {
      open.add(instanceId)
      if (open.size === 2) stop()
      return access
    },
    { release: ({ instance }) => void open.delete(instance.instanceId) },
  )

  const { code, out } = await check(await listen(createNodeListener(seller)), [], () => stopped)

  expect(code).toBe(1)
  expect(out).toContain('Stopped: The run was interrupted.')
  expect(out).toMatch(/\d+ instances were still open at the end and were released\./)
  expect([...open]).toEqual([])
})

test('a whole run leaves no instance behind', async () => {
  const open = new Set<string>()
  const seller = sellerOf(
    ({ instanceId }) => {
      open.add(instanceId)
      return access
    },
    { release: ({ instance }) => void open.delete(instance.instanceId), upgrade: () => undefined },
  )

  const { out } = await check(await listen(createNodeListener(seller)))

  expect(out).toContain('The server conforms.')
  expect([...open]).toEqual([])
})
