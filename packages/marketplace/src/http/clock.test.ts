import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { createMarketplaceHttp } from '../http.ts'
import type { MemberActor } from '../platform/index.ts'

let world: World
let server: FastifyInstance
let browserFiles: string
beforeAll(async () => {
  world = await openWorld()
  browserFiles = await mkdtemp(join(tmpdir(), 'loggia-browser-files-'))
  server = await createMarketplaceHttp(world.market, world.platform, {
    baseUrl: 'http://market.example',
    renderPage: (page) => JSON.stringify(page),
    browserFiles,
  })
})
afterAll(async () => {
  await server.close()
  await world.close()
  await rm(browserFiles, { recursive: true })
})

async function signIn(actor: MemberActor): Promise<Record<string, string>> {
  const email = `${actor.name.toLowerCase().replace(' ', '-')}@loggia.example`
  const credentials = { email, password: 'a password of tests', userAgent: 'a test', ip: '192.0.2.1' }
  const { token, session } = await world.market.parties.signIn(credentials)
  return { cookie: `loggia_session=${token}`, 'x-loggia-csrf': session.csrfToken }
}

test('an operator moves the clock by a length of time above 0; a seller does not where it is the operators’ alone', async () => {
  const operator = await signIn(await world.given.operator())
  const seller = await signIn(await world.given.seller())
  const move = (side: 'operator' | 'seller', payload: object) =>
    server.inject({
      method: 'POST',
      url: `/api/${side}/clock/moves`,
      headers: side === 'operator' ? operator : seller,
      payload,
    })
  const before = world.platform.clock.now()

  const nowhere = await move('operator', { kind: 'by', hours: 0 })
  const moved = await move('operator', { kind: 'by', hours: 1 })
  const state = await vi.waitUntil(async () => {
    const reply = await server.inject({ url: '/api/clock', headers: operator })
    return reply.json().last && reply
  })
  const refused = await move('seller', { kind: 'by', hours: 1 })
  const stopped = await server.inject({ method: 'POST', url: '/api/operator/clock/stop', headers: operator })

  expect(nowhere.statusCode).toBe(400)
  expect(nowhere.json()).toMatchObject({ code: 'clock.no_length' })
  expect(moved.statusCode).toBe(200)
  expect(state.json()).toMatchObject({ movable: true, last: { end: 'arrived' } })
  expect(world.platform.clock.now() - before).toBe(3_600_000)
  expect(refused.statusCode).toBe(403)
  expect(refused.json()).toMatchObject({ code: 'clock.operators_only' })
  expect(stopped.statusCode).toBe(204)
})
