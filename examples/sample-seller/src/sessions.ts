import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Account } from './shop.ts'

/** An instance, and the account that opens its application. */
export type Tenant = { readonly slug: string; readonly instanceId: string; readonly account: Account }

/** The signed-in users of each instance. A restart signs everybody out. */
export type Sessions = {
  /** Returns a token for the cookie, or undefined if account and password are wrong. */
  signIn(tenant: Tenant, account: Account): string | undefined
  isSignedIn(tenant: Tenant, token: string | undefined): boolean
  signOut(token: string | undefined): void
}

const mostSessions = 1_000

export function createSessions(): Sessions {
  const held = new Map<string, string>()
  return {
    signIn(tenant, { userName, password }) {
      const { account } = tenant
      if (!sameText(userName, account.userName) || !sameText(password, account.password)) return undefined
      const oldest = held.size >= mostSessions ? held.keys().next().value : undefined
      if (oldest !== undefined) held.delete(oldest)
      const token = randomBytes(24).toString('base64url')
      held.set(token, subjectOf(tenant))
      return token
    },
    isSignedIn: (tenant, token) => token !== undefined && held.get(token) === subjectOf(tenant),
    signOut: (token) => void held.delete(token ?? ''),
  }
}

const subjectOf = ({ slug, instanceId }: Tenant): string => JSON.stringify([slug, instanceId])
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
const sameText = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))
