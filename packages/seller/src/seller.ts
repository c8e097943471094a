import { randomUUID } from 'node:crypto'
import { replyContentType } from '@loggia/protocol/saas/v2'
import { bodySignHeader, signBody } from '@loggia/signing'
import { openAnswer, requireSealable } from './activities/answers.ts'
import { carryOut } from './activities/carry-out.ts'
import type { Context } from './activities/context.ts'
import { findInstance } from './activities/instances.ts'
import { toKeep } from './activities/opening.ts'
import { shown } from './activities/standing.ts'
import { readConfig } from './options.ts'
import type { Config, SellerOptions } from './options.ts'
import { isLater } from './handlers.ts'
import type { Access } from './instance.ts'
import { readBody } from './http.ts'
import type { ReceivedMessage, SentMessage } from './http.ts'
import { createPurchases } from './orders/purchases.ts'
import { problemSentences } from './problems.ts'
import { isRefusal } from './refusals.ts'
import type { Refusal } from './refusals.ts'
import type { InstanceChange } from './stores/store.ts'
import type { Instance, Protocol } from './instance.ts'
import { refuseForFailure, writeRefusal } from './wire/reply-to.ts'
import { nonceText } from './wire/nonces.ts'
import { encryptTypeOf } from './wire/sealing.ts'
import { saasV1CarrierOf, serveSaasV1 } from './wire/serve-saas-v1.ts'
import { serveSigned } from './wire/serve-signed.ts'
import type { Served, Service } from './wire/service.ts'
import { before, createDeadlines } from './tasks/deadline.ts'
import type { Deadline } from './tasks/deadline.ts'
import { createOnce } from './tasks/once.ts'

/** A seller's server: call it with each request that comes to the production address. */
export type Seller = {
  /** Never rejects; every answer is HTTP 200 with JSON and a `Body-Sign`. */
  (request: Request): Promise<Response>
  /** The same for an adapter that has the bytes: no `Request` and no `Response` are made. */
  answer(message: ReceivedMessage): Promise<SentMessage>
  /** The longest body that it reads; an adapter need not keep more. */
  readonly bodyLimitBytes: number
  /** What the store knows of an instance. */
  find(instanceId: string): Promise<Instance | undefined>
  /**
   * Says that an instance for which `open` returned `later()` is there now. False if there is no such instance that is still
   * being made. Rejects with a TypeError on access data that cannot be sent.
   */
  opened(instanceId: string, access?: Access): Promise<boolean>
  /**
   * Says that it could not be made. False if there is no such instance that is still being made. Throws a TypeError on anything
   * but what `refuse` made.
   */
  notOpened(instanceId: string, refusal: Refusal): Promise<boolean>
  /** Resolves when what still goes on behind answers has ended; then lets the store go. */
  close(): Promise<void>
}

/**
 * Makes a seller's server from what the seller does. Ours is all that the protocols demand: verification, parsing, repeats,
 * waiting, signing, sealing. Throws a TypeError that names every wrong option.
 *
 * @example
 * const seller = createSeller({
 *   accessKey: 'the access key of the seller centre',
 *   store: memoryStore(),
 *   handlers: {
 *     open: async ({ instanceId, purchase }) => {
 *       await createTenant(instanceId, purchase.quantity)
 *       return { frontEndUrl: `https://app.example.com/${instanceId}` }
 *     },
 *   },
 * })
 */
export function createSeller(options: SellerOptions): Seller {
  const config = readConfig(options)
  const context = contextOf(config)

  async function answer(message: ReceivedMessage): Promise<SentMessage> {
    if (message.body.length > config.bodyLimitBytes) return tooLong(config)
    // From here on, since the marketplace waits for the proof to be checked too.
    const deadline = context.startDeadline()
    const service = serviceOf(config, context, deadline)
    try {
      return signed(await serve(service, message))
    } catch (error) {
      return signed({ accessKey: config.accessKeys[0], text: refuseForFailure(service, error) })
    } finally {
      deadline.clear()
    }
  }

  async function handle(request: Request): Promise<Response> {
    const body = await readBody(request, config.bodyLimitBytes).catch(() => new Uint8Array())
    const {
      status,
      headers,
      body: text,
    } = body
      ? await answer({
          method: request.method,
          url: request.url,
          header: (name) => request.headers.get(name),
          body,
        })
      : tooLong(config)
    return new Response(text, { status, headers })
  }

  async function find(instanceId: string): Promise<Instance | undefined> {
    const instance = await findInstance(config.store, instanceId)
    return instance && shown(instance)
  }

  async function endOpening(
    instanceId: string,
    change: Omit<InstanceChange, 'instanceId'>,
    given?: Access,
  ): Promise<boolean> {
    const instance = await findInstance(config.store, instanceId)
    if (instance?.state !== 'opening') return false
    if (given && context.isSealing(instance.protocol)) requireSealable(given)
    await config.store.changeInstance({ instanceId, ...change })
    return true
  }

  async function opened(instanceId: string, access?: Access): Promise<boolean> {
    const answer = openAnswer(access)
    const given = answer && !isLater(answer) ? answer : undefined
    const kept = given && toKeep(given, config.keepsPassword)
    return endOpening(instanceId, { state: 'open', ...(kept && { access: kept }) }, given)
  }

  function notOpened(instanceId: string, refusal: Refusal): Promise<boolean> {
    if (!isRefusal(refusal)) throw new TypeError('notOpened: takes what refuse() made.')
    const { code, message } = refusal
    return endOpening(instanceId, { state: 'refused', refusal: { code, message } })
  }

  async function close(): Promise<void> {
    await context.once.idle()
    await config.store.close?.()
  }

  const { bodyLimitBytes } = config
  return Object.assign(handle, { answer, bodyLimitBytes, find, opened, notOpened, close })
}

function contextOf(config: Config): Context {
  const { store, keepsPassword, handlers, now, onProblem, budgetMs, leaseMs } = config
  // A process and a copy of the SDK in it: two that share a store must not take each other's work for their own.
  const once = createOnce({ store, owner: randomUUID(), leaseMs, budgetMs, onProblem })
  const purchases = createPurchases({ query: config.orders, now, onProblem })
  const isSealing = (protocol: Protocol): boolean => encryptTypeOf(config.encryptType, protocol) !== 'none'
  const startDeadline = createDeadlines(budgetMs)
  return {
    store,
    keepsPassword,
    handlers,
    purchases,
    once,
    now,
    onProblem,
    budgetMs,
    startDeadline,
    isSealing,
  }
}

/** What serves one call, until its deadline. */
function serviceOf(config: Config, context: Context, deadline: Deadline): Service {
  return {
    config,
    nonces: (accessKey) => ({
      remember: async (nonce, untilMs) => {
        const ofKey = config.accessKeys.includes(accessKey) ? '' : 'notification:'
        const said = await before(deadline, config.store.remember(ofKey + nonceText(nonce), untilMs))
        if (!said) throw new Error('The store did not say in time whether the nonce is new.')
        return said.value
      },
    }),
    carryOut: (request) => carryOut(context, request, deadline),
    complain: (problem) => config.onProblem({ message: problemSentences[problem.code], ...problem }),
  }
}

/** What stands behind the question mark, as it was sent. */
function queryOf(url: string): string {
  const start = url.indexOf('?')
  if (start < 0) return ''
  const end = url.indexOf('#', start)
  return end < 0 ? url.slice(start + 1) : url.slice(start + 1, end)
}

/** Tells the protocols apart, by method, query, header and body. */
function serve(service: Service, message: ReceivedMessage): Promise<Served> | Served {
  const { method, url, body } = message
  if (method !== 'POST' && method !== 'GET')
    return {
      accessKey: service.config.accessKeys[0],
      text: writeRefusal('000002', 'Only GET and POST are answered.'),
    }
  const query = queryOf(url)
  const carrier = saasV1CarrierOf(message, query)
  return carrier ? serveSaasV1(service, message, carrier) : serveSigned(service, { query, body })
}

function signed({ accessKey, text }: Served): SentMessage {
  const headers = { 'Content-Type': replyContentType, [bodySignHeader]: signBody(accessKey, text) } as const
  return { status: 200, headers, body: text }
}

const tooLong = ({ accessKeys, bodyLimitBytes, onProblem }: Config): SentMessage => {
  onProblem({
    code: 'request_unreadable',
    message: `A request was refused: its body is longer than ${bodyLimitBytes} bytes.`,
    detail: 'body_too_long',
  })
  return signed({
    accessKey: accessKeys[0],
    text: writeRefusal('000002', `The body is longer than ${bodyLimitBytes} bytes.`),
  })
}
