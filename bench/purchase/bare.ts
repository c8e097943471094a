import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { signSaasV2 } from '@loggia/signing'
import { createClient } from '../calls/signed-request.ts'
import { serve } from './http.ts'
import type { BareOrder } from './work.ts'

/** As many connections as apps/server opens. */
const connections = 20

export const bareTables = `
  create table order_line (order_id text primary key, number text not null, seller_id text not null, state text not null);
  create table payment (order_id text primary key);`

/**
 * The minimum of a purchase: over HTTP a row for the order and a row for its payment, then the two signed requests to
 * the seller and the final state of the row, each statement with its own commit. No money, no rules, no history, no
 * recovery after a crash.
 */
export async function serveBare({ databaseUrl, sellerUrls, accessKeys }: BareOrder): Promise<string> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: connections })
  const { send } = createClient()

  async function ask(nth: number, message: Readonly<Record<string, unknown>>): Promise<void> {
    const seller = nth % sellerUrls.length
    const body = JSON.stringify(message)
    const nonce = randomBytes(16).toString('hex')
    const accessKey = accessKeys[seller] ?? ''
    const { query } = signSaasV2({ accessKey, body, nonce, timestampMs: Date.now() })
    const url = new URL(sellerUrls[seller] ?? '')
    url.search = `?${query}`
    const headers = { accept: 'application/json', 'content-type': 'application/json;charset=utf8' }
    JSON.parse((await send({ url, headers, body })).body.toString())
  }

  async function open(nth: number, orderId: string): Promise<void> {
    const orderLineId = `${orderId}-000001`
    const order = { orderId, orderLineId, skuCode: 'a-sku', productId: 'OFFI000000000000000001', amount: 1 }
    const buyer = { customerId: 'a-customer', customerName: 'A buyer', userName: 'A buyer' }
    const term = { chargingMode: 1, periodType: 'month', periodNumber: 1, expireTime: '20261231000000' }
    await ask(nth, { activity: 'newInstance', testFlag: '0', trialFlag: '0', ...order, ...buyer, ...term })
    await ask(nth, { activity: 'queryInstance', instanceId: `i-${orderLineId}`, testFlag: '0' })
    await pool.query("update order_line set state = 'completed' where order_id = $1", [orderId])
  }

  let submitted = 0
  return serve({
    async submit() {
      const orderId = `CS${String((submitted += 1)).padStart(15, '0')}`
      const line = [orderId, `${orderId}-000001`]
      await pool.query("insert into order_line values ($1, $2, 'seller', 'open')", line)
      return orderId
    },
    async pay(orderId) {
      await pool.query('insert into payment values ($1)', [orderId])
      void open(Number(orderId.slice(2)), orderId)
    },
  })
}
