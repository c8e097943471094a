import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A seller's server that was built for SaaS V1.0 years ago. It shares no code with the marketplace. */
export type OldSeller = {
  readonly url: string
  /** The address for order notifications. */
  readonly ordersUrl: string
  /** The parameters of each request with a valid proof. */
  readonly asked: Readonly<Record<string, string>>[]
  /** The order notifications with a valid proof. */
  readonly told: unknown[]
  /** Opens a sealed field. */
  open(field: string | undefined): string
  close(): Promise<void>
}

const hmac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64')

/** saas-v1 §3: all parameters except the proof, decoded and sorted by name. */
function isProven(accessKey: string, { authToken, ...rest }: Readonly<Record<string, string>>): boolean {
  const pairs = Object.entries(rest)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
  return hmac(accessKey + rest.timeStamp, pairs.join('&')) === authToken
}

/** saas-v1 §5: 128 bits, because that key is simple to derive. */
function fieldKey(accessKey: string): Buffer {
  const sha1 = (data: Buffer | string): Buffer => createHash('sha1').update(data).digest()
  return sha1(sha1(accessKey)).subarray(0, 16)
}

function sealField(accessKey: string, plaintext: string): string {
  const iv = 'OldSellerOldIv16'
  const cipher = createCipheriv('aes-128-cbc', fieldKey(accessKey), iv)
  return iv + cipher.update(plaintext, 'utf8', 'base64') + cipher.final('base64')
}

function openSealedField(accessKey: string, field: string): string {
  const decipher = createDecipheriv('aes-128-cbc', fieldKey(accessKey), field.slice(0, 16))
  return decipher.update(field.slice(16), 'base64', 'utf8') + decipher.final('utf8')
}

function replyTo(accessKey: string, asked: Readonly<Record<string, string>>): Record<string, unknown> {
  if (!isProven(accessKey, asked)) return { resultCode: '000001', resultMsg: 'authToken' }
  const success = { resultCode: '000000', resultMsg: 'success.' }
  if (asked.activity !== 'newInstance') return success
  const [userName, password] = ['desk-admin', 'once-and-no-more'].map((text) => sealField(accessKey, text))
  const appInfo = { frontEndUrl: 'https://desk.example/start', userName, password }
  return { ...success, encryptType: 2, instanceId: `desk-${asked.orderId}`, appInfo }
}

/** order-notification §3: returns the order if its proof is valid. */
async function hear(
  key: string,
  request: AsyncIterable<unknown>,
  { signature, nonce = '', timestamp = '' }: Readonly<Record<string, string>>,
): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const hex = (data: Buffer | string): string => createHmac('sha256', key).update(data).digest('hex')
  const isProven = hex(key + nonce + timestamp + hex(body)) === signature?.toLowerCase()
  return isProven ? JSON.parse(body.toString()) : undefined
}

export async function startOldSeller(keys: { basic: string; common: string }): Promise<OldSeller> {
  const { basic: accessKey } = keys
  const asked: Record<string, string>[] = []
  const told: unknown[] = []
  const server = createServer((request, response) => {
    const parameters = Object.fromEntries(new URL(request.url ?? '/', 'http://old').searchParams)
    if (request.method === 'POST')
      return void hear(keys.common, request, parameters).then((order) => {
        if (order !== undefined) told.push(order)
        const resultCode = order === undefined ? '000001' : '000000'
        response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ resultCode }))
      })
    const reply = replyTo(accessKey, parameters)
    if (reply.resultCode === '000000') asked.push(parameters)
    // PHP escapes slashes in JSON.
    const body = JSON.stringify(reply).replaceAll('/', '\\/')
    const proof = `sign_type="HMAC-SHA256",signature="${hmac(accessKey, body)}"`
    response.writeHead(200, { 'Content-Type': 'application/json', 'Body-Sign': proof }).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `${origin}/index.php?r=produce`,
    ordersUrl: `${origin}/orders`,
    asked,
    told,
    open: (field = '') => (field === '' ? '' : openSealedField(accessKey, field)),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
