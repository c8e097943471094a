import { setTimeout as pause } from 'node:timers/promises'
import { request } from 'undici'
import { toIso } from '@loggia/kernel'
import type { Wall } from '@loggia/kernel'
import { sha256Hex, signV4 } from './aws-signature.ts'
import type { S3Credentials } from './aws-signature.ts'
import { StorageUnavailable } from './file-storage.ts'
import type { FileStorage } from './file-storage.ts'

export type S3Settings = S3Credentials & {
  /** `https://s3.example`, without a path. */
  readonly endpoint: string
  readonly region: string
  readonly bucket: string
  /** The bucket in the path, `https://s3.example/bucket/…`, and not before the host. */
  readonly pathStyle: boolean
  /** How long one try may take. */
  readonly limitMs?: number
  /** How long a storage that is busy is left alone before the second try. */
  readonly pauseMs?: number
}

const tries = 3
/** What may pass by itself: the storage is busy or failed on its side. */
const isPassing = (status: number): boolean => status === 429 || status >= 500

type Method = 'PUT' | 'GET' | 'HEAD' | 'DELETE'
/** What is asked of one object; `mostBytes` is as much of the answer as is read. */
type Asked = { readonly bytes?: Uint8Array; readonly mostBytes?: number }
type Answer = { readonly status: number; readonly body: Uint8Array; readonly length: number }

/** An error in the store's words is longer than a small file. */
const errorBytes = 65_536

/** A bucket of an S3-compatible store. Nothing in it is public: the market reads for its readers. */
export function s3Storage(settings: S3Settings, wall: Wall): FileStorage {
  const { limitMs = 10_000, pauseMs = 300 } = settings

  async function once(method: Method, name: string, { bytes, mostBytes = 0 }: Asked): Promise<Answer> {
    const url = addressOf(settings, name)
    const bodyHash = sha256Hex(bytes ?? '')
    const time = toIso(wall.now()).replace(/[-:]|\.\d+/g, '')
    const headers = {
      host: url.host,
      'x-amz-content-sha256': bodyHash,
      'x-amz-date': time,
      ...(bytes && { 'content-type': 'application/octet-stream' }),
    }
    const authorization = signV4({ method, url, headers, bodyHash }, { ...settings, service: 's3', time })
    const signal = AbortSignal.timeout(limitMs)
    const reply = await request(url, {
      method,
      headers: { ...headers, authorization },
      ...(bytes && { body: bytes }),
      signal,
    })
    return {
      status: reply.statusCode,
      body: await readAll(reply.body, Math.max(mostBytes, errorBytes)),
      length: Number(reply.headers['content-length'] ?? -1),
    }
  }

  /** Tries again what may pass, and throws what does not; 404 is an answer. */
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
      // No such bucket.
      if (answer.status === 404) throw unavailable('PUT', answer)
      // A proxy that answers for a store that it does not reach has been seen: what was written is looked at.
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

/** Where an object lies: in the path of the endpoint, or at a host of its bucket’s own. */
export function addressOf(
  { endpoint, bucket, pathStyle }: Pick<S3Settings, 'endpoint' | 'bucket' | 'pathStyle'>,
  name: string,
): URL {
  const url = new URL(endpoint)
  if (!pathStyle) url.hostname = `${bucket}.${url.hostname}`
  url.pathname = pathStyle ? `/${bucket}/${name}` : `/${name}`
  return url
}

const failure = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

/** No more than the file may be: a store that sends without end does not fill the memory. */
async function readAll(body: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of body) {
    length += part.length
    if (length > mostBytes) throw new Error('The storage sent more than the file can be')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** The store's own words are for the log: they may name the bucket and the key. */
function unavailable(method: Method, answer: Answer | Error): Error {
  const cause =
    answer instanceof Error
      ? answer
      : new Error(
          `${method} was answered with ${answer.status}: ${Buffer.from(answer.body).toString('utf8').slice(0, 300)}`,
        )
  return new StorageUnavailable('The bucket cannot be used', { cause })
}
