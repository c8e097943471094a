import type { KoaContextWithOIDC } from 'oidc-provider'
import { omitUndefined } from '@loggia/kernel'

type Refusal = { readonly error: string; readonly error_description?: string | undefined }

/**
 * Refusals in the words of the protocol's documents (oauth.md §14). They say the same whatever is wrong with a code, so
 * that nobody learns more from them.
 */
export function toKitError({ error, error_description }: Refusal, ctx: KoaContextWithOIDC) {
  const description = kitDescription(error, ctx) ?? error_description
  return omitUndefined({ error, error_description: description })
}

function kitDescription(error: string, { oidc }: KoaContextWithOIDC): string | undefined {
  const isToken = oidc.route === 'token'
  if (error === 'invalid_client') return isToken ? 'Bad client credentials' : 'Client ID mismatch'
  if (error === 'invalid_grant' && isToken)
    return oidc.params?.['grant_type'] === 'refresh_token'
      ? 'Invalid refresh token'
      : 'Invalid authorization code'
  return undefined
}
