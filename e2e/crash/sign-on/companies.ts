import type { KeyObject } from 'node:crypto'
import type { Member } from '../../harness/client.ts'
import { openSecret } from '../../sellers/signing-app.ts'
import { waitForApp, waitUntil } from '../../web/apps.ts'
import type { FailingServer } from '../kit/failing-server.ts'
import { startPurchases } from '../purchases.ts'
import { createPerson } from './person.ts'
import type { Client, NextNode, Person } from './person.ts'

export type OpenCompany = {
  readonly enterpriseId: string
  readonly connectedAppId: string
  readonly serviceId: string
  /** Whose account is linked, in the order of the accounts. */
  readonly people: readonly { readonly id: string; readonly person: Person }[]
}
type Parts = {
  readonly buyer: Member
  readonly kit: FailingServer
  readonly privateKey: KeyObject
  readonly next: NextNode
}
type Wanted = { readonly code: string; readonly accounts: readonly (Member & { readonly email: string })[] }

/** Buys as many services as there are companies, and connects each to its company. */
export async function openCompanies(parts: Parts, priceItemId: string, wanted: readonly Wanted[]) {
  const { buyer } = parts
  const bought = startPurchases({
    count: wanted.length,
    buyerOf: () => buyer,
    wishOf: () => ({ priceItemId, quantity: 1 }),
  })
  bought.allow(wanted.length)
  await bought.done
  const { items } = await waitUntil(
    () => buyer.client.request('GET /api/buyer/connectable-services', { query: {} }),
    (listed) => listed.items.length === wanted.length,
  )
  return Promise.all(
    wanted.map((one, nth) => {
      const serviceId = items[nth]?.service.id
      if (!serviceId) throw new Error(`${items.length} services are open`)
      return openCompany(parts, serviceId, one)
    }),
  )
}

async function openCompany(
  { buyer, kit, privateKey, next }: Parts,
  serviceId: OpenCompany['serviceId'],
  { code, accounts }: Wanted,
): Promise<OpenCompany> {
  const { client } = buyer
  const { id: enterpriseId } = await client.request(
    'POST /api/buyer/enterprises',
    { body: { name: `企业 ${code}`, tenantCode: code } },
    { idempotencyKey: code },
  )
  const ids: string[] = []
  for (const account of accounts) ids.push(await addLinked(buyer, enterpriseId, account))
  const { id: connectedAppId } = await client.request(
    'POST /api/buyer/connected-apps',
    { body: { serviceId, enterpriseId, sharedData: [] } },
    { idempotencyKey: `app of ${code}` },
  )
  await waitForApp(buyer, connectedAppId, ({ state }) => state === 'connected')
  await client.request(
    'POST /api/buyer/connected-apps/:connectedAppId/assignments',
    { params: { connectedAppId }, body: { people: { ids }, role: 'user' } },
    { idempotencyKey: `people of ${code}` },
  )
  const of = readClient(kit, code, privateKey)
  const people = ids.map((id, nth) => ({
    id,
    person: createPerson(of, accounts[nth]?.cookies() ?? [], next),
  }))
  return { enterpriseId, connectedAppId, serviceId, people }
}

/** A new person of the company, whose account this is. */
async function addLinked({ client }: Member, enterpriseId: string, account: Wanted['accounts'][number]) {
  const params = { enterpriseId }
  const { items } = await client.request('GET /api/buyer/enterprises/:enterpriseId/departments', {
    params,
    query: {},
  })
  const [userName = ''] = account.email.split('@')
  const { id: personId } = await client.request(
    'POST /api/buyer/enterprises/:enterpriseId/people',
    { params, body: { userName, name: userName, departmentId: items[0]?.id ?? '' } },
    { idempotencyKey: `${enterpriseId} ${userName}` },
  )
  const { path = '' } = await client.request(
    'POST /api/buyer/enterprises/:enterpriseId/people/:personId/invitation',
    { params: { enterpriseId, personId }, body: { email: account.email } },
  )
  await account.client.request('POST /api/directory-invitation/acceptance', {
    body: { token: path.split('#')[1] ?? '' },
  })
  return personId
}

/** What the seller was told of the app at this company. */
function readClient({ journal }: FailingServer, tenantCode: string, privateKey: KeyObject): Client {
  const findLast = (name: string, key: string, value: unknown) =>
    journal.findLast((line) => line.interface === name && line.body[key] === value)?.body
  const tenant = findLast('tenantSync', 'tenantCode', tenantCode)
  const app = findLast('applicationSync', 'tenantId', tenant?.['tenantId'])
  if (!app) throw new Error(`The seller was not told of ${tenantCode}`)
  return {
    tenantCode,
    clientId: String(app['clientId']),
    clientSecret: openSecret(String(app['clientSecret']), privateKey),
  }
}
