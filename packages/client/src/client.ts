import { omitUndefined } from '@loggia/kernel'
import type { Language } from '@loggia/kernel'
import type { HistoryEntry, JsonRouteKey, RouteInput, RouteReply } from '@loggia/protocol/console'
import { createEventReader } from './events.ts'
import { ApiProblem, readProblem } from './problem.ts'

/** `base` is the base URL without a slash at the end (`''` in a browser). */
export type ClientOptions = {
  readonly base: string
  readonly fetch?: typeof fetch
  /** The session's token, for the `x-loggia-csrf` header of every change; undefined when nobody is signed in. */
  readonly csrfToken: () => string | undefined
  readonly language: () => Language
}
export type RequestOptions = { readonly idempotencyKey?: string; readonly signal?: AbortSignal }
export type EventsOptions = {
  readonly after: number
  readonly signal: AbortSignal
  /** Pause before a broken stream is opened again, in ms; 2000 by default. */
  readonly reconnectMs?: number
}

type Present<T> = { [K in keyof T as T[K] extends undefined ? never : K]: T[K] }
/** The parts that a route takes, and no others: a route without a query has no `query`. */
export type ClientInput<K extends JsonRouteKey> = Present<RouteInput<K>>
export type Client = {
  /**
   * Calls a route by its key in the contract; throws an {@link ApiProblem} for every refusal, and if no reply arrived.
   */
  request<K extends JsonRouteKey>(
    key: K,
    input: ClientInput<K>,
    options?: RequestOptions,
  ): Promise<RouteReply<K>>
  /**
   * Passes the history entries of an order newer than `after` to `onEntry`, until the signal aborts. A broken stream is
   * opened again after the last entry, so none is missed or repeated; it throws an {@link ApiProblem} only if the
   * server refuses.
   */
  events(path: string, onEntry: (entry: HistoryEntry) => void, options: EventsOptions): Promise<void>
}

const safeMethods = new Set(['GET', 'HEAD'])

/** A typed client of the console API. It uses types only and no schema, so that pages do not load the contract. */
export function createClient(options: ClientOptions): Client {
  const send = sender(options)
  return {
    async request(key, input, { idempotencyKey, signal } = {}) {
      const { method, path, body } = toRequestParts(key, input)
      const headers: Record<string, string> = { accept: 'application/json' }
      if (body !== undefined) headers['content-type'] = 'application/json'
      if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey
      const reply = await send(path, omitUndefined({ method, headers, body, signal }))
      return readReply(reply)
    },
    async events(path, onEntry, { after, signal, reconnectMs = 2_000 }) {
      let last = after
      const onNew = (entry: HistoryEntry): void => {
        if (entry.sequence <= last) return
        last = entry.sequence
        onEntry(entry)
      }
      while (!signal.aborted) {
        await follow(send, { path: `${path}?after=${last}`, onEntry: onNew, signal })
        await pause(reconnectMs, signal)
      }
    },
  }
}

type Send = (
  path: string,
  init: Omit<RequestInit, 'headers'> & { method: string; headers: Record<string, string> },
) => Promise<Response>

function sender({ base, fetch: given, csrfToken, language }: ClientOptions): Send {
  return async (path, init) => {
    const headers: Record<string, string> = { ...init.headers, 'accept-language': language() }
    const token = safeMethods.has(init.method) ? undefined : csrfToken()
    if (token !== undefined) headers['x-loggia-csrf'] = token
    // Called as a bare function: browsers refuse `fetch` with another receiver.
    const call = given ?? globalThis.fetch
    const reply = await call(`${base}${path}`, { credentials: 'same-origin', ...init, headers }).catch(
      (cause: unknown) => {
        if (init.signal?.aborted) throw cause
        throw new ApiProblem({ status: 0, code: 'client.unreachable', detail: '' }, cause)
      },
    )
    if (!reply.ok) throw await readProblem(reply)
    return reply
  }
}

type Parts = { params?: unknown; query?: unknown; body?: unknown }

/** Turns a route's key and values into a method, a path with query, and the body's text. */
export function toRequestParts(
  key: string,
  { params, query, body }: Parts,
): { method: string; path: string; body: string | undefined } {
  const space = key.indexOf(' ')
  const values = stringsOf(params)
  const path = key.slice(space + 1).replace(/:(\w+)/g, (_, name: string) => {
    const value = values[name]
    if (!value) throw new TypeError(`${key} needs ${name}`)
    return encodeURIComponent(value)
  })
  const search = new URLSearchParams(stringsOf(query)).toString()
  return {
    method: key.slice(0, space),
    path: search ? `${path}?${search}` : path,
    body: body === undefined ? undefined : JSON.stringify(body),
  }
}

function stringsOf(values: unknown): Record<string, string> {
  const entries = Object.entries((values ?? {}) as Record<string, string | number | boolean | undefined>)
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
}

async function readReply<T>(reply: Response): Promise<T> {
  if (reply.status === 204) return null as T
  try {
    // The server checks its replies against the contract, so they are not checked again here.
    return (await reply.json()) as T
  } catch (cause) {
    throw new ApiProblem({ status: reply.status, code: 'client.unreadable', detail: '' }, cause)
  }
}

type Follow = { path: string; onEntry: (entry: HistoryEntry) => void; signal: AbortSignal }

/** Reads one connection to its end. A broken connection just ends; only a refusal is thrown. */
async function follow(send: Send, { path, onEntry, signal }: Follow): Promise<void> {
  const read = createEventReader((event) => onEntry(JSON.parse(event.data) as HistoryEntry))
  for await (const text of textsOf(send, path, signal)) read(text)
}

async function* textsOf(send: Send, path: string, signal: AbortSignal): AsyncGenerator<string> {
  try {
    const reply = await send(path, { method: 'GET', headers: { accept: 'text/event-stream' }, signal })
    const decoder = new TextDecoder()
    const reader = reply.body?.getReader()
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      yield decoder.decode(part.value, { stream: true })
    }
  } catch (error) {
    if (error instanceof ApiProblem && isFinal(error.status)) throw error
  }
}

/** Whether a retry cannot change the refusal. */
const isFinal = (status: number): boolean => status >= 400 && status < 500 && status !== 429

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
}
