import { Agent } from 'undici'
import { buyerPassword } from '../market/buyers.ts'
import { unitPriceMinor } from '../market/seed.ts'
import type { Seeded } from './work.ts'

/** Makes the nth purchase like a buyer over HTTP, submitting and then paying, and returns the order's id. */
export type Shop = {
  buy(nth: number): Promise<string>
  /** Headers of the nth buyer: session and address. */
  headers(nth: number): Readonly<Record<string, string>>
  close(): Promise<void>
}

const connections = 128

function createAsker(url: string) {
  const agent = new Agent({ connections, keepAliveTimeout: 30_000 })
  async function ask<T>(path: string, headers: Readonly<Record<string, string>>, body?: object) {
    const {
      statusCode,
      headers: got,
      body: reply,
    } = await agent.request({
      origin: url,
      path,
      method: 'POST',
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await reply.text()
    if (statusCode >= 300) throw new Error(`${path}: ${statusCode} ${text.slice(0, 300)}`)
    return { answer: (text === '' ? undefined : JSON.parse(text)) as T, headers: got }
  }
  return { ask, close: () => agent.close() }
}

const expectedTotal = { amount: (Number(unitPriceMinor) / 100).toFixed(2), currency: 'CNY' }

/** Each buyer has an address of its own, given by a trusted proxy, since limits count by address. */
export async function openShop(url: string, { emails, priceItems }: Seeded): Promise<Shop> {
  const { ask, close } = createAsker(url)
  const members: Readonly<Record<string, string>>[] = []
  for (const [nth, email] of emails.entries()) {
    const from = { 'x-forwarded-for': `198.51.${100 + Math.floor(nth / 250)}.${1 + (nth % 250)}` }
    const entry = { email, password: buyerPassword }
    const { answer, headers } = await ask<{ session: { csrfToken: string } }>('/api/session', from, entry)
    const cookie = String(headers['set-cookie']).split(';')[0] ?? ''
    members.push({ ...from, cookie, 'x-loggia-csrf': answer.session.csrfToken })
  }
  const headers = (nth: number) => members[nth % members.length] ?? {}
  return {
    headers,
    async buy(nth) {
      const member = headers(nth)
      const lines = [{ priceItemId: priceItems[nth % priceItems.length], quantity: 1, periodCount: 1 }]
      const key = { ...member, 'idempotency-key': `order-${nth}` }
      const { answer } = await ask<{ orderId: string }>('/api/buyer/orders', key, {
        lines,
        expectedTotal,
        agreed: true,
      })
      const payment = `/api/buyer/orders/${answer.orderId}/payment`
      await ask(payment, { ...member, 'idempotency-key': `payment-${nth}` })
      return answer.orderId
    },
    close,
  }
}

export function openBareShop(url: string): Shop {
  const { ask, close } = createAsker(url)
  return {
    headers: () => ({}),
    async buy() {
      const { answer } = await ask<{ orderId: string }>('/orders', {})
      await ask(`/orders/${answer.orderId}/payment`, {})
      return answer.orderId
    },
    close,
  }
}
