import { X509Certificate } from 'node:crypto'
import { ValidateInResponseTo } from '@node-saml/node-saml'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { credentialForm } from '../../../apps/testing/credential-form.ts'
import { listRuleEngines } from '../../../embedded/index.ts'
import { decode, openProvider, readPosted } from '../../testing/saml.ts'
import { createBrowser, openSignOn, readCallback } from '../../testing/sign-on.ts'
import type { Begun, Browser, OpenedSignOn } from '../../testing/sign-on.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const formats = 'urn:oasis:names:tc:SAML:2.0:nameid-format'

/** `node-saml` is the app: it is given the metadata, and judges what is posted to it. */
describe.each(listRuleEngines(postgresUrl))('sign-on to apps by SAML, on %s', (engine) => {
  let it: OpenedSignOn
  let of: Begun
  let browser: Browser
  beforeAll(async () => {
    it = await openSignOn({ engine, postgresUrl })
    of = await it.begin()
  })
  beforeEach(async () => {
    browser = await it.signIn(of.lin.email)
  })
  afterAll(() => it.close())

  const at = (path: string): string => `${of.app.domain}/api/v1/saml2/idp/${path}`
  const readMetadata = async (): Promise<string> => (await fetch(at('metadata'))).text()
  const begin = (query: Record<string, string> = {}): string =>
    `${at('sso')}?${new URLSearchParams({ sp: of.app.callbackUrl, ...query })}`
  type Provider = Awaited<ReturnType<typeof openProvider>>
  const judge = async (provider: Provider, html: string) => {
    const { url, fields } = readPosted(html)
    expect(url).toBe(of.app.callbackUrl)
    return provider.judge(decode(fields['SAMLResponse']))
  }
  const always = { validateInResponseTo: ValidateInResponseTo.always }

  test('metadata name the company, its addresses and its key, and stay the same', async () => {
    const reply = await fetch(at('metadata'))
    expect(reply.headers.get('content-type')).toBe('application/samlmetadata+xml; charset=utf-8')
    const metadata = await reply.text()
    expect(metadata).toContain(`entityID="${at('metadata')}"`)
    for (const binding of ['HTTP-Redirect', 'HTTP-POST'])
      expect(metadata).toContain(
        `<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${at('sso')}">`,
      )
    const [, text = ''] = /<ds:X509Certificate>([^<]+)</.exec(metadata) ?? []
    const certificate = new X509Certificate(Buffer.from(text, 'base64'))
    expect(certificate.subject).toBe(`CN=${of.app.enterprise.tenantCode}`)
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect(certificate.validTo).toBe('Dec 31 23:59:59 9999 GMT')
    expect(await readMetadata()).toBe(metadata)
  })

  test('somebody who is signed in is posted to the app, with what it may know', async () => {
    const reply = await browser.follow(begin({ RelayState: '/docs?a=1&b=<2>' }))

    expect(readPosted(reply.body).fields['RelayState']).toBe('/docs?a=1&b=<2>')
    const profile = await judge(await openProvider(of.app), reply.body)
    expect(profile).toMatchObject({
      issuer: at('metadata'),
      nameID: 'user00001',
      nameIDFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
      attributes: {
        name: '林知遥',
        userName: 'user00001',
        tenant: of.app.enterprise.tenantId,
        role: 'user',
        organizationCode: '10001',
        organizationName: '沧野制造',
        mobile: '13800000000',
      },
    })
    expect(profile).not.toHaveProperty('email')
    expect(profile).not.toHaveProperty('inResponseTo')
  })

  test('the page runs its own script only, and is kept nowhere', async () => {
    const { headers } = await browser.follow(begin())
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'sha256-[\w+/]{43}='; form-action https:; base-uri 'none'; frame-ancestors 'none'$/,
    )
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test('somebody who is not signed in signs in, and is posted to the app', async () => {
    const stranger = createBrowser(it.origin)
    const asked = await stranger.follow(begin({ RelayState: 'x' }))
    expect(asked.body).toContain('"route":"sign-in"')
    await stranger.signIn({ email: of.lin.email, password: it.password })

    const reply = await stranger.follow(readCallback(asked.url)['next'] ?? '')

    expect(await judge(await openProvider(of.app), reply.body)).toMatchObject({ nameID: 'user00001' })
    expect(readPosted(reply.body).fields['RelayState']).toBe('x')
    // The session at the company's address needs no step the next time.
    expect((await stranger.follow(begin())).trail).toEqual([])
  })

  test('an app asks in the address, and the answer names its request', async () => {
    const provider = await openProvider(of.app, always)
    const address = await provider.ask('deep/link')

    const reply = await browser.follow(address)

    expect(readPosted(reply.body).fields['RelayState']).toBe('deep/link')
    expect(await judge(provider, reply.body)).toMatchObject({
      nameID: 'user00001',
      inResponseTo: expect.stringMatching(/^_/),
    })
  })

  test('an app asks by a form on its own page', async () => {
    const provider = await openProvider(of.app, {
      ...always,
      authnRequestBinding: 'HTTP-POST',
      skipRequestCompression: true,
    })
    const form = await provider.askByForm()
    const headers = { origin: 'https://app.seller.example', 'sec-fetch-site': 'cross-site' }

    const reply = await browser.follow(at('sso'), { form, headers })

    expect(await judge(provider, reply.body)).toMatchObject({ nameID: 'user00001' })
  })

  test('ForceAuthn asks everybody, and says when they signed in', async () => {
    await browser.follow(begin())
    const provider = await openProvider(of.app, { forceAuthn: true, ...always })
    const asked = await browser.follow(await provider.ask())
    expect(asked.body).toContain('"route":"sign-in"')
    await browser.signIn({ email: of.lin.email, password: it.password })

    const { body } = await browser.follow(readCallback(asked.url)['next'] ?? '')

    await judge(provider, body)
    const xml = decode(readPosted(body).fields['SAMLResponse'])
    const instant = (name: string) => Date.parse(new RegExp(`${name}="([^"]+)"`).exec(xml)?.[1] ?? '')
    expect(instant('IssueInstant') - instant('AuthnInstant')).toBeLessThan(60_000)
  })

  test('IsPassive asks nobody: the app is told that nobody is signed in', async () => {
    const provider = await openProvider(of.app, { passive: true, ...always })
    const stranger = createBrowser(it.origin)
    const address = await provider.ask()
    const { body } = await stranger.follow(address)
    // node-saml knows this answer, and gives no profile.
    expect(await judge(provider, body)).toBeNull()
    const signedIn = await browser.follow(await provider.ask())
    expect(await judge(provider, signedIn.body)).toMatchObject({ nameID: 'user00001' })
  })

  test('IsPassive and ForceAuthn together cannot be', async () => {
    const provider = await openProvider(of.app, { passive: true, forceAuthn: true })
    const { body, trail } = await browser.follow(await provider.ask())
    expect(trail).toEqual([])
    expect(await judge(provider, body)).toBeNull()
  })

  test('a persistent name is always the same, and a transient one never', async () => {
    const nameBy = async (format: string) => {
      const provider = await openProvider(of.app, { identifierFormat: `${formats}:${format}` })
      const { body } = await browser.follow(await provider.ask())
      const profile = await judge(provider, body)
      expect(profile?.nameIDFormat).toBe(`${formats}:${format}`)
      return profile?.nameID
    }
    expect(await nameBy('persistent')).toBe(of.lin.personId)
    expect(await nameBy('persistent')).toBe(of.lin.personId)
    expect(await nameBy('transient')).not.toBe(await nameBy('transient'))
  })

  test('names with the characters of XML arrive as they are', async () => {
    const name = 'Ann <b>&"\'\u00e9 \u{20BB7}]]>'
    const ann = await it.addLinked(of.company, name)
    await of.app.assign(ann.personId)
    const { body } = await (await it.signIn(ann.email)).follow(begin())
    expect(await judge(await openProvider(of.app), body)).toMatchObject({ attributes: { name } })
  })

  test('a sign-on by SAML and one by CAS share the session at the company’s address', async () => {
    await browser.follow(begin())
    const query = new URLSearchParams({ service: of.app.callbackUrl })
    expect((await browser.follow(`${of.app.domain}/api/v1/cas/login?${query}`)).trail).toEqual([])
  })

  test('a click on an app leads to its sign-on by its own protocol', async () => {
    const { callbackUrl } = of.app
    const open = async (method: 'cas' | 'saml2') => {
      await it.world.market.apps.changeCredential(of.product.seller, of.product.credentialId, {
        ...credentialForm,
        method,
      })
      return browser.follow(`/sign-on/open/${of.app.id}`)
    }
    expect((await open('cas')).location).toMatch(`${callbackUrl}?ticket=ST-`)
    const { body } = await open('saml2')
    expect(await judge(await openProvider(of.app), body)).toMatchObject({ nameID: 'user00001' })
  })

  test('whoever is not assigned, or no longer enabled, is told so and nothing is posted', async () => {
    const stranger = await it.addLinked(of.company, '赵川')
    const unassigned = await (await it.signIn(stranger.email)).follow(begin())
    expect([unassigned.status, unassigned.body.includes('SAMLResponse')]).toEqual([403, false])

    await browser.follow(begin())
    await it.world.market.directory.actOnPeople(of.company.request, of.company.enterpriseId, {
      act: { act: 'disable' },
      of: { ids: [of.lin.personId] },
    })
    const disabled = await browser.follow(begin())
    expect([disabled.status, disabled.body.includes('SAMLResponse')]).toEqual([403, false])
  })
})
