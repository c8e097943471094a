import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ValidateInResponseTo } from '@node-saml/node-saml'
import { DOMParser, XMLSerializer } from '@xmldom/xmldom'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { openEnterprise } from '../../../apps/testing/joint.ts'
import { listRuleEngines } from '../../../embedded/index.ts'
import { decode, openProvider, readPosted } from '../../testing/saml.ts'
import { openSignOn } from '../../testing/sign-on.ts'
import type { Begun, Browser, OpenedSignOn } from '../../testing/sign-on.ts'
import { namespaces } from './names.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

/** The parts of a response, to be moved about. */
type Parts = {
  readonly document: Document
  readonly response: Element
  readonly assertion: Element
  /** Of the response, and of the assertion. */
  readonly signatures: { readonly response: Element; readonly assertion: Element }
}

function readDocument(xml: string): Pick<Parts, 'document' | 'response'> {
  const document = new DOMParser().parseFromString(xml, 'text/xml')
  return { document, response: document.documentElement }
}

function readParts(xml: string): Parts {
  const { document, response } = readDocument(xml)
  const find = (of: Document | Element, namespace: keyof typeof namespaces, name: string): Element => {
    const found = of.getElementsByTagNameNS(namespaces[namespace], name).item(0)
    if (!found) throw new Error(`There is no ${name}`)
    return found
  }
  const assertion = find(document, 'assertion', 'Assertion')
  return {
    document,
    response,
    assertion,
    signatures: {
      response: find(document, 'signature', 'Signature'),
      assertion: find(assertion, 'signature', 'Signature'),
    },
  }
}

/** As the signature was made over it. */
function dropSignature(of: Element): Element {
  for (let at = of.childNodes.length - 1; at >= 0; at -= 1) {
    const child = of.childNodes.item(at)
    if (child.nodeName === 'ds:Signature') of.removeChild(child)
  }
  return of
}
const copyUnsigned = (of: Element): Element => dropSignature(of.cloneNode(true) as Element)

/** Says that it is about somebody else. */
function forge(of: Element, id = '_forged'): Element {
  of.setAttribute('ID', id)
  const texts = ['NameID', 'AttributeValue'].flatMap((name) => {
    const found = of.getElementsByTagNameNS(namespaces.assertion, name)
    return [...Array(found.length).keys()].map((at) => found.item(at))
  })
  for (const text of texts) if (text?.textContent === 'user00001') text.textContent = 'user00009'
  return of
}

/** The eight ways of Somorovsky and others, "On Breaking SAML" (2012), as they are numbered since. */
const ways: Readonly<Record<string, (parts: Parts) => void>> = {
  'XSW1, the response inside its signature': ({ response, signatures }) => {
    const copy = copyUnsigned(response)
    forge(response).getElementsByTagName('ds:Signature').item(0)?.appendChild(copy)
    expect(signatures.response.lastChild).toBe(copy)
  },
  'XSW2, the response before its signature': ({ response, signatures }) => {
    const copy = copyUnsigned(response)
    forge(response).insertBefore(copy, signatures.response)
  },
  'XSW3, a forged assertion before the signed one': ({ response, assertion }) => {
    response.insertBefore(forge(copyUnsigned(assertion)), assertion)
  },
  'XSW4, the signed assertion inside a forged one': ({ response, assertion }) => {
    const forged = forge(copyUnsigned(assertion))
    response.replaceChild(forged, assertion)
    forged.appendChild(assertion)
  },
  'XSW5, the signed assertion moved behind': ({ response, assertion }) => {
    const copy = copyUnsigned(assertion)
    forge(assertion)
    response.appendChild(copy)
  },
  'XSW6, the signed assertion inside its signature': ({ assertion, signatures }) => {
    const copy = copyUnsigned(assertion)
    forge(assertion)
    signatures.assertion.appendChild(copy)
  },
  'XSW7, a forged assertion among extensions': ({ document, response, assertion }) => {
    const extensions = document.createElementNS(namespaces.protocol, 'samlp:Extensions')
    const id = assertion.getAttribute('ID') ?? ''
    extensions.appendChild(forge(copyUnsigned(assertion), id))
    response.insertBefore(extensions, assertion)
  },
  'XSW8, the signed assertion in an object of its signature': ({ document, assertion, signatures }) => {
    const object = document.createElementNS(namespaces.signature, 'ds:Object')
    object.appendChild(copyUnsigned(assertion))
    forge(assertion)
    signatures.assertion.appendChild(object)
  },
}

const change = (xml: string, work: (parts: Parts) => void): string => {
  const parts = readParts(xml)
  work(parts)
  return new XMLSerializer().serializeToString(parts.document)
}
const unsign =
  (...names: (keyof Parts['signatures'])[]) =>
  ({ signatures }: Parts): void => {
    for (const name of names) signatures[name].parentNode?.removeChild(signatures[name])
  }

/** How node-saml says that it believes nothing. */
const refusal = /signature|digest|algorithm|audience|issuer|reference|ID/i

describe.each(listRuleEngines(postgresUrl))('what a response of SAML proves, on %s', (engine) => {
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

  const start = () =>
    `${of.app.domain}/api/v1/saml2/idp/sso?${new URLSearchParams({ sp: of.app.callbackUrl })}`
  const receive = async (address = start(), from = browser): Promise<string> =>
    decode(readPosted((await from.follow(address)).body).fields['SAMLResponse'])
  /** Programs that check one of the two signatures only. */
  const openLenient = async () => ({
    either: await openProvider(of.app, { wantAssertionsSigned: false, wantAuthnResponseSigned: false }),
    assertions: await openProvider(of.app, { wantAuthnResponseSigned: false }),
    responses: await openProvider(of.app, { wantAssertionsSigned: false }),
  })

  test('each of the two signatures is enough by itself, and none is not', async () => {
    const xml = await receive()
    const { assertions, responses, either } = await openLenient()
    expect(await assertions.judge(change(xml, unsign('response')))).toMatchObject({ nameID: 'user00001' })
    expect(await responses.judge(xml)).toMatchObject({ nameID: 'user00001' })
    await expect(either.judge(change(xml, unsign('response', 'assertion')))).rejects.toThrow(/signature/i)
    const strict = await openProvider(of.app)
    for (const names of [['response'], ['assertion'], ['response', 'assertion']] as const)
      await expect(strict.judge(change(xml, unsign(...names)))).rejects.toThrow(/signature|digest/i)
  })

  test.each(Object.entries(ways))('nobody becomes somebody else by %s', async (_, wrap) => {
    const xml = await receive()
    const wrapped = change(xml, wrap)
    expect(wrapped).toContain('user00009')
    const strict = await openProvider(of.app)
    await expect(strict.judge(wrapped)).rejects.toThrow(refusal)
    // Nor at programs that check one signature: they refuse it, or see what was signed.
    const { document, response } = readDocument(wrapped)
    dropSignature(response)
    const bare = new XMLSerializer().serializeToString(document)
    for (const lenient of Object.values(await openLenient()))
      for (const one of [wrapped, bare]) {
        const profile = await lenient.judge(one).catch(() => null)
        expect(profile?.nameID ?? 'user00001').toBe('user00001')
      }
  })

  test.each([
    ['the name', /user00001/g, 'user00009'],
    ['an attribute', />user</, '>admin<'],
    ['the audience', /(<saml:Audience>)[^<]+/, '$1https://other.example/'],
    ['the recipient', /Recipient="[^"]+"/, 'Recipient="https://other.example/"'],
    ['the destination', /Destination="[^"]+"/, 'Destination="https://other.example/"'],
    ['the time', /NotOnOrAfter="[^"]+"/g, 'NotOnOrAfter="2099-01-01T00:00:00.000Z"'],
    ['the issuer', /(<saml:Issuer[^>]*>)[^<]+/g, '$1https://evil.example/'],
    ['a digest', /<ds:DigestValue>[^<]+/, `<ds:DigestValue>${'A'.repeat(43)}=`],
    ['another method', /rsa-sha256/g, 'rsa-sha1'],
  ])('a response with %s changed is refused', async (_, from, to) => {
    const xml = await receive()
    const changed = xml.replace(from, to)
    expect(changed).not.toBe(xml)
    await expect((await openProvider(of.app)).judge(changed)).rejects.toThrow(refusal)
  })

  test('a comment, which no signature covers, does not cut a name', async () => {
    const xml = (await receive()).replaceAll('user00001', 'user<!-- -->00001')
    expect(await (await openProvider(of.app)).judge(xml)).toMatchObject({
      nameID: 'user00001',
      userName: 'user00001',
    })
  })

  test('a response for one app is none for another, nor is one of another company', async () => {
    const xml = await receive()
    const other = await openProvider(of.app, { audience: 'https://other.example/' })
    await expect(other.judge(xml)).rejects.toThrow(/audience/)

    const company = await openEnterprise(it.world, '澄澜')
    const wang = await it.addLinked(company, '王未')
    const theirs = await it.connect(company, of.product.productId)
    await theirs.assign(wang.personId)
    await expect((await openProvider(theirs)).judge(xml)).rejects.toThrow(refusal)
  })

  test('a response counts once for the request that it answers, and not for another', async () => {
    const provider = await openProvider(of.app, { validateInResponseTo: ValidateInResponseTo.always })
    const xml = await receive(await provider.ask())
    expect(await provider.judge(xml)).toMatchObject({ nameID: 'user00001' })
    await expect(provider.judge(xml)).rejects.toThrow(/InResponseTo/)
  })

  test('no two responses have an id in common', async () => {
    const ids = (xml: string) => [...xml.matchAll(/ (?:ID|SessionIndex)="([^"]+)"/g)].map(([, id]) => id)
    const all = [...ids(await receive()), ...ids(await receive())]
    expect(all).toHaveLength(6)
    expect(new Set(all).size).toBe(6)
  })

  test('a response counts for five minutes', async () => {
    const xml = await receive()
    const [, until = ''] = /<saml:Conditions[^>]* NotOnOrAfter="([^"]+)"/.exec(xml) ?? []
    const [, at = ''] = /IssueInstant="([^"]+)"/.exec(xml) ?? []
    expect(Date.parse(until) - Date.parse(at)).toBe(5 * 60_000)
    const provider = await openProvider(of.app)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(until) + 1 })
    try {
      await expect(provider.judge(xml)).rejects.toThrow(/expired/)
    } finally {
      vi.useRealTimers()
    }
  })

  test.skipIf(spawnSync('xmlsec1', ['--version']).status !== 0)(
    'xmlsec1 finds both signatures right (needs Debian’s xmlsec1)',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'loggia-xmlsec-'))
      const [xml, pem] = [join(folder, 'response.xml'), join(folder, 'key.pem')]
      const name = 'Ann <b>&"\'\u00e9 \u{20BB7}]]>'
      const ann = await it.addLinked(of.company, name)
      await of.app.assign(ann.personId)
      writeFileSync(xml, await receive(start(), await it.signIn(ann.email)))
      const { idpCert } = await openProvider(of.app)
      writeFileSync(pem, `-----BEGIN CERTIFICATE-----\n${idpCert}\n-----END CERTIFICATE-----\n`)
      const ids = ['protocol:Response', 'assertion:Assertion'].flatMap((one) => [
        '--id-attr:ID',
        `urn:oasis:names:tc:SAML:2.0:${one}`,
      ])
      const judge = (xpath: string) =>
        spawnSync('xmlsec1', ['--verify', '--pubkey-cert-pem', pem, ...ids, '--node-xpath', xpath, xml])
      for (const of_ of ['/*', '/*/*[local-name()="Assertion"]']) {
        const { status, stderr } = judge(`${of_}/*[local-name()="Signature"]`)
        expect([status, String(stderr)]).toEqual([0, expect.stringContaining('OK')])
      }
      rmSync(folder, { recursive: true })
    },
  )
})
