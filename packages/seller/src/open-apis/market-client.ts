import { signAkSk } from '@loggia/signing'
import { readSystemTime } from '../config.ts'
import { isWholeFrom, longestTimerMs } from '../tasks/deadline.ts'
import { MarketError } from './market-error.ts'
import type { MarketErrors } from './market-error.ts'

/** Where the marketplace is, and with which key it is asked. The key is created in its seller centre. */
export type MarketOptions = {
  /** The marketplace's address without a path, such as `https://mkt.myhuaweicloud.com`. */
  readonly origin: string
  readonly accessKeyId: string
  readonly secretKey: string
  /** A second address. Tries alternate between both, beginning with `origin`. */
  readonly retryOrigin?: string | undefined
  /** The timeout of one try, in milliseconds. Default: 4,000, and 60,000 for the upload of a license. */
  readonly timeoutMs?: number | undefined
  /** The number of tries in all. Default: 3. Only failures that may pass are tried again, never a refused signature. */
  readonly tries?: number | undefined
  /** The wait before the second try, in milliseconds; it doubles for each further try. Default: 200. */
  readonly waitMs?: number | undefined
  /** Returns real time in UTC milliseconds. Default: the system clock. */
  readonly now?: (() => number) | undefined
  /** Replaces the runtime's `fetch`, for proxies and tests. */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined
}

/** A request to one of the open APIs. */
export type MarketRequest = {
  readonly method: 'GET' | 'POST'
  /** Path and query. */
  readonly target: string
  readonly contentType: string
  readonly body: string | Uint8Array<ArrayBuffer>
  /** The timeout of one try, unless the options give one. */
  readonly timeoutMs?: number
}

/** An answer; `body` is undefined if it is not JSON. */
export type MarketReply = { readonly status: number; readonly body: unknown }

/** Asks the marketplace: signs each try, and tries again. */
export type MarketClient = {
  /**
   * Sends a request and reads its answer. A failure is tried again as long as `mayRepeat` says so. Rejects with a
   * {@link MarketError}.
   */
  ask<T>(
    request: MarketRequest,
    read: (reply: MarketReply) => T,
    mayRepeat?: (error: MarketError) => boolean,
  ): Promise<T>
}

/** Creates a client. Throws a TypeError on wrong options; `caller` is the function that it names. */
export function createMarketClient(
  options: MarketOptions,
  errors: MarketErrors,
  caller: string,
): MarketClient {
  const origins = checkedOrigins(options, caller)
  for (const name of ['accessKeyId', 'secretKey'] as const)
    if (typeof options[name] !== 'string' || options[name] === '')
      throw new TypeError(`${caller}: ${name} is missing.`)
  const { tries, waitMs, timeoutMs } = checkedNumbers(options, caller)
  return {
    ask: async (request, read, mayRepeat = ({ mayPass }) => mayPass) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          const origin = origins[(attempt - 1) % origins.length] ?? options.origin
          return read(
            await send(
              { ...options, timeoutMs: timeoutMs ?? request.timeoutMs ?? 4_000, errors, origin },
              request,
            ),
          )
        } catch (error) {
          if (!(error instanceof MarketError) || !mayRepeat(error) || attempt >= tries) throw error
          const pauseMs = Math.min(waitMs * 2 ** (attempt - 1), longestTimerMs)
          await new Promise<void>((resolve) => void setTimeout(resolve, pauseMs))
        }
      }
    },
  }
}

function checkedNumbers({ tries = 3, waitMs = 200, timeoutMs }: MarketOptions, caller: string) {
  if (!isWholeFrom(1, tries, Number.MAX_SAFE_INTEGER))
    throw new TypeError(`${caller}: tries must be a whole number from 1.`)
  const requireTime = (name: string, value: unknown, least: number): void => {
    if (isWholeFrom(least, value, longestTimerMs)) return
    throw new TypeError(
      `${caller}: ${name} must be a whole number of milliseconds from ${least} to ${longestTimerMs}.`,
    )
  }
  if (timeoutMs !== undefined) requireTime('timeoutMs', timeoutMs, 1)
  requireTime('waitMs', waitMs, 0)
  return { tries, waitMs, timeoutMs }
}

function checkedOrigins({ origin, retryOrigin }: MarketOptions, caller: string): string[] {
  return [origin, ...(retryOrigin === undefined ? [] : [retryOrigin])].map((one) => {
    if (typeof one !== 'string' || !/^https?:\/\/[^/?#]+\/?$/.test(one))
      throw new TypeError(
        `${caller}: origin must be a URL without a path, such as https://mkt.myhuaweicloud.com.`,
      )
    return new URL(one).origin
  })
}

/** The options of one try. */
type Sending = MarketOptions & { readonly timeoutMs: number; readonly errors: MarketErrors }

async function send(options: Sending, request: MarketRequest): Promise<MarketReply> {
  const { origin, accessKeyId, secretKey, timeoutMs, now = readSystemTime, errors } = options
  const { method, target, contentType, body } = request
  const headers = { 'content-type': contentType, host: new URL(origin).host }
  const signed = signAkSk({
    accessKeyId,
    secretKey,
    request: { method, target, headers, body },
    timeMs: now(),
  })
  const signal = AbortSignal.timeout(timeoutMs)
  // `host` is signed but not sent here, because the runtime adds the same header.
  const sent = { 'content-type': contentType, ...signed.headers }
  const content = method === 'GET' ? {} : { body }
  try {
    const call = options.fetch ?? fetch
    const reply = await call(origin + target, {
      method,
      headers: sent,
      signal,
      redirect: 'manual',
      ...content,
    })
    return { status: reply.status, body: parseText(await reply.text()) }
  } catch (error) {
    const { what, create } = errors
    if (signal.aborted)
      throw create('timedOut', `The marketplace did not respond to ${what} within ${timeoutMs} ms.`)
    const message = `${what.charAt(0).toUpperCase()}${what.slice(1)} could not reach the marketplace.`
    throw create('unreachable', message, { cause: error, isUnsent: isUnsent(error) })
  }
}

/** What the runtimes call an address that cannot be found, or a connection that is refused. */
const unsentCodes = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ConnectionRefused',
]

const isUnsent = (error: unknown): boolean =>
  [error, error instanceof Error ? error.cause : undefined].some(
    (one) =>
      typeof one === 'object' && one !== null && 'code' in one && unsentCodes.includes(String(one.code)),
  )

function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
