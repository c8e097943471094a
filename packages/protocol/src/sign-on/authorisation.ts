import type { OauthClient } from './grants.ts'

/** What an app asks for, or why its request is not answered: on a page, or at its callback address. */
export type Authorisation =
  | { readonly ok: true; readonly state: string | undefined; readonly challenge: string | undefined }
  | { readonly ok: false; readonly page: string }
  | {
      readonly ok: false
      readonly state: string | undefined
      readonly error: string
      readonly description: string
    }

/** Reads a request to `oauth2/authorize` (sign-on.md §2). */
export function readAuthorisation(query: URLSearchParams, client: OauthClient | undefined): Authorisation {
  const read = (name: string): string | undefined => query.get(name) || undefined
  if (!client || read('client_id') !== client.clientId) return { ok: false, page: 'Client ID mismatch' }
  if ((read('redirect_uri') ?? client.callbackUrl) !== client.callbackUrl)
    return { ok: false, page: 'Redirect URI mismatch' }
  const state = read('state')
  const refuse = (error: string, description: string): Authorisation => ({
    ok: false,
    state,
    error,
    description,
  })
  if (read('response_type') !== 'code')
    return refuse('unsupported_response_type', 'response_type must be code')
  const challenge = read('code_challenge')
  if (challenge !== undefined && read('code_challenge_method') !== 'S256')
    return refuse('invalid_request', 'code_challenge_method must be S256')
  return { ok: true, state, challenge }
}

/** The callback address with what the company adds to it. */
export function writeCallback(
  callbackUrl: string,
  added: Readonly<Record<string, string | undefined>>,
): string {
  const url = new URL(callbackUrl)
  for (const [name, value] of Object.entries(added))
    if (value !== undefined) url.searchParams.set(name, value)
  return url.href
}
