import { createHash, createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export const testCredentials = { accessKey: 'a-test-access-key', secretKey: 'a-test-secret-key' }

/** Makes a request fail in some way. */
export type StorageFault = (
  request: IncomingMessage,
  response: ServerResponse,
) => 'handled' | 'pass' | Promise<'handled' | 'pass'>

export type LoopbackS3 = {
  readonly endpoint: string
  readonly objects: Map<string, Buffer>
  /** Method and status of each request. */
  readonly seen: string[]
  /** Faults for the next requests; each is used once, in order. */
  readonly faults: StorageFault[]
  close(): Promise<void>
}

/** A store that answers 403 unless the signature is right, which it computes from the request alone. */
export async function openLoopbackS3(region: string): Promise<LoopbackS3> {
  const objects = new Map<string, Buffer>()
  const seen: string[] = []
  const faults: StorageFault[] = []
  const server = createServer((request, response) => {
    response.on('finish', () => seen.push(`${request.method} ${response.statusCode}`))
    void serve(request, response)
  })

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const fault = faults.shift()
    if (fault && (await fault(request, response)) === 'handled') return
    const wrong = whatIsWrong(request, body, region)
    if (wrong !== undefined) {
      response.writeHead(403).end(wrong)
      return
    }
    answer(request, response, body)
  }

  function answer(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const place = `${request.headers.host?.split(':')[0]}${request.url}`
    const known = objects.get(place)
    if (request.method === 'PUT') {
      objects.set(place, body)
      response.writeHead(200).end()
    } else if (request.method === 'DELETE') {
      objects.delete(place)
      response.writeHead(204).end()
    } else if (known) response.writeHead(200, { 'content-length': known.length }).end(known)
    else response.writeHead(404).end('<Code>NoSuchKey</Code>')
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    objects,
    seen,
    faults,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

const sha = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')
const mac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest()

/** Verifies AWS Signature Version 4 as the receiver, step by step as its documentation describes. */
function whatIsWrong(request: IncomingMessage, body: Buffer, region: string): string | undefined {
  const found =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    )
  if (!found) return 'no authorization'
  const [, accessKey, day = '', signedRegion, signedHeaders = '', signature] = found
  if (accessKey !== testCredentials.accessKey) return 'unknown key'
  if (signedRegion !== region) return 'wrong region'
  const date = String(request.headers['x-amz-date'])
  if (date.slice(0, 8) !== day || !/^\d{8}T\d{6}Z$/.test(date)) return 'wrong date'
  if (request.headers['x-amz-content-sha256'] !== sha(body)) return 'wrong checksum of the body'
  let canonicalHeaders = ''
  for (const name of signedHeaders.split(';'))
    canonicalHeaders += `${name}:${String(request.headers[name])}\n`
  const [path = '', query = ''] = (request.url ?? '').split('?')
  const canonical = `${request.method}\n${path}\n${query}\n${canonicalHeaders}\n${signedHeaders}\n${sha(body)}`
  const toSign = `AWS4-HMAC-SHA256\n${date}\n${day}/${region}/s3/aws4_request\n${sha(canonical)}`
  const dayKey = mac(`AWS4${testCredentials.secretKey}`, day)
  const key = mac(mac(mac(dayKey, region), 's3'), 'aws4_request')
  return mac(key, toSign).toString('hex') === signature ? undefined : 'wrong signature'
}
