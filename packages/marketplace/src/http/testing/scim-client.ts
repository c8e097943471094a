import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { enterpriseUrn, userUrn } from '@loggia/protocol/scim'
import { openDirectory } from '../../directory/testing/directories.ts'
import type { OpenedDirectory } from '../../directory/testing/directories.ts'
import { openWorld } from '../../embedded/index.ts'
import type { World, WorldOptions } from '../../embedded/index.ts'
import { createMarketplaceHttp } from '../../http.ts'

export const scimBase = 'http://market.example/scim/v2'
export const patchUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
export const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error'

type Body = Record<string, unknown> & { id: string; Resources: Body[] }
export type ScimReply = { status: number; body: Body; headers: Record<string, unknown> }
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A person with every attribute that is kept, and some that are not. */
export const describeFully = (userName: string) => ({
  userName,
  externalId: `x-${userName}`,
  displayName: '林知遥',
  name: { formatted: '林知遥', familyName: '林', givenName: '知遥' },
  title: '工程师',
  userType: 'intern',
  active: true,
  emails: [{ value: `${userName}@example.com`, type: 'work', primary: true }],
  phoneNumbers: [
    { value: '+86 138', type: 'mobile' },
    { value: '010', type: 'work' },
  ],
  addresses: [{ formatted: '成都', type: 'work' }],
  [enterpriseUrn]: { employeeNumber: 'E-7', department: '研发部' },
})

/** A server, and an organisation with a token; `begin` makes new ones of both. */
export async function openScim(options: WorldOptions, mostAMinute = 100_000) {
  const world: World = await openWorld(options)
  const browserFiles = await mkdtemp(join(tmpdir(), 'loggia-browser-files-'))
  const server = await createMarketplaceHttp(world.market, world.platform, {
    baseUrl: 'http://market.example',
    renderPage: (page) => JSON.stringify(page),
    browserFiles,
    limits: { all: 100_000, scim: mostAMinute },
  })
  const { directory } = world.market
  const current: { it?: OpenedDirectory; secret: string } = { secret: '' }

  const getDirectory = (): OpenedDirectory => {
    if (!current.it) throw new Error('Nothing has begun')
    return current.it
  }
  async function takeToken(name: string): Promise<void> {
    const { actor, id } = getDirectory()
    current.secret = (await directory.createToken({ actor }, id, name)).secret
  }
  async function begin(): Promise<void> {
    await world.reset()
    current.it = await openDirectory(world)
    await takeToken('Entra')
  }

  async function ask(
    method: Method,
    path: string,
    payload?: unknown,
    headers: object = {},
  ): Promise<ScimReply> {
    const reply = await server.inject({
      method,
      url: `/scim/v2${path}`,
      headers: {
        authorization: `Bearer ${current.secret}`,
        ...(payload !== undefined && { 'content-type': 'application/scim+json' }),
        ...headers,
      },
      ...(payload !== undefined && {
        payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
      }),
    })
    return {
      status: reply.statusCode,
      body: (reply.body === '' ? {} : reply.json()) as Body,
      headers: reply.headers,
    }
  }

  return {
    world,
    server,
    directory,
    begin,
    takeToken,
    getDirectory,
    ask,
    find: (filter: string, more = '', kind: 'Users' | 'Groups' = 'Users') =>
      ask('GET', `/${kind}?filter=${encodeURIComponent(filter)}${more}`),
    create: async (userName: string, more: object = {}): Promise<string> =>
      (await ask('POST', '/Users', { schemas: [userUrn], userName, ...more })).body.id,
    patch: (path: string, ...Operations: object[]) => ask('PATCH', path, { schemas: [patchUrn], Operations }),
    async close() {
      await server.close()
      await world.close()
      await rm(browserFiles, { recursive: true, force: true })
    },
  }
}
export type OpenedScim = Awaited<ReturnType<typeof openScim>>

export function expectScimError(reply: ScimReply, status: number, scimType?: string): void {
  expect([reply.status, reply.body]).toEqual([
    status,
    {
      schemas: [errorUrn],
      status: String(status),
      detail: expect.stringMatching(/\S/),
      ...(scimType !== undefined && { scimType }),
    },
  ])
  expect(reply.headers['content-type']).toContain('application/scim+json')
}
