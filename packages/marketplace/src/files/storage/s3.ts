import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { AwsV4Signer } from 'aws4fetch'
import { omitUndefined, toIso } from '@loggia/kernel'
import type { Stopwatch, Wall } from '@loggia/kernel'
import { createAddressGuard, createTransport } from '@loggia/outbound'
import type { Outgoing } from '@loggia/outbound'
import { StorageUnavailable } from './file-storage.ts'
import type { FileStorage } from './file-storage.ts'

export type S3Settings = {
  /** `https://s3.example`, without a path. */
  readonly endpoint: string
  readonly region: string
  readonly bucket: string
  /** Puts the bucket into the path, `https://s3.example/bucket/…`, instead of the host name. */
  readonly pathStyle: boolean
  readonly accessKey: string
  readonly secretKey: string
  /** Time limit of one try, in ms. */
  readonly limitMs?: number
  /** Pause before the second try, in ms; it doubles for the next. */
  readonly pauseMs?: number
}

const tries = 3
/** Whether a retry may succeed: the storage is busy or failed on its side. */
const isPassing = (status: number): boolean => status === 429 || status >= 500

type Method = Exclude<Outgoing['method'], 'POST'>
/** Input of a request; at most `mostBytes` of the answer are read. */
type Asked = { readonly bytes?: Uint8Array; readonly mostBytes?: number }
type Answer = { readonly status: number; readonly body: Uint8Array; readonly length: number }

/** Room for an error message of the store, which may be longer than a small file. */
const errorBytes = 65_536
const nothing = new Uint8Array()

/** A bucket of an S3-compatible store. Nothing in it is public: the market reads on behalf of its readers. */
export function createS3Storage(
  settings: S3Settings,
  { wall, stopwatch }: { readonly wall: Wall; readonly stopwatch: Stopwatch },
): FileStorage {
  const { limitMs = 10_000, pauseMs = 300 } = settings
  // Operators set the store's address, often in their own network and without TLS: this one address is allowed.
  const transport = createTransport(createAddressGuard([hostAndPort(toAddress(settings, ''))]), { stopwatch })

  async function once(method: Method, name: string, { bytes, mostBytes = 0 }: Asked): Promise<Answer> {
    const url = toAddress(settings, name)
    const sent = await transport.send({
      url,
      method,
      headers: await signedHeaders(settings, { method, url, bytes, wall }),
      body: bytes ?? nothing,
      timeLimitMs: limitMs,
      replyLimitBytes: Math.max(mostBytes, errorBytes),
    })
    if ('fault' in sent) throw new Error(`The storage was not reached: ${JSON.stringify(sent.fault)}`)
    const { status, body, headers, truncated } = sent.received
    // A store that sends without end must not fill the memory.
    if (truncated) throw new Error('The storage sent more than the file can be, or not all of it')
    return { status, body, length: Number(headers['content-length'] ?? -1) }
  }

  /** Retries transient errors and throws others; 404 is an answer. */
  async function ask(method: Method, name: string, asked: Asked = {}): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await once(method, name, asked).catch((error: unknown) => failure(error))
      if (answer instanceof Error || isPassing(answer.status)) {
        if (attempt === tries) throw unavailable(method, answer)
        await pause(pauseMs * 2 ** (attempt - 1))
        continue
      }
      if (answer.status >= 300 && answer.status !== 404) throw unavailable(method, answer)
      return answer
    }
  }

  return {
    async write(name, bytes) {
      const answer = await ask('PUT', name, { bytes })
      // The bucket does not exist.
      if (answer.status === 404) throw unavailable('PUT', answer)
      // Some proxies answer for a store that they cannot reach, so the written object is checked.
      const kept = await ask('HEAD', name)
      if (kept.status === 404 || kept.length !== bytes.length) throw unavailable('HEAD', kept)
    },
    async read(name, mostBytes) {
      const { status, body } = await ask('GET', name, { mostBytes })
      return status === 404 ? undefined : body
    },
    async remove(name) {
      await ask('DELETE', name)
    },
  }
}

type Unsigned = {
  readonly method: Method
  readonly url: URL
  readonly bytes: Uint8Array | undefined
  readonly wall: Wall
}

/** The headers of a request, signed with AWS Signature Version 4, which covers the hash of the body. */
async function signedHeaders(
  { accessKey, secretKey, region }: S3Settings,
  { method, url, bytes, wall }: Unsigned,
): Promise<Record<string, string>> {
  const hash = createHash('sha256')
    .update(bytes ?? nothing)
    .digest('hex')
  const { headers } = await new AwsV4Signer({
    method,
    url: url.href,
    headers: { 'x-amz-content-sha256': hash },
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    service: 's3',
    region,
    datetime: toIso(wall.now()).replace(/[-:]|\.\d+/g, ''),
  }).sign()
  return {
    ...Object.fromEntries(headers),
    ...omitUndefined({ 'content-type': bytes ? 'application/octet-stream' : undefined }),
  }
}

const hostAndPort = ({ hostname, port, protocol }: URL): string =>
  `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`

/** The URL of an object: in the path of the endpoint, or at the bucket's own host name. */
export function toAddress(
  { endpoint, bucket, pathStyle }: Pick<S3Settings, 'endpoint' | 'bucket' | 'pathStyle'>,
  name: string,
): URL {
  const url = new URL(endpoint)
  if (!pathStyle) url.hostname = `${bucket}.${url.hostname}`
  url.pathname = pathStyle ? `/${bucket}/${name}` : `/${name}`
  return url
}

const failure = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

/** The store's error text goes into the log only: it may name the bucket and the key. */
function unavailable(method: Method, answer: Answer | Error): Error {
  const cause =
    answer instanceof Error
      ? answer
      : new Error(
          `${method} was answered with ${answer.status}: ${Buffer.from(answer.body).toString('utf8').slice(0, 300)}`,
        )
  return new StorageUnavailable('The bucket cannot be used', { cause })
}
