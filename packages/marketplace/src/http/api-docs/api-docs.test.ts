import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleApi } from '@loggia/protocol/console'
import type { Route } from '@loggia/protocol/console'
import { createOpenApiDocument } from '../openapi.ts'
import { openStubEdge } from '../stub-edge.ts'
import type { StubEdge } from '../stub-edge.ts'
import { makeExample } from './example.ts'
import { listFields } from './fields.ts'
import { readReference, searchOperations, toPath } from './operations.ts'
import type { Operation } from './operations.ts'
import { describedZh } from './texts.ts'

const reference = readReference(createOpenApiDocument('https://market.example'))
const { operations, resolve } = reference
const subjects = [...new Set(operations.map((one) => toPath(one.audience, one.subject)))]

let edge: StubEdge
beforeAll(async () => {
  edge = await openStubEdge()
})
afterAll(() => edge.close())

const read = async (path: string, language: string): Promise<string> => {
  const reply = await edge.ask('GET', path, undefined, { headers: { 'accept-language': language } })
  expect([path, reply.statusCode]).toEqual([path, 200])
  expect(reply.headers['content-type']).toBe('text/html; charset=utf-8')
  return reply.body
}

describe('the API reference', () => {
  test('tells of every operation once, on the page of its subject, in the reader’s language', async () => {
    const told = { 'zh-CN': [] as string[], en: [] as string[] }
    for (const language of ['zh-CN', 'en'] as const)
      for (const path of subjects) {
        const html = await read(path, language)
        told[language].push(
          ...[...html.matchAll(/<h2><a [^>]*>([^<]*)<\/a><\/h2>/g)].map(([, text = '']) => text),
        )
        expect(html).not.toMatch(/<script|style="|onclick|<t[hd][^>]*><\/t[hd]>/)
      }

    expect(told['zh-CN']).toHaveLength(operations.length)
    expect(told.en).toHaveLength(operations.length)
    expect(told['zh-CN'].filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([])
    expect(told.en.filter((text) => /\p{Script=Han}/u.test(text))).toEqual([])
    const described = operations.flatMap(({ parameters }) =>
      parameters.flatMap((one) => one.description ?? []),
    )
    expect(described.filter((text) => !(text in describedZh))).toEqual([])
  })

  test('has a menu of all subjects, marks the one that is open, and offers the other language there', async () => {
    const html = await read('/api/docs/buyer/orders', 'zh-CN')

    for (const path of subjects) expect(html).toContain(`<a href="${path}"`)
    expect(html).toContain('<a href="/api/docs/buyer/orders" aria-current="page">orders</a>')
    expect(html).toContain('<li><a href="#postBuyerOrders">')
    expect(html).toContain(
      'href="/preferences?language=en-US&amp;next=%2Fapi%2Fdocs%2Fbuyer%2Forders">English</a>',
    )
  })

  test('says of a call what it needs, and how it is made by curl', async () => {
    const html = await read('/api/docs/buyer/orders', 'en')
    const article = /<article id="postBuyerOrders">([^]*?)<\/article>/.exec(html)?.[1] ?? ''

    expect(article).toContain('Buyer’s right: <code>')
    expect(article).toContain('<code>lines[].priceItemId</code>')
    expect(article).toContain('<code>integer 1–36</code>')
    const curl = /<pre tabindex="0">(curl [^]*?)<\/pre>/.exec(article)?.[1] ?? ''
    expect(curl).toContain('curl -X POST &#39;http')
    expect(curl).toContain('/api/buyer/orders&#39;')
    expect(curl).toContain('-b session.txt')
    expect(curl).toContain('x-loggia-csrf: $CSRF')
    expect(curl).toContain('Idempotency-Key: $(uuidgen)')
  })

  test('explains every code of a refusal where the refusal leads', async () => {
    const html = await read('/api/docs/problems', 'en')

    expect(html).toContain('id="parties.sign_in_refused"')
    expect(html).toContain('id="request.key_reused"')
    expect(html).toContain('id="server.fault"')
  })

  test('finds calls by path and by what they do, in both languages', async () => {
    const names = (found: readonly Operation[]) => found.map(({ operationId }) => operationId)
    expect(names(searchOperations(reference, 'buyer orders pay', 'en-US'))).toContain(
      'postBuyerOrdersOrderIdPayment',
    )
    expect(names(searchOperations(reference, '退订', 'zh-CN')).length).toBeGreaterThan(3)
    expect(searchOperations(reference, ' ', 'zh-CN')).toEqual([])

    const html = await read('/api/docs/search?q=%3Cb%3Eorders', 'en')
    expect(html).toContain('value="&lt;b&gt;orders"')
    expect(html).toContain('No call matches')
    expect(await read('/api/docs/search?q=orders+csv', 'en')).toContain(
      'href="/api/docs/buyer/orders#getBuyerOrdersCsv"',
    )
    expect(await read('/api/docs/search?q=a&q=b', 'en')).toContain('value="a,b"')
  })

  test('has no page for what there is not', async () => {
    for (const path of ['/api/docs/buyer/nothing', '/api/docs/nobody/orders', '/api/docs/buyer'])
      expect((await edge.ask('GET', path)).statusCode).toBe(404)
  })

  test('may run nothing, and is set in the faces of the other pages', async () => {
    const reply = await edge.ask('GET', '/api/docs')
    const css = /<style>([^]*?)<\/style>/.exec(reply.body)?.[1] ?? ''
    const hash = createHash('sha256').update(css).digest('base64')
    expect(reply.headers['content-security-policy']).toContain(`style-src 'sha256-${hash}'`)

    const faces = [...reply.body.matchAll(/font-family:'([^']+)';[^}]*url\('([^']+)'\)/g)]
    expect(faces.map(([, family]) => family)).toEqual(['Inter', 'Inter Zh', 'JetBrains Mono'])
    for (const [, , path = ''] of faces) expect((await edge.ask('GET', path)).statusCode).toBe(200)
  })
})

/** What the server would accept, by the contract itself rather than by the description of it. */
const routes = Object.entries<Route>(consoleApi)
const of = (key: string): Operation => {
  const [method = '', url = ''] = key.split(' ')
  const path = url.replaceAll(/:(\w+)/g, '{$1}')
  const found = operations.find((one) => one.method === method && one.path === path)
  if (!found) throw new Error(`No ${key}`)
  return found
}

describe('examples', () => {
  test.each(routes.filter(([, route]) => route.body))('the body of %s is accepted', (key, route) => {
    const [content] = Object.values(of(key).requestBody?.content ?? {})
    const example = makeExample(content?.schema ?? {}, resolve)

    expect(route.body?.safeParse(example).error?.issues ?? []).toEqual([])
  })

  test('those of parameters are accepted', () => {
    const refused = routes.flatMap(([key, { params, query }]) =>
      (
        [
          ['path', params],
          ['query', query],
        ] as const
      ).flatMap(([place, schema]) => {
        const given = of(key).parameters.filter((one) => one.in === place && one.required)
        const example = Object.fromEntries(given.map((one) => [one.name, makeExample(one.schema, resolve)]))
        return (schema?.safeParse(example).error?.issues ?? []).map((issue) => `${key}: ${issue.message}`)
      }),
    )

    expect(refused).toEqual([])
  })

  test('every member of a body has a line', () => {
    const lines = listFields(
      {
        type: 'object',
        properties: {
          kind: { oneOf: [{ type: 'string' }, { type: 'null' }] },
          lines: {
            type: 'array',
            items: { type: 'object', properties: { n: { type: 'integer', minimum: 1 } } },
          },
          terms: {
            oneOf: [
              { type: 'object', properties: { of: { const: 'trial' }, days: { type: 'integer' } } },
              { type: 'object', properties: { of: { const: 'year' } }, required: ['of'] },
            ],
          },
          named: { type: 'object', additionalProperties: { type: 'boolean' } },
        },
        required: ['lines'],
      },
      resolve,
    )

    expect(lines.map(({ path, type, isRequired, form }) => [path, type, isRequired, form])).toEqual([
      ['kind', 'string | null', false, undefined],
      ['lines', 'object[]', true, undefined],
      ['lines[].n', 'integer ≥ 1', false, undefined],
      ['terms', 'object', false, undefined],
      ['terms.of', 'trial', false, 'of: trial'],
      ['terms.days', 'integer', false, 'of: trial'],
      ['terms.of', 'year', true, 'of: year'],
      ['named', 'object', false, undefined],
      ['named.*', 'boolean', false, undefined],
    ])
  })
})
