import { fromMinutes, fromSeconds } from '@loggia/kernel'
import type { SecondProof } from '@loggia/protocol/console'
import { accountPassword, createAccounts } from '../../embedded/accounts.ts'
import type { BarePlatform } from '../../embedded/bare-platform.ts'
import type { SignedIn } from '../schema/sessions.ts'
import { computeTotp } from '../totp.ts'
import { createAuthenticator } from './authenticator.ts'

export const site = { origin: 'https://market.example', rpId: 'market.example' }
export const current = accountPassword

/** Signs people up and in with second factors, for tests of accounts; after `next` it acts for another person. */
export function createFactorPeople(bare: () => BarePlatform) {
  const accounts = createAccounts(() => bare().platform)
  const { partiesOf, signedUp, email } = accounts
  const parties = () => partiesOf()
  const browser = { userAgent: 'a browser', ip: '192.0.2.251', devices: [], site }
  const refusal = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'in',
      (error: { code: string }) => error.code,
    )
  /** The code of the present step, or of one beside it. */
  const codeOf = (secret: string, off = 0): string =>
    computeTotp(secret, Math.floor(bare().platform.wall.now() / 30_000) + off)
  const nextCode = (secret: string): string => {
    bare().wall.moveBy(fromSeconds(90))
    return codeOf(secret)
  }
  const totp = (code: string): SecondProof => ({ kind: 'totp', code })

  /** A member with an authenticator app. */
  async function withTotp() {
    const session = await signedUp()
    const { secret } = await parties().startTotp(session, { current })
    const { recoveryCodes = [] } = await parties().confirmTotp(session, codeOf(secret))
    bare().wall.moveBy(fromMinutes(2))
    return { session, secret, recoveryCodes }
  }
  /** A sign-in whose password was right. */
  async function begin(given: { devices?: readonly string[] } = {}): Promise<string> {
    const begun = await parties().beginSignIn({
      email: email(),
      password: current,
      userAgent: '',
      ip: '192.0.2.250',
      ...given,
    })
    if (!('step' in begun)) throw new Error('No second factor was asked for')
    return begun.step
  }
  const finish = (step: string | undefined, proof: SecondProof, more: object = {}) =>
    parties().finishSignIn(step, proof, { ...browser, ...more })

  async function addPasskey(
    session: SignedIn,
    { proof, counts }: { proof?: SecondProof; counts?: boolean } = {},
  ) {
    const key = createAuthenticator(site.origin, { counts: counts ?? true })
    const options = await parties().startPasskey(session, { current, proof, site })
    const added = await parties().addPasskey(session, {
      name: 'A key',
      response: key.register(options),
      site,
    })
    return { key, ...added }
  }

  return {
    ...accounts,
    parties,
    browser,
    refusal,
    codeOf,
    nextCode,
    totp,
    withTotp,
    begin,
    finish,
    addPasskey,
  }
}
