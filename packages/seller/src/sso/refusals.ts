/**
 * Why nobody is signed in:
 * - `invalidRequest`: a parameter of the request is missing, or is there twice.
 * - `unsolicited`: the browser came from the marketplace without having been sent there, which the options refuse.
 * - `unknownTenant`: the marketplace has told nothing of this company and its app, or not any more.
 * - `invalidAddress`: its `domainName` is no https address, to which secrets may be sent.
 * - `severalInstances`: the company has several purchases with a client of their own: say which by `instanceId`.
 * - `unknownState`: this browser did not start this sign-in, or it keeps no cookies.
 * - `expired`: the sign-in was started too long ago.
 * - `usedBefore`: the answer of the marketplace has been used already.
 * - `otherIssuer`, `otherTenant`: the answer is that of another company.
 * - `denied`: the marketplace answered with an error; `marketError` has it, such as `access_denied`.
 * - `codeRefused`: the marketplace did not accept its own code: it is too old, or was used already.
 * - `clientRefused`: the marketplace did not accept client ID and secret, or the request.
 * - `signedOut`: the marketplace does not renew the tokens any more: end the session.
 * - `tokenRefused`: the access token is not valid any more: refresh, and end the session if that is refused.
 * - `unavailable`: the marketplace did not answer in time, could not be reached, or failed. Another try may succeed.
 * - `unreadable`: its answer is not what its interface answers.
 * - `unknownPerson`: the person may not use the app: the marketplace has not told of them, or has removed them.
 * - `disabled`: the company has disabled the person.
 * - `failed`: a store or a function of yours threw; `error` has it.
 */
export type SsoRefusalCode =
  | 'invalidRequest'
  | 'unsolicited'
  | 'unknownTenant'
  | 'invalidAddress'
  | 'severalInstances'
  | 'unknownState'
  | 'expired'
  | 'usedBefore'
  | 'otherIssuer'
  | 'otherTenant'
  | 'denied'
  | 'codeRefused'
  | 'clientRefused'
  | 'signedOut'
  | 'tokenRefused'
  | 'unavailable'
  | 'unreadable'
  | 'unknownPerson'
  | 'disabled'
  | 'failed'

/** Why nobody is signed in, for your log. It contains no tokens, codes or secrets. */
export type SsoRefusal = {
  readonly ok: false
  readonly code: SsoRefusalCode
  /** One sentence in English. */
  readonly message: string
  /** The company, as far as it is known. */
  readonly tenantId?: string | undefined
  /** The error that the marketplace named, such as `invalid_client`. */
  readonly marketError?: string | undefined
  /** What was thrown. */
  readonly error?: unknown
}

/** What was asked for, or why not. */
export type SsoResult<T> = ({ readonly ok: true } & T) | SsoRefusal

type Facts = Pick<SsoRefusal, 'tenantId' | 'marketError' | 'error'>

/** A refusal as a value. */
export const refuseSso = (code: SsoRefusalCode, message: string, facts: Facts = {}): SsoRefusal => ({
  ok: false,
  code,
  message,
  ...facts,
})

/** An error as the marketplace names it, for a log: on one line, and short. */
export const readMarketError = (text: string): string => text.replaceAll(/\p{C}/gu, ' ').slice(0, 200)
