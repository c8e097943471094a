import { ApiProblem } from '@loggia/client'
import { omitUndefined } from '@loggia/kernel'
import type { Assertion, CreationOptions, Registration, RequestOptions } from '@loggia/protocol/console'

type Words = { readonly unsupported: string; readonly cancelled: string; readonly known: string }
const refuse = (detail: string, cause?: unknown): ApiProblem =>
  new ApiProblem({ status: 0, code: 'client.passkey', detail }, cause)

/** Loaded when a passkey is first used. Browsers say only that it came to nothing, so as not to tell who has one. */
async function askBrowser<T>(
  words: Words,
  work: (library: typeof import('@simplewebauthn/browser')) => Promise<T>,
): Promise<T> {
  const library = await import('@simplewebauthn/browser')
  if (!library.browserSupportsWebAuthn()) throw refuse(words.unsupported)
  try {
    return await work(library)
  } catch (error) {
    const isKnown = error instanceof Error && error.name === 'InvalidStateError'
    throw refuse(isKnown ? words.known : words.cancelled, error)
  }
}

export const signWithPasskey = (options: RequestOptions, words: Words): Promise<Assertion> =>
  askBrowser(words, async ({ startAuthentication }) => {
    const { id, rawId, response } = await startAuthentication({
      optionsJSON: options as Parameters<typeof startAuthentication>[0]['optionsJSON'],
    })
    const { clientDataJSON, authenticatorData, signature, userHandle } = response
    return {
      id,
      rawId,
      type: 'public-key',
      clientExtensionResults: {},
      response: omitUndefined({ clientDataJSON, authenticatorData, signature, userHandle }),
    }
  })

export const createPasskey = (options: CreationOptions, words: Words): Promise<Registration> =>
  askBrowser(words, async ({ startRegistration }) => {
    const { id, rawId, response } = await startRegistration({
      optionsJSON: options as Parameters<typeof startRegistration>[0]['optionsJSON'],
    })
    const { clientDataJSON, attestationObject, transports } = response
    return {
      id,
      rawId,
      type: 'public-key',
      clientExtensionResults: {},
      response: omitUndefined({ clientDataJSON, attestationObject, transports }),
    }
  })
