import { randomUUID } from 'node:crypto'
import { kitPaths } from '@loggia/protocol/kit'
import { replyContentType } from '@loggia/protocol/saas/v2'
import { bodySignHeader, decryptSecret, signBody } from '@loggia/signing'
import { carryOut } from './families/carry-out.ts'
import type { FamilyContext } from './families/context.ts'
import type { ApplyAsked, License } from './families/licenses/handlers.ts'
import { announceLicensed } from './families/licenses/licensed.ts'
import { listPromised } from './families/licenses/promised.ts'
import { createLicenseUploads, noUploads } from './families/licenses/uploads.ts'
import { announceNotOpened, announceOpened } from './families/saas/announce.ts'
import { findInstance, showInstance } from './families/instances/instances.ts'
import { readBody } from './http.ts'
import type { ReceivedMessage, SentMessage } from './http.ts'
import type { Access, Instance } from './instance.ts'
import type { Config, SellerOptions } from './options.ts'
import { createPurchases } from './orders/purchases.ts'
import { problemSentences } from './problems.ts'
import type { Protocol } from './protocol.ts'
import { readConfig } from './read-config.ts'
import type { Refusal } from './refusals.ts'
import type { Outcome, SellerRequest } from './requests.ts'
import { createDeadlines, withDeadline } from './tasks/deadline.ts'
import type { Deadline } from './tasks/deadline.ts'
import { createOnce } from './tasks/once.ts'
import { formatNonce } from './wire/nonces.ts'
import { signedProtocols, findTraits } from './wire/protocols.ts'
import { refuseForFailure, writeRefusal } from './wire/refuse.ts'
import type { RequestContext, Served } from './wire/request-context.ts'
import { serve } from './wire/serve.ts'
import { createSignedTable } from './wire/signed-table.ts'
import type { SignedTable } from './wire/signed-table.ts'

/** A seller's server. Call it with each request that arrives at the production address. */
export type Seller = {
  /** Answers a request. Never rejects; every response is HTTP 200 with JSON and a `Body-Sign` header. */
  (request: Request): Promise<Response>
  /** The same for adapters that have the bytes of the body; it creates no `Request` and no `Response`. */
  answer(message: ReceivedMessage): Promise<SentMessage>
  /** The longest body that is read, in bytes. An adapter need not keep more. */
  readonly bodyLimitBytes: number
  /** The paths of the joint kit if it is served, otherwise none: adapters answer them below the production address. */
  readonly pathsBelow: readonly string[]
  /** Returns the instance as the store knows it, or undefined. */
  find(instanceId: string): Promise<Instance | undefined>
  /**
   * Reports that an instance is ready for which `open` had returned `answerLater()`. Resolves to false if there is no
   * such instance in the state `opening`. Rejects with a TypeError if the access data cannot be sent.
   */
  opened(instanceId: string, access?: Access): Promise<boolean>
  /**
   * Reports that the instance could not be made. Resolves to false if there is no such instance in the state `opening`.
   * Rejects with a TypeError if `refusal` was not made by {@link refuse}.
   */
  notOpened(instanceId: string, refusal: Refusal): Promise<boolean>
  /**
   * Gives the license for which `apply` had returned `answerLater()`. It is stored, and then uploaded until the
   * marketplace has it. Resolves to false if no such license is waited for: the first one counts. Rejects with a
   * TypeError if the license cannot be uploaded.
   */
  licensed(licenseId: string, license: License): Promise<boolean>
  /**
   * Returns what `apply` was asked for where it returned `answerLater()` and no license was given yet, at most 1,000, the
   * oldest first. The marketplace does not ask again, so continue with these when a process starts.
   */
  promised(): Promise<ApplyAsked[]>
  /** Uploads the licenses that are due now. The seller does so every minute; call it to be sure before a process ends. */
  uploadLicenses(): Promise<void>
  /** Waits until all work that goes on after its call was answered has ended, then closes the store. */
  close(): Promise<void>
}

/**
 * Creates a seller's server from the seller's handlers. It does what the protocols demand: verification, parsing,
 * repeats, timeouts, signing and sealing. Throws a TypeError that lists every wrong option.
 *
 * @example
 * const seller = createSeller({
 *   accessKey: 'the access key of the seller centre',
 *   store: createMemoryStore(),
 *   saas: {
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
  const signedTable = signedTableOf(config)

  async function answer(message: ReceivedMessage): Promise<SentMessage> {
    if (message.body.length > config.bodyLimitBytes) return refuseTooLong(config)
    // Starts before the signature is checked, because the marketplace waits for that too.
    const deadline = context.startDeadline()
    const request = requestContextOf({ config, context, signedTable, deadline })
    try {
      return sign(await serve(request, message))
    } catch (error) {
      return sign({ accessKey: config.accessKeys[0], text: refuseForFailure(request, error) })
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
      : refuseTooLong(config)
    return new Response(text, { status, headers })
  }

  async function find(instanceId: string): Promise<Instance | undefined> {
    const instance = await findInstance(config.store, instanceId)
    return instance && showInstance(instance)
  }

  async function uploadLicenses(): Promise<void> {
    await context.uploads.startDue()
    await context.once.idle()
  }

  async function close(): Promise<void> {
    context.uploads.stop()
    await context.once.idle()
    await config.store.close?.()
  }

  const { bodyLimitBytes } = config
  return Object.assign(handle, {
    answer,
    bodyLimitBytes,
    pathsBelow: config.handlers.kit ? kitPaths : [],
    find,
    opened: (instanceId: string, access?: Access) => announceOpened(context, instanceId, access),
    notOpened: (instanceId: string, refusal: Refusal) => announceNotOpened(context, instanceId, refusal),
    licensed: (licenseId: string, license: License) => announceLicensed(context, licenseId, license),
    promised: () => listPromised(context),
    uploadLicenses,
    close,
  })
}

/** The budget of calls for whose answer the marketplace waits 5 s. */
const soonMs = 4_000

function contextOf(config: Config): FamilyContext {
  const { store, keepsPassword, handlers, licenseApi: api, now, onProblem, budgetMs, leaseMs } = config
  // Unique for each process and each copy of this package, because all owners that share a store must differ.
  const once = createOnce({ store, owner: randomUUID(), leaseMs, budgetMs, onProblem })
  return {
    store,
    keepsPassword,
    handlers,
    purchases: createPurchases({ query: config.orders, now, onProblem }),
    once,
    openSecret: (sealed) => openSecret(config.kitPrivateKeys, sealed),
    uploads: api ? createLicenseUploads({ api, store, once, now, onProblem }) : noUploads,
    now,
    onProblem,
    startDeadline: createDeadlines(budgetMs),
    startSoon: createDeadlines(Math.min(budgetMs, soonMs)),
    traitsOf: findTraits,
    isSealing: (protocol: Protocol) =>
      (config.encryptType ?? findTraits(protocol)?.encryptType ?? 'none') !== 'none',
  }
}

/** Decrypts a secret with one key after the other. */
function openSecret(keys: Config['kitPrivateKeys'], sealed: string): string | undefined {
  for (const privateKey of keys) {
    const secret = decryptSecret({ privateKey, sealed })
    if (secret !== undefined) return secret
  }
  return undefined
}

const signedTableOf = ({ accessKeys, notificationKeys, licenseCodeKeys, protocols }: Config): SignedTable =>
  createSignedTable({
    protocols: signedProtocols,
    keys: { basic: accessKeys, common: notificationKeys, authorisation_code: licenseCodeKeys },
    served: protocols,
  })

type Serving = {
  readonly config: Config
  readonly context: FamilyContext
  readonly signedTable: SignedTable
  readonly deadline: Deadline
}

/** The context of one call; it ends with the call's deadline. */
function requestContextOf({ config, context, signedTable, deadline }: Serving): RequestContext {
  return {
    config,
    signedTable,
    nonces: (accessKey) => ({
      remember: async (nonce, untilMs) => {
        const ofKey = prefixOf(config, accessKey)
        const said = await withDeadline(deadline, config.store.remember(ofKey + formatNonce(nonce), untilMs))
        if (!said) throw new Error('The store did not report in time whether the nonce is new.')
        return said.value
      },
    }),
    carryOut: (request) => carryOutInTime(context, request, deadline),
    complain: (problem) => config.onProblem({ message: problemSentences[problem.code], ...problem }),
  }
}

/** The prefix of the nonces of a key, because each class of interfaces has its own ones. */
function prefixOf({ accessKeys, notificationKeys, kitKeys }: Config, accessKey: string): string {
  if (accessKeys.includes(accessKey)) return ''
  if (notificationKeys.includes(accessKey)) return 'notification:'
  return kitKeys.includes(accessKey) ? 'kit:' : 'code:'
}

/** Carries a request out within the deadline of its call, or an earlier one of its protocol. */
async function carryOutInTime(
  context: FamilyContext,
  request: SellerRequest,
  deadline: Deadline,
): Promise<Outcome> {
  if (context.traitsOf(request.protocol)?.answersSoon !== true) return carryOut(context, request, deadline)
  const soon = context.startSoon()
  return carryOut(context, request, soon).finally(() => soon.clear())
}

function sign({ accessKey, text }: Served): SentMessage {
  const headers = { 'Content-Type': replyContentType, [bodySignHeader]: signBody(accessKey, text) } as const
  return { status: 200, headers, body: text }
}

function refuseTooLong({ accessKeys, bodyLimitBytes, onProblem }: Config): SentMessage {
  onProblem({
    code: 'request_unreadable',
    message: `A request was refused: its body is longer than ${bodyLimitBytes} bytes.`,
    detail: 'body_too_long',
  })
  const text = writeRefusal('000002', `The body is longer than ${bodyLimitBytes} bytes.`)
  return sign({ accessKey: accessKeys[0], text })
}
