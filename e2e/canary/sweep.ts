import { consoleApi } from '@loggia/protocol/console'
import type { Route } from '@loggia/protocol/console'
import { paperPurposes } from '@loggia/protocol/console/papers/kinds'
import type { Member } from '../harness/client.ts'

export type Role = 'buyer' | 'seller' | 'operator'
export type Ids = Readonly<
  Record<
    | 'productId'
    | 'specificationId'
    | 'priceItemId'
    | 'sellerId'
    | 'applicationId'
    | 'organisationApplicationId'
    | 'sellerApplicationId'
    | 'orderId'
    | 'serviceId'
    /** The service of a license. */
    | 'subscriptionId'
    | 'callId'
    | 'buyerId'
    | 'changeId'
    | 'requestId'
    | 'quoteId'
    | 'supervisionId'
    | 'refundRequestId'
    | 'dialTestId'
    | 'ticketId'
    | 'purchaseRequestId'
    | 'enterpriseId'
    | 'departmentId'
    | 'personId'
    /** The number of a line of the order. */
    | 'lineNumber',
    string
  >
>
/** A response: what was read, its status and its text. */
export type Read = { readonly what: string; readonly status: number; readonly text: string }

const nobodysId = (prefix: string): string => `${prefix}_${'0'.repeat(26)}`

/** Reads everything that the console API returns to each role without changing anything. */
export async function readEverything(members: Readonly<Record<Role, Member>>, ids: Ids): Promise<Read[]> {
  const reads: Read[] = []
  for (const [key, { role, answers, query }] of Object.entries<Route>(consoleApi)) {
    const [method, pattern = ''] = key.split(' ')
    if (method !== 'GET') continue
    const path = pattern.replace(/:(\w+)/g, (_, name: string) => idOf(ids, name, pattern))
    const readers: readonly Role[] =
      role === 'anyone' || role === 'member' ? ['buyer', 'seller', 'operator'] : [role]
    const read = answers === 'stream' ? readStream : readOne
    for (const reader of readers)
      for (const asked of queriesOf(query, { key, ids }))
        reads.push(await read(members[reader], reader, `${path}${asked}`))
  }
  for (const role of ['buyer', 'seller', 'operator'] as const) {
    for (const page of pagesOf(role, ids)) reads.push(await readOne(members[role], role, page))
  }
  const failed = `/api/seller/test-calls/${ids.productId}/cases/query/failed`
  reads.push(await readOne(members.seller, 'seller', failed))
  return reads
}

/** The test case of the call that the canary's seller sends, and an agreement. */
const names: Readonly<Record<string, string>> = {
  scene: 'query',
  result: 'passed',
  kind: 'user',
  // The canary's product is not joint, so nobody has these.
  connectedAppId: nobodysId('cap'),
  syncBatchId: nobodysId('syb'),
  appCredentialId: nobodysId('acr'),
}

/** What lists are asked for that answer nothing without. */
const neededOf = ({ lineNumber, productId }: Ids): Readonly<Record<string, readonly string[]>> => ({
  q: ['CS'],
  purpose: paperPurposes,
  lineNumber: [lineNumber],
  productId: [productId],
})

/** The queries with which everything in a list is read. Throws for an unknown one, like `idOf`. */
function queriesOf(
  query: Route['query'],
  { key, ids }: { readonly key: string; readonly ids: Ids },
): readonly string[] {
  const names = query?.safeParse({}).error?.issues.map(({ path }) => String(path[0])) ?? []
  const [name, ...more] = names
  if (name === undefined) return ['']
  const values = neededOf(ids)[name]
  if (!values || more.length > 0) throw new Error(`Nobody knows what ${key} is asked for`)
  return values.map((value) => `?${name}=${value}`)
}

// Throws for an unknown parameter name; otherwise a new route would not be read.
function idOf(ids: Ids, name: string, pattern: string): string {
  if (name === 'target') return ids.productId
  if (name === 'subjectId') return ids.orderId
  if (pattern.includes('/operator/to-do/')) return 'ticket'
  if (pattern.includes('/organisation-applications/')) return ids.organisationApplicationId
  if (pattern.includes('/operator/applications/')) return ids.sellerApplicationId
  const known = names[name]
  if (known !== undefined) return known
  if (!(name in ids)) throw new Error(`No id is known for :${name}`)
  return ids[name as keyof Ids]
}

const pagesOf = (role: Role, ids: Ids): string[] => [
  '/',
  '/sign-in',
  `/products/${ids.productId}`,
  `/products/${ids.productId}/checkout`,
  `/compare?ids=${ids.productId}`,
  '/sellers',
  `/${role}`,
  `/${role}/orders/${ids.orderId}`,
  '/api/docs',
  '/api/docs/buyer/orders',
  '/api/docs/search?q=orders',
  '/healthz',
  '/readyz',
  '/no-such-page',
]

async function readOne(member: Member, role: Role, path: string): Promise<Read> {
  const reply = await member.get(path)
  const headers = [...reply.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  return { what: `${role} ${path}`, status: reply.status, text: `${headers}\n${await reply.text()}` }
}

/** Reads the beginning of a stream, which sends all existing history. */
async function readStream(member: Member, role: Role, path: string): Promise<Read> {
  const reply = await member.get(path)
  const reader = reply.body?.getReader()
  const decoder = new TextDecoder()
  const late = setTimeout(() => void reader?.cancel(), 1_000)
  let text = ''
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
    text += decoder.decode(part.value, { stream: true })
  clearTimeout(late)
  return { what: `${role} ${path}`, status: reply.status, text }
}
