import type { Assertion, Registration } from '@loggia/protocol/console'
import { omitUndefined } from '@loggia/kernel'
import type { Platform } from '../../../platform/index.ts'
import type { KeptPasskey, Site } from '../../schema/sessions.ts'

// Loaded when a passkey is first used: it takes longer than the rest of a start.
const loadWebAuthn = () => import('@simplewebauthn/server')

type Signed = { readonly challenge: string; readonly site: Site }
type NewKey = Pick<KeptPasskey, 'credentialId' | 'publicKey' | 'counter' | 'transports'>

/**
 * Checks what passkeys sign (WebAuthn §7): the challenge, the origin, the site, and that the person was verified. Undefined
 * if anything is wrong.
 */
export function createSignatures({ log }: Pick<Platform, 'log'>) {
  /** The library throws for whatever is not as it should be. */
  async function checkSigned<T>(check: () => Promise<T>): Promise<T | undefined> {
    try {
      return await check()
    } catch (error) {
      log.info({ reason: error instanceof Error ? error.message : String(error) }, 'a passkey was refused')
      return undefined
    }
  }

  async function checkRegistration(
    response: Registration,
    { challenge, site }: Signed,
  ): Promise<NewKey | undefined> {
    const { verifyRegistrationResponse } = await loadWebAuthn()
    const checked = await checkSigned(() =>
      verifyRegistrationResponse({
        response: { ...response, response: omitUndefined(response.response) } as Parameters<
          typeof verifyRegistrationResponse
        >[0]['response'],
        expectedChallenge: challenge,
        expectedOrigin: site.origin,
        expectedRPID: site.rpId,
        requireUserVerification: true,
      }),
    )
    if (!checked?.verified) return undefined
    const { id, publicKey, counter } = checked.registrationInfo.credential
    return { credentialId: id, publicKey, counter, transports: response.response.transports ?? [] }
  }

  /** The counter after this use, which must be higher than the kept one if the passkey counts. */
  async function checkAssertion(
    response: Assertion,
    passkey: KeptPasskey,
    { challenge, site }: Signed,
  ): Promise<number | undefined> {
    const { verifyAuthenticationResponse } = await loadWebAuthn()
    const checked = await checkSigned(() =>
      verifyAuthenticationResponse({
        response: { ...response, response: omitUndefined(response.response) },
        expectedChallenge: challenge,
        expectedOrigin: site.origin,
        expectedRPID: site.rpId,
        requireUserVerification: true,
        credential: {
          id: passkey.credentialId,
          publicKey: new Uint8Array(passkey.publicKey),
          counter: passkey.counter,
        },
      }),
    )
    return checked?.verified ? checked.authenticationInfo.newCounter : undefined
  }

  return { checkRegistration, checkAssertion }
}
