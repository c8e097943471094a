import { generateKeyPairSync } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { listRuleEngines } from '../../embedded/index.ts'
import { hasApache, openApache, privatePath } from '../testing/apache.ts'
import { readPosted } from '../testing/saml.ts'
import { findPort, openSignOn, readCallback } from '../testing/sign-on.ts'
import type { Begun, Browser, OpenedSignOn } from '../testing/sign-on.ts'
import { createCertificate } from './saml/certificate.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
type Apache = Awaited<ReturnType<typeof openApache>>

/** Apache with Debian's modules is the app: sellers put it before programs that know nothing of signing on. */
describe.each(listRuleEngines(postgresUrl))('sign-on by modules of Apache, on %s', (engine) => {
  let it: OpenedSignOn
  let apache: Apache | undefined
  beforeAll(async () => {
    it = await openSignOn({ engine, postgresUrl })
  })
  afterEach(() => apache?.close())
  afterAll(() => it.close())

  type Setting = {
    readonly module: string
    readonly callbackPath: string
    readonly configure: (of: Begun, origin: string, folder: string) => string
    readonly files?: (of: Begun) => Promise<Record<string, string>>
  }
  async function open({ module, callbackPath, configure, files }: Setting) {
    const port = await findPort()
    const origin = `http://127.0.0.1:${port}`
    const of = await it.begin({ method: 'cas', callbackUrl: origin + callbackPath })
    const own = await files?.(of)
    apache = await openApache({
      port,
      module,
      configure: (folder) => configure(of, origin, folder),
      ...(own && { files: own }),
    })
    return { of, page: origin + privatePath, origin }
  }

  /** Goes where it is led, between marketplace and app, by redirects and forms. */
  async function travel(browser: Browser, address: string) {
    const trail = [address]
    let reply = await browser.open(address)
    while (trail.length < 20) {
      const form = reply.status === 200 ? readPosted(reply.body) : undefined
      const next = reply.location || form?.url
      if (!next) return { ...reply, trail }
      trail.push(next)
      reply = await browser.open(next, reply.location ? {} : { form: form?.fields })
    }
    throw new Error(`Redirects go round:\n${trail.join('\n')}\n${apache?.readLog()}`)
  }

  const openidc: Setting = {
    module: 'auth_openidc',
    callbackPath: '/callback',
    configure: ({ app }, origin) => `
OIDCProviderMetadataURL ${app.issuer}/.well-known/openid-configuration
OIDCClientID ${app.clientId}
OIDCClientSecret ${app.clientSecret}
OIDCRedirectURI ${origin}/callback
OIDCCryptoPassphrase 0123456789abcdef0123456789abcdef
OIDCScope "openid profile"
OIDCPKCEMethod S256
OIDCRemoteUserClaim userName
Header always set X-Role "%{OIDC_CLAIM_role}e"
Header always set X-Tenant "%{OIDC_CLAIM_tenant}e"
<Location /private>
AuthType openid-connect
Require valid-user
</Location>
<Location /callback>
AuthType openid-connect
Require valid-user
</Location>`,
  }
  const cas: Setting = {
    module: 'auth_cas',
    // This module comes back to the page that somebody wanted.
    callbackPath: privatePath,
    configure: ({ app }, _origin, folder) => `
CASVersion 2
CASCertificatePath /etc/ssl/certs
CASLoginURL ${app.domain}/api/v1/cas/login
CASValidateURL ${app.domain}/api/v1/cas/p3/serviceValidate
CASCookiePath ${folder}/state/
<Location /private>
AuthType CAS
Require valid-user
CASAuthNHeader CAS-User
Header always set X-Role "expr=%{req:CAS-role}"
Header always set X-Tenant "expr=%{req:CAS-tenant}"
</Location>`,
  }
  const mellon: Setting = {
    module: 'auth_mellon',
    callbackPath: '/mellon/postResponse',
    files: async ({ app }) => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
      const certificate = createCertificate(privateKey, 'app').toString('base64')
      return {
        'key.pem': privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
        'certificate.pem': `-----BEGIN CERTIFICATE-----\n${certificate.replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
        'idp.xml': await (await fetch(`${app.domain}/api/v1/saml2/idp/metadata`)).text(),
      }
    },
    configure: ({ app }, _origin, folder) => `
<Location />
MellonEnable info
MellonEndpointPath /mellon
MellonSPentityId ${app.callbackUrl}
MellonSPPrivateKeyFile ${folder}/key.pem
MellonSPCertFile ${folder}/certificate.pem
MellonIdPMetadataFile ${folder}/idp.xml
MellonUser userName
MellonSecureCookie Off
Header always set X-Role "%{MELLON_role}e"
Header always set X-Tenant "%{MELLON_tenant}e"
</Location>
<Location /private>
AuthType Mellon
MellonEnable auth
Require valid-user
</Location>`,
  }
  const settings: Record<string, Setting> = {
    'OpenID Connect (libapache2-mod-auth-openidc)': openidc,
    'CAS (libapache2-mod-auth-cas)': cas,
    'SAML (libapache2-mod-auth-mellon)': mellon,
  }

  for (const [name, setting] of Object.entries(settings))
    test.skipIf(!hasApache(setting.module))(`by ${name}, which has to be installed`, async () => {
      const { of, page } = await open(setting)
      const browser = await it.signIn(of.lin.email)

      const reply = await travel(browser, page)

      expect([reply.status, reply.body], apache?.readLog()).toEqual([200, 'private words'])
      expect(Object.fromEntries(reply.headers)).toMatchObject({
        'x-user': 'user00001',
        'x-role': 'user',
        'x-tenant': of.app.enterprise.tenantId,
      })
      expect(reply.trail.length).toBeGreaterThan(3)

      // Somebody who may not use the app does not get in.
      const stranger = await it.addLinked(of.company, '赵川')
      const unassigned = await travel(await it.signIn(stranger.email), page)
      expect([unassigned.status, unassigned.body.includes('private words')]).toEqual([403, false])
    })

  test.skipIf(!hasApache(mellon.module))(
    'by SAML that begins at the marketplace (libapache2-mod-auth-mellon, which has to be installed)',
    async () => {
      const { of, page } = await open(mellon)
      const browser = await it.signIn(of.lin.email)
      const query = new URLSearchParams({ sp: of.app.callbackUrl, RelayState: page })
      const reply = await travel(browser, `${of.app.domain}/api/v1/saml2/idp/sso?${query}`)
      expect([reply.status, reply.headers.get('x-user')], apache?.readLog()).toEqual([200, 'user00001'])
      expect(reply.url).toBe(page)
      expect(readCallback(reply.url)).toEqual({})
    },
  )
})
