import { omitUndefined } from '@loggia/kernel'
import type {
  CredentialMethod,
  LoginKind,
  OaepHashes,
  PersonalData,
} from '@loggia/protocol/console/apps/kinds'
import type { AppCredentialForm } from '@loggia/protocol/console'
import { findKeyFault } from './public-key.ts'
import type { KeyFault } from './public-key.ts'

/** The form of an app credential as it is typed. */
export type Typed = {
  readonly name: string
  readonly method: CredentialMethod
  readonly callbackUrl: string
  readonly loginKind: LoginKind
  readonly loginUrl: string
  readonly publicKey: string
  readonly oaep: OaepHashes
  readonly severalInstances: boolean
  readonly askedData: readonly PersonalData[]
}

export const emptyForm: Typed = {
  name: '',
  method: 'oauth2',
  callbackUrl: '',
  loginKind: 'shared',
  loginUrl: '',
  publicKey: '',
  oaep: 'sha256-sha256',
  severalInstances: false,
  askedData: [],
}

export const toTyped = ({ callbackUrl = '', ...form }: AppCredentialForm): Typed => ({
  name: form.name,
  method: form.method,
  callbackUrl,
  loginKind: form.loginKind,
  loginUrl: form.loginUrl,
  publicKey: form.publicKey,
  oaep: form.oaep,
  severalInstances: form.severalInstances,
  askedData: form.askedData,
})

/** People who sign in by the SDK are sent nowhere. */
export const toBody = ({ callbackUrl, askedData, ...typed }: Typed): AppCredentialForm =>
  omitUndefined({
    ...typed,
    name: typed.name.trim(),
    loginUrl: typed.loginUrl.trim(),
    publicKey: typed.publicKey.trim(),
    callbackUrl: typed.method !== 'sdk' ? callbackUrl.trim() : undefined,
    askedData: [...askedData],
  })

/** What is wrong with a form, by its fields. */
export type Wrong = {
  readonly name?: true
  readonly callbackUrl?: true
  readonly loginUrl?: true
  readonly publicKey?: KeyFault
}

const [mostName, mostUrl] = [60, 512]

export function findWrong({ name, method, callbackUrl, loginUrl, publicKey }: Typed): Wrong {
  const isNamed = name.trim() !== '' && name.trim().length <= mostName
  return omitUndefined({
    name: isNamed ? undefined : (true as const),
    callbackUrl: method !== 'sdk' && !isAddress(callbackUrl) ? (true as const) : undefined,
    loginUrl: isAddress(loginUrl) ? undefined : (true as const),
    publicKey: findKeyFault(publicKey),
  })
}

/** What the marketplace accepts: a server on the seller's own machine is reached without TLS. */
export function isAddress(typed: string): boolean {
  const text = typed.trim()
  if (text.length > mostUrl || text.includes('#') || !URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  const isLocal = protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname)
  return (protocol === 'https:' || isLocal) && username === '' && password === ''
}
