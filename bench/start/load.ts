import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from '@loggia/client'
import type { Client } from '@loggia/client'
import { buyerPassword } from '../market/buyers.ts'
import { unitPriceMinor } from '../market/seed.ts'
import type { SellerFleet } from '../sellers/fleet.ts'

export const purchases = 1000
const patienceMs = 60_000

export type Shopping = {
  readonly emails: readonly string[]
  readonly priceItems: readonly string[]
  readonly fleet: SellerFleet
}

/**
 * Buys over HTTP, each buyer one purchase after the other; resolves when every service is open and its access data was
 * requested.
 */
export async function buyAll(url: string, { emails, priceItems, fleet }: Shopping): Promise<void> {
  let next = 0
  const shop = async (email: string): Promise<void> => {
    const client = await signIn(url, email)
    for (let nth = next++; nth < purchases; nth = next++)
      await buy(client, priceItems[nth % priceItems.length] ?? '', nth)
  }
  await Promise.all(emails.map(shop))
  const from = performance.now()
  for (let left = purchases * 2; left > 0; await pause(100)) {
    const { received } = await fleet.takeJournal()
    left -= received.length
    if (performance.now() - from > patienceMs) throw new Error(`${left} calls did not reach their sellers`)
  }
}

async function buy(client: Client, priceItemId: string, nth: number): Promise<void> {
  const expectedTotal = { amount: (Number(unitPriceMinor) / 100).toFixed(2), currency: 'CNY' as const }
  const { orderId } = await client.request(
    'POST /api/buyer/orders',
    { body: { lines: [{ priceItemId, quantity: 1, periodCount: 1 }], expectedTotal, agreed: true } },
    { idempotencyKey: `order-${nth}` },
  )
  const payment = { params: { orderId } }
  const key = { idempotencyKey: `payment-${nth}` }
  await client.request('POST /api/buyer/orders/:orderId/payment', payment, key)
}

async function signIn(url: string, email: string): Promise<Client> {
  const held: { cookie: string; csrfToken?: string } = { cookie: '' }
  const client = createClient({
    base: '',
    // The client requests paths only.
    fetch: async (path, init) => {
      const headers = new Headers(init?.headers)
      if (held.cookie) headers.set('cookie', held.cookie)
      const reply = await fetch(`${url}${path as string}`, { ...init, headers })
      const cookies = reply.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
      if (cookies.length > 0) held.cookie = cookies.join('; ')
      return reply
    },
    csrfToken: () => held.csrfToken,
    language: () => 'en-US',
  })
  const { session } = await client.request('POST /api/session', { body: { email, password: buyerPassword } })
  held.csrfToken = session.csrfToken
  return client
}

/** Sends as many requests as the purchases do, to a server that does no work for them. */
export async function askAll(url: string): Promise<void> {
  for (let nth = 0; nth < purchases * 2; nth += 1) await (await fetch(`${url}/readyz`)).arrayBuffer()
}
