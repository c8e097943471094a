import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { consoleApi } from '@loggia/protocol/console'
import { openApis } from '@loggia/protocol/open-apis'
import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openBarePlatform } from '../embedded/bare-platform.ts'
import type { BarePlatform } from '../embedded/bare-platform.ts'
import { createMemoryStorage } from '../files/index.ts'
import { createMedia } from '../media/index.ts'
import { createParties } from '../parties/index.ts'
import { runInTx, system } from '../platform/index.ts'
import type { OpenApiHandlers } from '../platform/index.ts'
import { createSites } from '../sites/index.ts'
import { assembleHttp } from './assemble.ts'
import type { EdgeParts } from './assemble.ts'
import type { AnyHandlers } from './contract-routes.ts'
import type { HttpOptions } from './edge.ts'

export type Role = 'buyer' | 'seller' | 'operator'
/** A signed-in member with the headers that a browser would send. */
export type Visitor = {
  readonly cookie: string
  readonly csrfToken: string
  readonly memberId: Id<'mbr'>
  headers(): Record<string, string>
}

/**
 * The edge with real parties and the handlers of a test; a route without one answers with a fault. For tests of the
 * edge itself.
 */
export type StubEdge = {
  readonly bare: BarePlatform
  readonly server: FastifyInstance
  readonly password: string
  visitor(role: Role | 'member'): Promise<Visitor>
  /** Sends a request, with or without a session. */
  ask(method: string, url: string, as?: Visitor, more?: InjectOptions): Promise<LightMyRequestResponse>
  close(): Promise<void>
}
type Given = {
  handlers?: AnyHandlers
  options?: Partial<HttpOptions>
  present?: EdgeParts['present']
  readMedia?: EdgeParts['readMedia']
  readFile?: EdgeParts['readFile']
  endSubscription?: EdgeParts['endSubscription']
  publicProducts?: EdgeParts['publicProducts']
  openApi?: EdgeParts['openApi']
  /** Computes passwords at production cost with this function. */
  derive?: NonNullable<Parameters<typeof createParties>[1]>['derive']
}

/** Handlers of the open APIs, none of which is to be reached but those of a test. */
export const createOpenApiStubs = (own: Partial<OpenApiHandlers> = {}): OpenApiHandlers => {
  const unreached = () => Promise.reject(new Error('An open API was reached'))
  const all = Object.fromEntries(Object.keys(openApis).map((key) => [key, unreached]))
  return { ...(all as unknown as OpenApiHandlers), ...own }
}

const password = 'correct horse'
const quick = { n: 16, r: 1, p: 1 }

export async function openStubEdge(given: Given = {}): Promise<StubEdge> {
  const bare = await openBarePlatform()
  const parties = createParties(
    bare.platform,
    given.derive ? { derive: given.derive } : { passwordCost: quick },
  )
  const browserFiles = await makeBrowserFiles()
  const options: HttpOptions = {
    baseUrl: 'http://market.example:8080',
    renderPage: (page, frame) => JSON.stringify({ page, frame }),
    browserFiles,
    ...given.options,
  }
  const media = createMedia({ ...bare.platform, storage: createMemoryStorage() })
  const sites = createSites({ ...bare.platform, media })
  const isHttps = options.baseUrl.startsWith('https:')
  const edge = { platform: bare.platform, parties, sites, options, isHttps }
  const stubs = Object.keys(consoleApi).filter(
    (key) =>
      !/ \/api\/(sessions?|profile|sign-up|password-reset[^/]*|email-confirmations|kit)(\/|$)|\/events$/.test(
        key,
      ),
  )
  const missing = (key: string) => () => Promise.reject(new Error(`${key} was reached`))
  const domains: AnyHandlers = {
    ...Object.fromEntries(stubs.map((key) => [key, missing(key)])),
    ...given.handlers,
  }
  const parts = {
    domains,
    present: given.present ?? (async () => []),
    readMedia: given.readMedia ?? (async () => undefined),
    readFile: given.readFile ?? (() => Promise.reject(new Error('The files were reached'))),
    endSubscription:
      given.endSubscription ?? (() => Promise.reject(new Error('The subscriptions were reached'))),
    // No token is known here.
    scim: { admit: () => Promise.resolve(undefined) } as unknown as EdgeParts['scim'],
    // Nobody has a company here.
    signOns: { findTenant: () => Promise.resolve(undefined) } as unknown as EdgeParts['signOns'],
    identity: {
      findConnection: () => Promise.resolve(undefined),
    } as unknown as EdgeParts['identity'],
    openApi: given.openApi ?? {
      recognise: async () => ({ admitted: false as const, because: 'nobody' }),
      admit: async () => ({ admitted: false as const, because: 'nobody' }),
      handlers: createOpenApiStubs(),
    },
    publicProducts: {
      parts: async () => [],
      read: async function* none() {},
      sellerParts: async () => [],
      readSellers: async function* none() {},
      categories: async () => [],
      ...given.publicProducts,
    },
  }
  const server = await assembleHttp(edge, parts)

  const visitors = new Map<string, Visitor>()
  async function visitor(role: Role | 'member'): Promise<Visitor> {
    const known = visitors.get(role)
    if (known) return known
    const email = `${role}@cangye.example`
    const memberId = await runInTx(bare.platform, { actor: system }, async (tx) =>
      parties.addMember(tx, {
        email,
        name: role,
        password,
        language: 'zh-CN',
        operator: role === 'operator',
        ...omitUndefined({
          buyerId:
            role === 'buyer'
              ? await parties.addBuyer(tx, { nameZh: '沧野制造', nameEn: 'Cangye Manufacturing' })
              : undefined,
          sellerId:
            role === 'seller'
              ? await parties.addSeller(tx, { nameZh: '澄澜软件', nameEn: 'Chenglan Software' })
              : undefined,
        }),
      }),
    )
    const { token, session } = await parties.signIn({ email, password, userAgent: 'a test', ip: '192.0.2.1' })
    const cookie = `loggia_session=${token}`
    const made: Visitor = {
      cookie,
      csrfToken: session.csrfToken,
      memberId,
      headers: () => ({ cookie, 'x-loggia-csrf': session.csrfToken }),
    }
    visitors.set(role, made)
    return made
  }

  return {
    bare,
    server,
    password,
    visitor,
    ask: (method, url, as, more = {}) =>
      server.inject({
        ...more,
        method: method as 'GET',
        url,
        headers: { ...as?.headers(), ...more.headers },
      }),
    async close() {
      await server.close()
      await bare.close()
      await rm(browserFiles, { recursive: true, force: true })
    },
  }
}

async function makeBrowserFiles(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'loggia-browser-files-'))
  await mkdir(join(folder, 'assets', 'zh-CN'), { recursive: true })
  await mkdir(join(folder, '.vite'))
  await writeFile(join(folder, 'assets', 'main-abc123.js'), 'export {}')
  await writeFile(join(folder, 'assets', 'zh-CN', 'page-d3.js'), 'export {}')
  await writeFile(join(folder, 'assets', 'main-abc123.js.br'), brotliCompressSync('export {}'))
  for (const face of ['inter-latin-wght-normal-a1.woff2', 'jetbrains-mono-latin-wght-normal-b2.woff2'])
    await writeFile(join(folder, 'assets', face), 'a face')
  await writeFile(join(folder, 'mark.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  await writeFile(join(folder, '.vite', 'manifest.json'), '{}')
  return folder
}
