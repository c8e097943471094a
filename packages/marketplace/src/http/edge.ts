import type { RenderPage, Text } from '@loggia/protocol/console'
import type { DurationMs, Language } from '@loggia/kernel'
import type { Parties, SignedIn } from '../parties/index.ts'
import type { Platform, Prometheus } from '../platform/index.ts'

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
  /** Renders a whole document; the built console provides it. */
  readonly renderPage: RenderPage
  /** The folder of the console's browser files: `assets/` in it never changes under a name. */
  readonly browserFiles: string
  /** On the demo only. */
  readonly demoAccounts?: readonly DemoAccount[]
  /** Whether the market’s time may be moved: its pages show a clock. */
  readonly movableClock?: boolean
  /** Why no work is taken on, or undefined while all is well. */
  readonly unready?: () => string | undefined
  /** Addresses or ranges of proxies whose `X-Forwarded-…` headers are believed. */
  readonly trustedProxies?: readonly string[]
  /** Requests a minute from one address. */
  readonly limits?: { readonly all: number; readonly signIn: number; readonly orderQueries?: number }
  readonly streams?: StreamTimes
  /** What `/metrics` shows: on this machine to everybody, elsewhere to who holds the token. */
  readonly metrics?: { readonly prometheus: Prometheus; readonly token?: string | undefined }
}
/** How often an event stream looks by itself, and how often it says that it lives. */
export type StreamTimes = { readonly checkMs: DurationMs; readonly heartbeatMs: DurationMs }

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
    /** The session of the cookie, looked up once a request; undefined until {@link identify} was asked. */
    signedIn: Promise<SignedIn | undefined> | undefined
  }
}
