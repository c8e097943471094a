import type { RenderPage, Text } from '@loggia/protocol/console'
import type { DurationMs, Language } from '@loggia/kernel'
import type { BodyShares } from './bodies.ts'
import type { KeptPages } from './kept-pages.ts'
import type { Parties, SignedIn } from '../parties/index.ts'
import type { Platform, Prometheus } from '../platform/index.ts'
import type { Sites } from '../sites/index.ts'
import type { Release } from './release.ts'

/** An account that the demo's sign-in page offers. */
export type DemoAccount = {
  readonly name: string
  /** The party that the account acts for. */
  readonly of: Text
  readonly email: string
  readonly password: string
  readonly role: 'buyer' | 'seller' | 'operator'
}

export type HttpOptions = {
  /** The public address, without a slash at the end. */
  readonly baseUrl: string
  /** The addresses of companies, with `{tenant}` for each, if they are host names of their own. */
  readonly tenantUrl?: string
  /** The only host names that are answered, in lower case and without a port; absent: any. */
  readonly hosts?: readonly string[]
  /** Without `hosts`: accepts changes only from pages of `baseUrl`, not from the host name of the request. */
  readonly ownOriginOnly?: boolean
  /** Renders a whole HTML document; the built console provides it. */
  readonly renderPage: RenderPage
  /** False if `renderPage` may give another page for the same data while the server runs; otherwise pages are kept. */
  readonly keepsPages?: boolean
  /** How long (ms) a page of the centres may read for its data before it is sent without the rest. */
  readonly pageReadsMs?: DurationMs
  /** The folder of the console's browser files; a file in its `assets/` never changes under the same name. */
  readonly browserFiles: string
  /** The files that sellers install, read at the first request; undefined if there are none. */
  readonly readRelease?: () => Promise<Release | undefined>
  /** The folder with `docs` and `packages`, whose documents the pages for developers show, and the version of the kit. */
  readonly documents?: { readonly root: string; readonly kitVersion?: string }
  /** Set on the demo only. */
  readonly demoAccounts?: readonly DemoAccount[]
  /** Whether the market's time may be moved; pages then show a clock. */
  readonly movableClock?: boolean
  /** Why the node accepts no work; undefined while it does. */
  readonly unready?: () => string | undefined
  /** Addresses or ranges of proxies whose `X-Forwarded-…` headers are believed. */
  readonly trustedProxies?: readonly string[]
  /** Requests per minute from one address; `pages` counts the pages of one guest or member. */
  readonly limits?: {
    readonly all?: number
    readonly signIn?: number
    readonly pages?: number
    /** Requests of one seller to one open API; absent: as its contract says. */
    readonly openApis?: number
    /** Requests of one token to the SCIM endpoints. */
    readonly scim?: number
  }
  /** Most bytes of bodies on their way, of one reader and of all. */
  readonly bodies?: BodyShares
  readonly connections?: Partial<ConnectionLimits>
  readonly streams?: StreamTimes
  readonly streamLimits?: StreamLimits
  /** Metrics for `/metrics`: open to this machine, elsewhere only with the token. */
  readonly metrics?: { readonly prometheus: Prometheus; readonly token?: string | undefined }
}
export type ConnectionLimits = {
  /** Connections of this node, and of one address (a /64 of IPv6) that is no trusted proxy. */
  readonly all: number
  readonly perAddress: number
  /** How long (ms) a connection may make no progress while bytes wait to be sent. */
  readonly stillMs: DurationMs
}
/** How often (ms) streams are checked without a notification, and how often each sends a heartbeat. */
export type StreamTimes = { readonly checkMs: DurationMs; readonly heartbeatMs: DurationMs }
/** Concurrent event streams of one session, of one member and of this node. */
export type StreamLimits = { readonly session: number; readonly member: number; readonly node: number }

/** The dependencies of every part of the edge. */
export type Edge = {
  readonly platform: Platform
  readonly parties: Parties
  readonly sites: Pick<Sites, 'dismissOffer' | 'getProfile' | 'readForPage' | 'recallProfile'>
  readonly options: HttpOptions
  readonly isHttps: boolean
  readonly findPage: KeptPages
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Pages of others may send their readers there with a form: a link could do the same. */
    isFromAnywhere?: boolean
  }
  // Merging with Fastify's own declaration needs an interface.
  interface FastifyRequest {
    language: Language
    /** Whether a request without a language is answered in that of its account, once {@link identify} has found it. */
    speaksAsAccount: boolean
    /**
     * The session of the cookie, looked up once per request, and again once a body that took its time has come; undefined
     * until {@link identify} is called.
     */
    signedIn: Promise<SignedIn | undefined> | undefined
    /** Whether the body was still on its way when the request was admitted. */
    bodyIsLate: boolean
    /** Frees the memory reserved for the body; undefined while none is reserved. */
    releaseBody: (() => void) | undefined
  }
}
