// A seller's server that speaks SCIM 2.0 with a library of others, which judges what we send: it is strict about schemas, and
// the books of its tenants are those of the library.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import SCIMMY from 'scimmy'

export type KeptResource = { readonly id: string } & Readonly<Record<string, unknown>>
/** What one tenant holds: one for each instance. */
export type ScimTenant = {
  readonly users: Map<string, KeptResource>
  readonly groups: Map<string, KeptResource>
}
type Context = { readonly kept: Map<string, KeptResource>; readonly name: 'userName' | 'externalId' }

export const departmentUrn = 'urn:ietf:params:scim:schemas:extension:loggia:2.0:Group'
const department = new SCIMMY.Types.SchemaDefinition('Department', departmentUrn, 'A department', [
  new SCIMMY.Types.Attribute('string', 'code'),
  new SCIMMY.Types.Attribute('string', 'parent'),
])

let serial = 0

type Asked = { readonly id?: string; readonly filter?: { match(all: object[]): object[] } }
/** The part of the library's resources that handlers are given to, whatever they are of. */
type Handled = {
  ingress(handler: (asked: Asked, data: object, context: Context) => object): Handled
  egress(handler: (asked: Asked, context: Context) => object): Handled
  degress(handler: (asked: Asked, context: Context) => void): Handled
}

/** The handlers are the same for Users and Groups; the context says where a resource is kept. */
function keep(resource: Handled): void {
  const { Error: ScimError } = SCIMMY.Types
  resource
    .ingress(({ id }, data, { kept, name }) => {
      const given = JSON.parse(JSON.stringify(data)) as Record<string, unknown>
      if (id !== undefined && !kept.has(id)) throw new ScimError(404, '', `Resource ${id} not found`)
      const isTaken = [...kept.values()].some((one) => one.id !== id && one[name] === given[name])
      if (isTaken) throw new ScimError(409, 'uniqueness', `${String(given[name])} is taken`)
      const own = { ...given, id: id ?? `s${(serial += 1)}` }
      kept.set(own.id, own)
      return own
    })

    .egress(({ id, filter }, { kept }) => {
      if (id === undefined) return filter ? filter.match([...kept.values()]) : [...kept.values()]
      const one = kept.get(id)
      if (!one) throw new ScimError(404, '', `Resource ${id} not found`)
      return one
    })
    .degress(({ id = '' }, { kept }) => {
      if (!kept.delete(id)) throw new ScimError(404, '', `Resource ${id} not found`)
    })
}

SCIMMY.Resources.declare(SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser, false))
SCIMMY.Resources.declare(SCIMMY.Resources.Group.extend(department as never, false))
for (const resource of [SCIMMY.Resources.User, SCIMMY.Resources.Group]) keep(resource as unknown as Handled)

/** What the server does instead of answering: `done_`: it has done what it was told all the same. */
export type ScimFailure = 'answers_500' | 'done_answers_500' | 'done_closes'

/** Takes any token until one is `accepted`. */
export async function openScimReceiver() {
  let accepted: string | undefined
  const tenants = new Map<string, ScimTenant>()
  const heard: string[] = []
  let failures: ScimFailure[] = []

  async function answer(incoming: IncomingMessage, body: string): Promise<{ status: number; body?: object }> {
    const url = new URL(incoming.url ?? '/', 'http://seller')
    const [, , tenant = '', endpoint = '', id] = url.pathname.split('/').map(decodeURIComponent)
    const { authorization = '' } = incoming.headers
    if (authorization !== `Bearer ${accepted ?? authorization.slice(7)}`)
      throw new SCIMMY.Types.Error(401, '', 'The token is not known')
    const isUser = endpoint === 'Users'
    const books = tenants.get(tenant) ?? { users: new Map(), groups: new Map() }
    tenants.set(tenant, books)
    const context: Context = isUser
      ? { kept: books.users, name: 'userName' }
      : { kept: books.groups, name: 'externalId' }
    const Resource = isUser ? SCIMMY.Resources.User : SCIMMY.Resources.Group
    const filter = url.searchParams.get('filter')
    // Its types know no constructor with a query.
    const asked: unknown = id ?? (filter === null ? {} : { filter })
    const resource = new Resource(asked as string)
    switch (incoming.method) {
      case 'GET':
        return { status: 200, body: await resource.read(context) }
      case 'POST':
        return { status: 201, body: await resource.write(JSON.parse(body), context) }
      case 'PUT':
        return { status: 200, body: await resource.write(JSON.parse(body), context) }
      case 'DELETE':
        await resource.dispose(context)
        return { status: 204 }
      default:
        return { status: 405, body: {} }
    }
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    heard.push(`${incoming.method} ${decodeURIComponent(incoming.url ?? '').replace(/^\/scim\/[^/]+/, '')}`)
    const failure = incoming.method === 'GET' ? undefined : failures.shift()
    if (failure === 'answers_500') return void response.writeHead(500).end('broken')
    const { status, body } = await answer(incoming, Buffer.concat(chunks).toString()).catch(
      (error: unknown) => {
        const told = new SCIMMY.Messages.Error(error as Error)
        return { status: Number(told.status), body: told }
      },
    )
    if (failure === 'done_answers_500') return void response.writeHead(500).end('broken')
    if (failure === 'done_closes') return void response.socket?.destroy()
    response.writeHead(status, { 'content-type': 'application/scim+json' })
    response.end(body === undefined ? undefined : JSON.stringify(body))
  }

  const server = createServer((incoming, response) => void serve(incoming, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/scim`,
    tenants,
    accept: (token: string) => void (accepted = token),
    /** The next changes are answered in these ways. */
    fail: (...next: ScimFailure[]) => void (failures = next),
    /** The requests since the last call, such as `POST /Users`. */
    takeHeard: (): string[] => heard.splice(0),
    async close(): Promise<void> {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
export type ScimReceiver = Awaited<ReturnType<typeof openScimReceiver>>
