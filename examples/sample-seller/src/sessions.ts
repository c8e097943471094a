import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Instance } from './instances.ts'

/** Who is signed in to which instance; a restart signs everybody out. */
export type Sessions = {
  /** A token for the cookie, or undefined if account and password do not fit. */
  signIn(instance: Instance, account: { userName: string; password: string }): string | undefined
  isSignedIn(instance: Instance, token: string | undefined): boolean
  signOut(token: string | undefined): void
}

const mostSessions = 1_000

export function createSessions(): Sessions {
  const held = new Map<string, string>()
  return {
    signIn(instance, account) {
      if (!sameText(account.userName, instance.userName) || !sameText(account.password, instance.password))
        return undefined
      const oldest = held.size >= mostSessions ? held.keys().next().value : undefined
      if (oldest !== undefined) held.delete(oldest)
      const token = randomBytes(24).toString('base64url')
      held.set(token, subjectOf(instance))
      return token
    },
    isSignedIn: (instance, token) => token !== undefined && held.get(token) === subjectOf(instance),
    signOut: (token) => void held.delete(token ?? ''),
  }
}

const subjectOf = ({ slug, instanceId }: Instance): string => JSON.stringify([slug, instanceId])
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
const sameText = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))
