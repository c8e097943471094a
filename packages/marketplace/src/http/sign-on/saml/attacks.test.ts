import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { openEnterprise } from '../../../apps/testing/joint.ts'
import { listRuleEngines } from '../../../embedded/index.ts'
import { pack, encode, formatRequest, readPosted } from '../../testing/saml.ts'
import { createBrowser, openSignOn } from '../../testing/sign-on.ts'
import type { Begun, Browser, OpenedSignOn } from '../../testing/sign-on.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const callbackUrl = 'https://app.seller.example/callback'
const right = formatRequest({ issuer: callbackUrl })
const withStart = (start: string): string => start + right

describe.each(listRuleEngines(postgresUrl))('attacks on sign-on by SAML, on %s', (engine) => {
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

  const sso = () => `${of.app.domain}/api/v1/saml2/idp/sso`
  const ask = (query: Record<string, string>, from = browser) =>
    from.follow(`${sso()}?${new URLSearchParams(query)}`)
  const post = (form: Record<string, string>) =>
    browser.follow(sso(), { form, headers: { origin: 'https://app.seller.example' } })
  const expectRefused = (reply: Awaited<ReturnType<typeof ask>>): void => {
    expect([reply.status, reply.location]).toEqual([400, ''])
    expect(reply.body).not.toContain('SAMLResponse')
  }

  test('a plain request is right', async () => {
    expect((await ask({ SAMLRequest: pack(right) })).body).toContain('SAMLResponse')
    expect((await post({ SAMLRequest: encode(right) })).body).toContain('SAMLResponse')
  })

  test.each<[string, string]>([
    ['no XML', 'hello'],
    ['nothing', ''],
    ['XML without an end', right.slice(0, -20)],
    ['two documents', right + right],
    ['text behind it', `${right}text`],
    ['another element', right.replaceAll('AuthnRequest', 'LogoutRequest')],
    ['another namespace', right.replace('protocol"', 'other"')],
    ['a prefix without a namespace', right.replace('xmlns:a=', 'xmlns:b=')],
    ['a repeated attribute', right.replace('<p:AuthnRequest', '<p:AuthnRequest Version="2.0"')],
    ['a document type', withStart('<!DOCTYPE x>')],
    ['an entity', withStart('<!DOCTYPE x [<!ENTITY e "e">]>').replace(callbackUrl, '&e;')],
    [
      'entities of entities',
      withStart(
        `<!DOCTYPE x [<!ENTITY a0 "a">${[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `<!ENTITY a${n} "${`&a${n - 1};`.repeat(10)}">`).join('')}]>`,
      ).replace(callbackUrl, '&a9;'),
    ],
    [
      'a file as an entity',
      withStart('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>').replace(callbackUrl, '&e;'),
    ],
    ['an entity that is not declared', right.replace(callbackUrl, '&e;')],
    ['a comment in the name', right.replace('seller', 'sel<!-- -->ler')],
    ['a section of text', right.replace(callbackUrl, `<![CDATA[${callbackUrl}]]>`)],
    ['an instruction', right.replace(callbackUrl, `${callbackUrl}<?x y?>`)],
    ['an instruction for a style sheet', withStart('<?xml-stylesheet href="https://evil.example/"?>')],
    ['two names', right.replace('<a:Issuer>', '<a:Issuer>https://evil.example/</a:Issuer><a:Issuer>')],
    ['no name', right.replace(/<a:Issuer>.*<\/a:Issuer>/, '')],
    ['another name', right.replace('app.seller', 'evil')],
    ['a name in a child', right.replace(callbackUrl, `<b>${callbackUrl}</b>x`)],
    [
      'its name deeper',
      right
        .replace('<a:Issuer>', '<p:Extensions><a:Issuer>')
        .replace('</a:Issuer>', '</a:Issuer></p:Extensions>'),
    ],
    ['an older version', right.replace('"2.0"', '"1.1"')],
    ['no id', right.replace('ID="_r1"', '')],
    ['an id with markup', right.replace('_r1', '_&quot;&gt;&lt;x')],
    ['an id without an end', right.replace('_r1', `_${'x'.repeat(300)}`)],
    ['thousands of elements in each other', right.replace(callbackUrl, '<x>'.repeat(2500))],
    [
      'somebody to sign on',
      formatRequest({
        issuer: callbackUrl,
        content: '<a:Subject><a:NameID>user00009</a:NameID></a:Subject>',
      }),
    ],
    [
      'an email as the name',
      formatRequest({
        issuer: callbackUrl,
        content: '<p:NameIDPolicy Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"/>',
      }),
    ],
    [
      'a sign-in by certificate',
      formatRequest({
        issuer: callbackUrl,
        content:
          '<p:RequestedAuthnContext><a:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:X509</a:AuthnContextClassRef></p:RequestedAuthnContext>',
      }),
    ],
    [
      'an artifact as the answer',
      formatRequest({
        issuer: callbackUrl,
        attributes: { ProtocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact' },
      }),
    ],
    [
      'a wrong Destination',
      formatRequest({ issuer: callbackUrl, attributes: { Destination: 'https://other.example/sso' } }),
    ],
  ])('a request with %s is refused', async (_, xml) => {
    expectRefused(await ask({ SAMLRequest: pack(xml) }))
    expectRefused(await post({ SAMLRequest: encode(xml) }))
  })

  test.each([
    'https://evil.example/callback',
    'https://app.seller.example/callback/more',
    'https://app.seller.example/',
    'https://app.seller.example/callback?next=1',
    'https://app.seller.example/Callback',
    'https://app.seller.example:8443/callback',
    'https://app.seller.example@evil.example/callback',
    'http://app.seller.example/callback',
    'javascript:alert(1)',
  ])('nothing is posted to %j', async (AssertionConsumerServiceURL) => {
    const xml = formatRequest({ issuer: callbackUrl, attributes: { AssertionConsumerServiceURL } })
    expectRefused(await ask({ SAMLRequest: pack(xml) }))
    expectRefused(await ask({ sp: AssertionConsumerServiceURL }))
    const named = formatRequest({ issuer: AssertionConsumerServiceURL })
    expectRefused(await ask({ SAMLRequest: pack(named) }))
  })

  test.each([
    ['that unpacks to much', pack(new Uint8Array(5_000_000))],
    ['that is not packed', encode(right)],
    ['that is no base64', '%%%'],
    ['that is random', Buffer.from('c0ffee'.repeat(50), 'hex').toString('base64')],
    ['that is cut', pack(right).slice(0, -30)],
    ['that is as long as an address may be', encode('x'.repeat(10_000))],
  ])('a request %s is refused', async (_, SAMLRequest) => {
    expectRefused(await ask({ SAMLRequest }))
  })

  test('a form that is too long is refused before it is read', async () => {
    const reply = await post({ SAMLRequest: encode('x'.repeat(100_000)) })
    expect([reply.status, reply.body.includes('"route":"problem"')]).toEqual([400, true])
  })

  test('a form is a form', async () => {
    for (const type of ['application/json', 'text/xml', 'multipart/form-data; boundary=x'])
      expect(
        (await fetch(sso(), { method: 'POST', headers: { 'content-type': type }, body: '{}' })).status,
      ).toBe(400)
    expect((await fetch(sso(), { method: 'POST' })).status).toBe(400)
  })

  test('other changes are still accepted from our own pages only', async () => {
    const headers = { origin: 'https://app.seller.example' }
    expect((await fetch(`${it.origin}/api/session`, { method: 'POST', headers })).status).toBe(403)
  })

  test.each([
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    '</form></body><script>document.location="https://evil.example"</script>',
    '&quot;&gt;',
    'a\r\nb\u0007',
  ])('RelayState %j comes back as text', async (RelayState) => {
    const { body } = await ask({ sp: callbackUrl, RelayState })
    expect(body.match(/<script/g)).toHaveLength(1)
    expect(body).not.toContain('onerror=alert(1)>')
    expect(readPosted(body).fields['RelayState']).toBe(RelayState.replace('\u0007', '\ufffd'))
  })

  test('an endless RelayState, and a repeated parameter, are refused', async () => {
    expectRefused(await ask({ sp: callbackUrl, RelayState: 'x'.repeat(2001) }))
    const twice = `${new URLSearchParams({ sp: callbackUrl })}&sp=x`
    expectRefused(await browser.follow(`${sso()}?${twice}`))
  })

  test('an app of another company is none here', async () => {
    const other = await openEnterprise(it.world, '澄澜')
    const query = new URLSearchParams({ sp: callbackUrl })
    const { tenantCode } = await it.world.market.directory.getEnterprise(
      it.world.platform.db,
      other.enterpriseId,
    )
    const domain = it.world.market.signOns.formatDomain(tenantCode)
    const reply = await browser.follow(`${domain}/api/v1/saml2/idp/sso?${query}`)
    expect([reply.status, reply.location]).toEqual([404, ''])
    expect((await browser.open(`${it.origin}/tenants/nobody/api/v1/saml2/idp/metadata`)).status).toBe(404)
  })

  test('a sign-on that somebody else began signs nobody in: a link to it is of no use', async () => {
    const thief = createBrowser(it.origin)
    const begun = await thief.open(`${sso()}?${new URLSearchParams({ sp: callbackUrl })}`)
    const led = await browser.follow(begun.location)
    expect([led.status, led.body.includes('SAMLResponse')]).toEqual([403, false])
    const [finish = ''] = led.trail
    expect((await thief.open(finish.replace(/ticket=.*/, 'ticket=x'))).status).toBe(404)
    expect((await thief.open(finish.replace(/[?]ticket=.*/, ''))).status).toBe(404)
  })

  test('the way back counts once', async () => {
    const { trail } = await ask({ sp: callbackUrl })
    const finish = trail.at(-1) ?? ''
    expect(finish).toContain('/sso/')
    expect((await browser.open(finish)).status).toBe(404)
  })

  test('nothing of anybody is logged', async () => {
    const { log } = it.world.platform
    const spies = (['info', 'warn', 'error', 'debug'] as const).map((level) => vi.spyOn(log, level))
    await ask({ sp: callbackUrl, RelayState: 'private words' })
    const told = JSON.stringify(spies.map(({ mock }) => mock.calls))
    expect(told).toContain('/saml2/idp/sso')
    for (const word of ['user00001', '林知遥', 'private words', '13800000000'])
      expect(told).not.toContain(word)
  })
})
