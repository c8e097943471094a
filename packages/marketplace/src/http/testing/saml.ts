import { deflateRawSync } from 'node:zlib'
import { SAML } from '@node-saml/node-saml'
import type { SamlConfig } from '@node-saml/node-saml'
import { namespaces } from '../sign-on/saml/names.ts'
import type { Begun } from './sign-on.ts'

/** What a page posts by itself: where, and which fields. */
export function readPosted(html: string): { readonly url: string; readonly fields: Record<string, string> } {
  const [, action = ''] = /<form method="post" action="([^"]*)">/.exec(html) ?? []
  const inputs = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)]
  return {
    url: unescape(action),
    fields: Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, unescape(value)])),
  }
}

const characters = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#13;', '\r'],
  ['&amp;', '&'],
])
const unescape = (text: string): string =>
  text.replaceAll(/&[^;]+;/g, (escaped) => characters.get(escaped) ?? escaped)

export const encode = (xml: string): string => Buffer.from(xml).toString('base64')
export const decode = (text = ''): string => Buffer.from(text, 'base64').toString()
export const pack = (xml: string | Uint8Array): string => deflateRawSync(xml).toString('base64')

export type Asked = {
  readonly issuer: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly content?: string
}
/** What an app asks, as it likes. */
export function formatRequest({ issuer, attributes = {}, content = '' }: Asked): string {
  const of = { ID: '_r1', Version: '2.0', IssueInstant: '2026-11-30T00:00:00Z', ...attributes }
  const text = Object.entries(of).map(([name, value]) => ` ${name}="${value}"`)
  return `<p:AuthnRequest xmlns:p="${namespaces.protocol}" xmlns:a="${namespaces.assertion}"${text.join('')}><a:Issuer>${issuer}</a:Issuer>${content}</p:AuthnRequest>`
}

/** An app as a service provider, to which a company gave its metadata. */
export async function openProvider(
  { callbackUrl, domain }: Pick<Begun['app'], 'callbackUrl' | 'domain'>,
  more: Partial<SamlConfig> = {},
) {
  const at = (path: string): string => `${domain}/api/v1/saml2/idp/${path}`
  const metadata = await (await fetch(at('metadata'))).text()
  const [, idpCert = ''] = /<ds:X509Certificate>([^<]+)</.exec(metadata) ?? []
  const saml = new SAML({
    entryPoint: at('sso'),
    issuer: callbackUrl,
    callbackUrl,
    idpIssuer: at('metadata'),
    idpCert,
    audience: callbackUrl,
    identifierFormat: null,
    ...more,
  })
  return {
    idpCert,
    ask: (relayState = ''): Promise<string> => saml.getAuthorizeUrlAsync(relayState, undefined, {}),
    askByForm: async (): Promise<Record<string, string>> =>
      Object.fromEntries(
        Object.entries(await saml.getAuthorizeMessageAsync('', undefined, {})).map(([name, value]) => [
          name,
          String(value),
        ]),
      ),
    judge: async (xml: string) =>
      (await saml.validatePostResponseAsync({ SAMLResponse: encode(xml) })).profile,
  }
}
