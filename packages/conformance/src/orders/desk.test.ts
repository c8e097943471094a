import { request } from 'node:http'
import { writeUploadPath } from '@loggia/protocol/license/open-apis'
import { orderQueryPath } from '@loggia/protocol/orders'
import { signAkSk } from '@loggia/signing'
import { afterEach, expect, test } from 'vitest'
import { startOrderDesk } from './desk.ts'

const accessKeyId = 'AK'
const secretKey = 'a secret'
const nowMs = (): number => 1_800_000_000_000

const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function startDesk(): Promise<Awaited<ReturnType<typeof startOrderDesk>>> {
  const desk = await startOrderDesk({ port: 0, accessKeyId, secretKey, nowMs })
  closing.push(() => desk.close())
  return desk
}

/** Sends a query with exactly this target and returns the HTTP status. */
const ask = (
  base: string,
  { method = 'GET', target, headers = {} }: { method?: string; target: string; headers?: object },
): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const asking = request(base, { method, path: target, headers: { ...headers } }, (reply) => {
      reply.resume()
      resolve(reply.statusCode)
    })
    asking.on('error', reject)
    asking.end()
  })

test.each([
  ['POST', `${orderQueryPath}?orderId=CS1`, 'CS1', `it was sent to POST ${orderQueryPath}`],
  ['GET', `/${orderQueryPath}?orderId=CS1`, 'CS1', `it was sent to GET /${orderQueryPath}`],
  ['GET', '/order/query', undefined, 'it was sent to GET /order/query'],
  ['GET', '//', undefined, 'it was sent to GET //'],
])('who asks by %s %s has asked, at the wrong address', async (method, target, orderId, went) => {
  const desk = await startDesk()

  expect(await ask(desk.url, { method, target })).toBe(404)

  expect(desk.asked).toEqual([{ orderId, refusal: `${went}, not to GET ${orderQueryPath}` }])
})

test('an upload for an application of an earlier run is refused, and is no upload of this one', async () => {
  const desk = await startDesk()
  const target = writeUploadPath('an-event-of-before')
  const headers = { Host: new URL(desk.url).host, 'content-type': 'multipart/form-data; boundary=b' }
  const signed = signAkSk({
    request: { method: 'POST', target, headers, body: new Uint8Array() },
    accessKeyId,
    secretKey,
    timeMs: nowMs(),
  })

  const status = await ask(desk.url, { method: 'POST', target, headers: { ...headers, ...signed.headers } })

  expect(status).toBeGreaterThanOrEqual(400)
  expect(desk.uploads).toEqual([])
})

test('a query that cannot be decoded is answered', async () => {
  const desk = await startDesk()
  const target = `${orderQueryPath}?orderId=%zz&%=%e4%b8`
  const signed = signAkSk({
    request: { method: 'GET', target, headers: { Host: new URL(desk.url).host }, body: new Uint8Array() },
    accessKeyId,
    secretKey,
    timeMs: nowMs(),
  })

  expect(await ask(desk.url, { target, headers: signed.headers })).toBeGreaterThanOrEqual(400)
})
