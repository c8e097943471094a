import type { RenderPage, Text } from '@loggia/protocol/console'
import type { DurationMs, Language } from '@loggia/kernel'
import type { BodyShares } from './bodies.ts'
import type { Parties, SignedIn } from '../parties/index.ts'
import type { Platform, Prometheus } from '../platform/index.ts'
import type { Release } from './release.ts'

/** An account that the demo's sign-in page offers. */
export type DemoAccount = {
  readonly name: string
  /** Whom they act for. */
  readonly of: Text
  readonly email: string
  readonly password: string
  readonly role: 'buyer' | 'seller' | 'operator'
}

export type HttpOptions = {
  /** The address people use, without a slash at the end. */
  readonly baseUrl: string
  /** The only names that are answered, in small letters and without a port; any, if absent. */
  readonly hosts?: readonly string[]
  /** Without `hosts`: changes come from pages of `baseUrl` alone, and not from whatever name was asked for. */
  readonly ownOriginOnly?: boolean
  /** Renders a whole document; the built console provides it. */
  readonly renderPage: RenderPage
  /** The folder of the console's browser files: `assets/` in it never changes under a name. */
  readonly browserFiles: string
  /** What sellers install from here, read at the first ask; undefined if there is nothing. */
  readonly readRelease?: () => Promise<Release | undefined>
  /** On the demo only. */
  readonly demoAccounts?: readonly DemoAccount[]
  /** Whether the market’s time may be moved: its pages show a clock. */
  readonly movableClock?: boolean
  /** Why no work is taken on, or undefined while all is well. */
  readonly unready?: () => string | undefined
  /** Addresses or ranges of proxies whose `X-Forwarded-…` headers are believed. */
  readonly trustedProxies?: readonly string[]
  /** Requests a minute from one address; `pages` are those of readers without a session. */
  readonly limits?: {
    readonly all?: number
    readonly signIn?: number
    readonly pages?: number
    /** Of one seller to one open API; else as its contract says. */
    readonly openApis?: number
  }
  /** Most bytes of bodies on their way, of one reader and of all. */
  readonly bodies?: BodyShares
  readonly connections?: Partial<ConnectionLimits>
  readonly streams?: StreamTimes
  readonly streamLimits?: StreamLimits
  /** What `/metrics` shows: on this machine to everybody, elsewhere to who holds the token. */
  readonly metrics?: { readonly prometheus: Prometheus; readonly token?: string | undefined }
}
export type ConnectionLimits = {
  /** Connections of this node, and of one address (a /64 of IPv6) that is no trusted proxy. */
  readonly all: number
  readonly perAddress: number
  /** How long a connection stays on which nothing moves although something waits to be sent. */
  readonly stillMs: DurationMs
}
/** How often the event streams are looked after without a word of a change, and how often each says that it lives. */
export type StreamTimes = { readonly checkMs: DurationMs; readonly heartbeatMs: DurationMs }
/** Event streams at once of one session, of one member and of this node. */
export type StreamLimits = { readonly session: number; readonly member: number; readonly node: number }

/** What every part of the edge works with. */
export type Edge = {
  readonly platform: Platform
  readonly parties: Parties
  readonly options: HttpOptions
  readonly isHttps: boolean
}

declare module 'fastify' {
  // Merging with Fastify's own declaration needs an interface.
  interface FastifyRequest {
    language: Language
    /** A program that says no language is answered in that of its account, once {@link identify} knows whose it is. */
    speaksAsAccount: boolean
    /** The session of the cookie, looked up once a request; undefined until {@link identify} was asked. */
    signedIn: Promise<SignedIn | undefined> | undefined
    /** Gives back the share of memory that its body has; undefined while it has none. */
    releaseBody: (() => void) | undefined
  }
}
