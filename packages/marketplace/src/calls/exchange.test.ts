import { describe, expect, test } from 'vitest'
import { createSeal } from '../platform/index.ts'
import { openMessage, sealMessage, showMessage } from './exchange.ts'

const names = { secret: new Set(['password', 'userName']) }
const message = (body: string) => ({
  line: 'HTTP/1.1 200 OK',
  headers: [['Content-Type', 'application/json']] as [string, string][],
  body: Buffer.from(body),
})
const shown = (body: string) => showMessage(message(body), names)

describe('a message is shown', () => {
  test('with the bytes as they came and the secret values masked', () => {
    const view = shown('{ "userName" : "admin","password":"Sup3r\\"Secret", "memo":"hi" }')

    expect(view.body).toBe('{ "userName" : "••••••","password":"••••••", "memo":"hi" }')
    expect(view.masked).toEqual(['password', 'userName'])
    expect(view.bodyBytes).toBe(64)
    expect(view.bodySha256).toMatch(/^[0-9a-f]{64}$/)
  })

  test('with the secrets masked in JSON that is the text of a member, and all else readable', () => {
    const people = JSON.stringify([
      { name: '张"三\\', password: 'Sup3r"Secret\\', userName: '', memo: 'hi' },
      { name: 'b', userName: 'Sup3rAdmin' },
    ])
    const { body, masked } = shown(JSON.stringify({ userList: people, flag: 1 }))

    expect(masked).toEqual(['password', 'userName'])
    const { userList, flag } = JSON.parse(body) as { userList: string; flag: number }
    expect(flag).toBe(1)
    expect(JSON.parse(userList)).toEqual([
      { name: '张"三\\', password: '••••••', userName: '••••••', memo: 'hi' },
      { name: 'b', userName: '••••••' },
    ])
  })

  test('with the secret parameters of its line masked, and nothing else of it changed', () => {
    const line = 'GET /saas?activity=newInstance&userName=Zhang%20San&password=x%2By&z=1 HTTP/1.1'

    const view = showMessage({ ...message(''), line }, names)

    expect(view.line).toBe('GET /saas?activity=newInstance&userName=••••••&password=••••••&z=1 HTTP/1.1')
    expect(view.masked).toEqual(['password', 'userName'])
  })

  test.each([
    [
      'of a redirect',
      'https://a.example/saas?userName=Zhang%26San&password=x&z=1',
      '?userName=••••••&password=••••••&z=1',
    ],
    [
      'to sign in first',
      '/login?next=%2Fsaas%3Fz%3D1%26userName%3DZhang%2526San%26password%3Dx&y=2',
      '%26userName%3D••••••%26password%3D••••••&y=2',
    ],
  ])('with the secret parameters masked in the address %s', (_what, address, shownEnd) => {
    const headers: [string, string][] = [['Location', address]]

    const view = showMessage({ ...message(''), line: 'HTTP/1.1 301 Moved', headers }, names)

    expect(view.headers[0]?.[1]).toMatch(/z(=|%3D)1/)
    expect(view.headers[0]?.[1]?.endsWith(shownEnd)).toBe(true)
    expect(view.masked).toEqual(['password', 'userName'])
  })

  test.each([
    ['cut in the middle of the secret', '{"password":"Sup3rSec'],
    ['with a number for a secret', '{"password":31337123}'],
    ['with the secret in an array of objects', '{"info":[{"appInfo":{"password":"Sup3rSecret"}}]}'],
    ['in JSON that stands in a string', '{"appInfo":"{\\"password\\":\\"Sup3rSecret\\"}"}'],
    ['when the whole body is a JSON string', '"{\\"password\\":\\"Sup3rSecret\\"}"'],
    ['in a list under its name', '{"password":["Sup3rSecret"]}'],
    ['with the name in other letters', '{"Password":"Sup3rSecret"}'],
    ['in single quotes', "{'password':'Sup3rSecret'}"],
    ['as a form', 'userName=Sup3rAdmin&password=Sup3rSecret'],
    ['that begins with a quote in escapes', 'error at password="\\"Sup3rSecret" end'],
    ['after empty quotes in escapes', '{"log":"password: \\"\\"Sup3rSecret"}'],
    ['with the name written in escapes, in broken JSON', '{"pass\\u0077ord":"Sup3rSecret"'],
    ['with the name written in escapes', '{"pass\\u0077ord":"Sup3rSecret"}'],
    [
      'with the value repeated under another name',
      '{"password":"Sup3rSecret","memo":"your password is Sup3rSecret"}',
    ],
  ])('without a secret, %s', (_name, body) => {
    expect(shown(body).body).not.toMatch(/Sup3r|31337/)
  })

  test('with an address that holds the short name of an account', () => {
    const view = shown('{"appInfo":{"adminUrl":"https://a.example/admin","userName":"admin"}}')

    expect(view.body).toBe('{"appInfo":{"adminUrl":"https://a.example/admin","userName":"••••••"}}')
  })

  test('in good time, whatever a seller answers', () => {
    const many = shown(`[${Array.from({ length: 38_000 }, (_, n) => `{"password":"Sup3r${n}"}`).join()}]`)
    const deep = shown(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`)

    expect(many.body).not.toContain('Sup3r')
    expect(many.bodyBytes).toBeGreaterThan(500_000)
    expect(deep.body.length).toBeLessThanOrEqual(65_536)
  })

  describe('with the data of people masked where it is, and nowhere else', () => {
    const hidden = { secret: new Set(['password']), personal: new Set(['login', 'name', 'email']) }
    const person = { login: 'li.si@a.example', name: '李四', email: 'li.si@a.example', role: 'user' }
    const of = (body: string) => showMessage(message(body), hidden).body

    test('also of somebody whose names are one and the same', () => {
      const body = JSON.stringify({ people: [person], company: '李四科技' })

      expect(JSON.parse(of(body))).toEqual({
        people: [{ login: '••••••', name: '••••••', email: '••••••', role: 'user' }],
        company: '李四科技',
      })
    })

    test.each([
      ['as a list', { people: Array.from({ length: 2000 }, () => person) }],
      ['as a text', { people: JSON.stringify(Array.from({ length: 2000 }, () => person)) }],
    ])('of two thousand people %s, wherever the body is cut', (_how, value) => {
      for (let more = 0; more < 120; more += 1) {
        const shownBody = of(JSON.stringify({ memo: 'x'.repeat(more), ...value }))

        expect(shownBody).not.toMatch(/李|li\.si|a\.ex/)
        expect(shownBody).toContain('role')
      }
    })

    test.each([
      ['in a list under its name', '{"name":["李四"]}'],
      [
        'in JSON that is a text in a text',
        JSON.stringify({ log: JSON.stringify({ b: JSON.stringify(person) }) }),
      ],
      ['in single quotes', "{'name': '李四'}"],
    ])('hidden as a whole if it cannot be masked, %s', (_name, body) => {
      expect(of(body)).toBe('••••••')
    })

    test('with a page of HTML as it came', () => {
      expect(of('<meta name="viewport"><b>502</b>')).toBe('<meta name="viewport"><b>502</b>')
    })
  })

  test('whole when it holds no secret, JSON or not', () => {
    expect(shown('<html>502</html>').body).toBe('<html>502</html>')
    expect(shown('{"resultCode":"000000"}')).toMatchObject({ body: '{"resultCode":"000000"}', masked: [] })
  })
})

describe('a sealed message', () => {
  const seal = createSeal('a secret of tests only, of at least 32 characters', (n) =>
    new Uint8Array(n).fill(7),
  )

  test('opens to the same bytes', () => {
    const bytes = message('{"a":"订单"}')

    expect(openMessage(seal, sealMessage(seal, bytes, 'attempt:1'), 'attempt:1')).toEqual(bytes)
  })

  test('does not open in another place, nor when a byte was changed', () => {
    const sealed = sealMessage(seal, message('{}'), 'attempt:1')
    const altered = Uint8Array.from(sealed, (byte, i) => (i === 20 ? byte ^ 1 : byte))

    expect(() => openMessage(seal, sealed, 'attempt:2')).toThrow(/authenticate/)
    expect(() => openMessage(seal, altered, 'attempt:1')).toThrow(/authenticate/)
  })
})
