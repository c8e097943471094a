// A marketplace of another version of this repository: its own modules and clock, used over its own HTTP interface.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWire } from './wire.mjs'

const day = 86_400_000

/** Opens the version in `clone` on a database of the cluster, with its demo. */
export async function openMarket(clone, postgresUrl) {
  const modules = await load(clone)
  const wire = createWire(modules)
  const world = await modules.openWorld({ engine: 'postgres', postgresUrl, calls: { transport: wire } })
  const files = mkdtempSync(join(tmpdir(), 'filled-market-'))
  const { market, platform } = world
  const server = await modules.createMarketplaceHttp(market, platform, {
    baseUrl: 'https://market.example',
    renderPage: () => '',
    browserFiles: files,
    limits: { all: 1_000_000, signIn: 1_000_000 },
  })
  const demo = await modules.prepareDemo(market, platform)
  const at = { servers: demo.servers, origin: 'https://demo.example' }
  await modules.registerDemoServers(market, platform, at)
  for (const { slug, accessKey } of demo.servers) wire.addSeller(`/${slug}/saas`, accessKey)
  return {
    modules,
    wire,
    world,
    demo,
    server,
    signIn: (email, password = modules.demoPassword) => signIn(server, { email, password }),
    /** Moves market time; what falls due on the way is done. */
    pass: (days) => world.advance(days * day),
    async close() {
      await server.close()
      await world.close()
      rmSync(files, { recursive: true, force: true })
    },
  }
}

async function load(clone) {
  const from = (path) => import(join(clone, 'packages', path))
  return {
    ...(await from('marketplace/src/index.ts')),
    ...(await from('marketplace/src/embedded/index.ts')),
    ...(await from('marketplace/src/media/index.ts')),
    ...(await from('signing/src/index.ts')),
  }
}

let serial = 0

/** A signed-in member; a request that fails throws, except with `tell`, which returns the answer. */
export async function signIn(server, { email, password }) {
  const held = { cookie: '', csrf: '' }
  async function tell(method, url, payload, more = {}) {
    const headers = {
      ...(held.cookie && { cookie: held.cookie, 'x-loggia-csrf': held.csrf }),
      'idempotency-key': `fill-${(serial += 1)}`,
      ...more,
    }
    return server.inject({ method, url, headers, ...(payload && { payload }) })
  }
  async function ask(method, url, payload) {
    const reply = await tell(method, url, payload)
    if (reply.statusCode >= 300)
      throw new Error(`${method} ${url} as ${email}: ${reply.statusCode} ${reply.body.slice(0, 600)}`)
    return reply.body === '' ? undefined : reply.json()
  }
  const { session } = await enter()
  held.csrf = session.csrfToken

  async function enter() {
    const reply = await tell('POST', '/api/session', { email, password })
    if (reply.statusCode >= 300) throw new Error(`${email} cannot sign in: ${reply.body}`)
    held.cookie = String(reply.headers['set-cookie']).split(';')[0]
    return reply.json()
  }
  return {
    email,
    tell,
    get: (url) => ask('GET', url),
    post: (url, body) => ask('POST', url, body),
    put: (url, body) => ask('PUT', url, body),
    delete: (url) => ask('DELETE', url),
  }
}

/** Replaces a password that somebody else set. */
export async function enterFirst(server, { email, password }) {
  const first = await signIn(server, { email, password })
  const own = `${password} of my own`
  await first.put('/api/profile/password', { current: password, next: own })
  return signIn(server, { email, password: own })
}

/** The first id of this kind anywhere in an answer. */
export function idIn(answer, kind) {
  const found = new RegExp(`"(${kind}_[0-9a-z]{26})"`).exec(JSON.stringify(answer))
  if (!found) throw new Error(`There is no ${kind}_ in ${JSON.stringify(answer)?.slice(0, 300)}`)
  return found[1]
}
