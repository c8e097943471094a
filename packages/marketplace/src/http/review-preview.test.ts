import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { createMarketplaceHttp } from '../http.ts'
import type { MemberActor } from '../platform/index.ts'

let world: World
let server: FastifyInstance
let browserFiles: string
let address: string
let seller: MemberActor

beforeAll(async () => {
  world = await openWorld()
  browserFiles = await mkdtemp(join(tmpdir(), 'loggia-browser-files-'))
  server = await createMarketplaceHttp(world.market, world.platform, {
    baseUrl: 'http://market.example',
    renderPage: (page, frame) =>
      `<head><link rel="modulepreload" href="/a.js"></head>${JSON.stringify({ page, frame })}<script type="module" src="/a.js"></script>`,
    browserFiles,
  })
  const listed = await world.given.listedProduct('https://saas.example')
  seller = listed.seller
  const content = await world.market.catalog.getContent(seller, listed.productId)
  await world.given.passedCases(seller, listed.productId)
  const summary = { zh: '新的介绍', en: 'A new summary' }
  const { applicationId } = await world.market.catalog.proposeChange(seller, listed.productId, {
    ...content,
    summary,
  })
  address = `/operator/reviews/${applicationId}/preview`
})
afterAll(async () => {
  await server.close()
  await world.close()
  await rm(browserFiles, { recursive: true })
})

async function signIn(actor: MemberActor): Promise<Record<string, string>> {
  const { token } = await world.market.parties.signIn({
    email: `${actor.name.toLowerCase().replace(' ', '-')}@loggia.example`,
    password: 'a password of tests',
    userAgent: 'a test',
    ip: '192.0.2.1',
  })
  return { cookie: `loggia_session=${token}` }
}

test('a reviewer sees the version in review as a guest would, in no index, and nothing on it works', async () => {
  const operator = await world.given.operator()
  const headers = await signIn(operator)
  await world.market.sites.setProfile(operator, { name: { zh: '晴川云商店', en: 'Qingchuan Marketplace' } })

  const answer = await server.inject({ url: `${address}?lang=en-US`, headers })

  expect(answer.statusCode).toBe(200)
  expect(answer.body).toContain('A new summary')
  expect(answer.body).toContain('Qingchuan Marketplace')
  expect(answer.body).toContain('"marketTerms":{"version":')
  expect(answer.body).toContain('"session":null')
  expect(answer.body).toContain('"language":"en-US"')
  expect(answer.body).not.toMatch(/<script|modulepreload/)
  expect(answer.headers).toMatchObject({ 'x-robots-tag': 'noindex, nofollow', 'cache-control': 'no-store' })
  const policy = String(answer.headers['content-security-policy'])
  expect(policy).toContain("form-action 'none'")
  expect(policy).toContain("frame-ancestors 'self'")
  expect(policy).toContain('sandbox allow-same-origin')
  expect(policy).not.toContain('script-src')
})

test('nobody else sees it, not even its seller', async () => {
  const bySeller = await server.inject({ url: address, headers: await signIn(seller) })
  const byGuest = await server.inject({ url: address })

  expect(bySeller.statusCode).toBe(403)
  expect(byGuest.statusCode).toBe(401)
  expect(bySeller.body + byGuest.body).not.toContain('A new summary')
})
