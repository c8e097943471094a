import { vi } from 'vitest'
import type { MailWorld } from '../../mail/testing/mail-world.ts'
import type { SignUp } from '../schema/sign-ups.ts'

export const oldPassword = 'a rather long sentence'
export const newPassword = 'quite another long sentence'

/** People who sign up, sign in and follow the links that they get by email. */
export function createMailedPeople(open: MailWorld) {
  const { parties } = open.world.market
  let lastIp = 0
  const ip = (): string => `198.51.100.${(lastIp += 1) % 250}`
  const signIn = (email: string, password: string, confirmation?: string) =>
    parties.signIn({ email, password, userAgent: 'test', ip: ip(), confirmation })
  const signUp = (email: string, more: Partial<SignUp> = {}) =>
    parties.signUp({
      kind: 'personal',
      name: 'Lin',
      email,
      password: oldPassword,
      country: 'CN',
      language: 'en-US',
      ip: ip(),
      ...more,
    })
  const askReset = (email: string) => parties.askReset({ email, ip: ip(), language: 'en-US' })
  /** An account whose email is confirmed, signed in. */
  const openAccount = async (email: string) => {
    await signUp(email)
    await open.sendAll()
    return signIn(email, oldPassword, open.readToken(email))
  }
  const findResetToken = async (email: string): Promise<string> => {
    await askReset(email)
    await open.sendAll()
    return open.readToken(email)
  }
  /** The number of transactions that something opens. */
  const countTransactions = async (work: () => Promise<void>): Promise<number> => {
    const spy = vi.spyOn(open.world.platform.db, 'transaction')
    await work()
    const { length } = spy.mock.calls
    spy.mockRestore()
    return length
  }
  return { signIn, signUp, askReset, openAccount, findResetToken, countTransactions }
}
