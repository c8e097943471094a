// A seller's server for the order notification in plain Node.js, written from docs/spec/order-notification.md.
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'

const { ACCESS_KEY: accessKey, PORT: port } = process.env

/** The order lines that we were told of. What was bought is asked of the order query. */
const lines = new Set()

const hmac = (data) => createHmac('sha256', accessKey).update(data).digest('hex')

function isProven(query, body) {
  const timestamp = query.get('timestamp') ?? ''
  if (!/^\d{13}$/.test(timestamp) || Math.abs(Date.now() - Number(timestamp)) > 60_000) return false
  const expected = hmac(accessKey + query.get('nonce') + timestamp + hmac(body))
  return query.get('signature')?.toLowerCase() === expected
}

function answer(query, body) {
  if (!isProven(query, body)) return { resultCode: '000001', resultMsg: 'The signature does not fit.' }
  const { activity, orderId, orderLineId } = JSON.parse(body)
  if (activity !== 'orderNotify' || !orderId || !orderLineId)
    return { resultCode: '000002', resultMsg: 'activity, orderId or orderLineId is wrong.' }
  lines.add(`${orderId} ${orderLineId}`)
  return { resultCode: '000000', resultMsg: 'success.' }
}

function reply(url, body) {
  try {
    return answer(new URL(url, 'http://localhost').searchParams, body)
  } catch (error) {
    return { resultCode: '000005', resultMsg: error.message }
  }
}

const server = createServer((request, response) => {
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify(reply(request.url, Buffer.concat(chunks))))
  })
})

server.listen(Number(port), '127.0.0.1')
