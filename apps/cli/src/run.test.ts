import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { run } from './run.ts'
import { runVectors } from './vectors/run-vectors.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loggia-cli-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const nowMs = 1_680_508_066_618
type Given = { stdin?: string; env?: Record<string, string> }

async function cli(
  words: string[],
  { stdin = '', env = {} }: Given = {},
): Promise<{ code: number; out: string; err: string }> {
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const read = Promise.all([text(stdout), text(stderr)])
  const code = await run(words, {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout,
    stderr,
    cwd: folder,
    env,
    nowMs: () => nowMs,
    randomBytes: (n) => new Uint8Array(n).fill(7),
    fetch: globalThis.fetch,
  })
  stdout.end()
  stderr.end()
  const [out, err] = await read
  return { code, out, err }
}

// Vector A1 of the specification.
const a1 = {
  key: 'test-access-key-0001',
  nonce: '50D83FDECAED6CCD8EF597F2A577950527928BA287D04E6036E92B2806FD17DA',
  body: '{"activity":"newInstance","businessId":"87b94795-0603-4e24-8ae5-69420d60e3c8","orderId":"CS2211181819B4LVS","orderLineId":"CS2211181819B4LVS-000001","testFlag":"1"}',
  signature: 'C506F4221EC15F98C40B8A5D5065D8B815A2C5596CF4421382088B5652565458',
}
const query = `signature=${a1.signature}&timestamp=${nowMs}&nonce=${a1.nonce}`

describe('sign', () => {
  test('prints the signature of the vector, its query and a curl line that sends the same file', async () => {
    writeFileSync(join(folder, 'body.json'), a1.body)

    const { code, out, err } = await cli(['sign', 'body.json', '--key', a1.key, '--nonce', a1.nonce])

    expect(code).toBe(0)
    expect(err).toBe('')
    expect(out).toContain(`signature  ${a1.signature}\n`)
    expect(out).toContain(`--data-binary '@body.json' 'https://seller.example/saas?${query}'`)
  })

  test('takes the body from standard input and the key from the environment, and prints JSON', async () => {
    const { code, out } = await cli(
      ['sign', '--json', '--timestamp', String(nowMs), '--url', 'https://s.example/a?b=c'],
      {
        stdin: `{"it's":"1"}`,
        env: { LOGGIA_ACCESS_KEY: a1.key },
      },
    )

    expect(code).toBe(0)
    const printed = JSON.parse(out) as Record<string, string>
    expect(printed).toMatchObject({ nonce: '07'.repeat(16), timestamp: String(nowMs) })
    expect(printed['url']).toMatch(/^https:\/\/s\.example\/a\?b=c&signature=[0-9A-F]{64}&/)
    expect(printed['curl']).toContain(String.raw`--data-binary '{"it'\''s":"1"}'`)
  })

  test('what it signs, verify finds fitting, with the key from a file', async () => {
    writeFileSync(join(folder, 'key'), `${a1.key}\n`)
    const signed = JSON.parse(
      (await cli(['sign', '--json', '--key-file', 'key'], { stdin: '{"a":"1"}' })).out,
    ) as { url: string }

    const verified = await cli(['verify', '--key-file', 'key', '--query', signed.url], { stdin: '{"a":"1"}' })

    expect(verified).toMatchObject({ code: 0, out: 'The signature fits the body as it came.\n' })
  })

  test('says that a line break at the end is signed too', async () => {
    expect((await cli(['sign', '--key', 'k'], { stdin: '{}\n' })).err).toContain('line break')
  })

  test.each([
    ['no key', ['sign'], /access key is needed/],
    ['no such file', ['sign', 'absent.json', '--key', 'k'], /absent\.json cannot be read/],
    ['seconds for milliseconds', ['sign', '--key', 'k', '--timestamp', '1680508066'], /thirteen digits/],
    ['an address that is none', ['sign', '--key', 'k', '--url', 'seller'], /--url is no address/],
  ])('cannot run with %s', async (_, words, why) => {
    const { code, err } = await cli(words)

    expect(code).toBe(2)
    expect(err).toMatch(why)
  })
})

describe('verify', () => {
  test('tells the sorted form from the bytes as they came', async () => {
    const signed = JSON.parse(
      (await cli(['sign', '--json', '--key', 'k'], { stdin: '{"a":"1","b":"2"}' })).out,
    ) as { query: string }

    const verified = await cli(['verify', '--key', 'k', '--query', signed.query], {
      stdin: '{"b":"2","a":"1","c":null}',
    })

    expect(verified.code).toBe(0)
    expect(verified.out).toContain('members sorted')
  })

  test.each([
    ['no nonce', query.replace(/&nonce=.*/, ''), a1.body, /no nonce/],
    ['seconds', query.replace(String(nowMs), '1680508066'), a1.body, /in seconds/],
    ['a timestamp of words', query.replace(String(nowMs), 'now'), a1.body, /not thirteen digits/],
    [
      'a stale timestamp',
      query.replace(String(nowMs), String(nowMs - 90_000)),
      a1.body,
      /90 s behind the clock; at most 60 s/,
    ],
    [
      'a timestamp ahead',
      query.replace(String(nowMs), String(nowMs + 61_000)),
      a1.body,
      /61 s ahead of the clock/,
    ],
    ['a signature of words', query.replace(a1.signature, 'mine'), a1.body, /not 64 hexadecimal/],
    ['another body', query, '{"activity":"newInstance"}', /does not fit/],
    ['the same body with blanks', query, a1.body.replace(':', ' : '), /sorted|written anew/],
  ])('says why with %s', async (_, asked, body, why) => {
    const { code, out } = await cli(['verify', '--key', a1.key, '--query', asked], { stdin: body })

    expect(code).toBe(out.startsWith('Refused') ? 1 : 0)
    expect(out).toMatch(why)
  })

  test('names the way in which a body was altered', async () => {
    const signed = JSON.parse((await cli(['sign', '--json', '--key', 'k'], { stdin: '' })).out) as {
      query: string
    }

    const { code, out } = await cli(['verify', '--key', 'k', '--query', signed.query], { stdin: '{"a":"1"}' })

    expect(code).toBe(1)
    expect(out).toMatch(/body was altered: the signature covers an empty body/)
  })

  test('judges an old request at the moment it was sent', async () => {
    const old = query.replace(String(nowMs), '1680000000000')

    expect(
      (await cli(['verify', '--key', a1.key, '--at', 'sent', '--query', query], { stdin: a1.body })).code,
    ).toBe(0)
    expect(
      (
        await cli(['verify', '--key', a1.key, '--at', '1680000000000', '--json', '--query', old], {
          stdin: a1.body,
        })
      ).out,
    ).toContain('"signature_differs"')
    expect(
      (await cli(['verify', '--key', a1.key, '--at', 'then', '--query', query], { stdin: a1.body })).code,
    ).toBe(2)
  })
})

describe('vectors', () => {
  test('all pass, and every vector file is run', async () => {
    const { code, out } = await cli(['vectors'])
    const files = readdirSync(join(import.meta.dirname, '../../../packages/protocol/vectors')).filter(
      (name) => name.endsWith('.json'),
    )

    expect(code).toBe(0)
    expect(out).not.toContain('FAIL')
    expect(out).toMatch(/\n\d{3,} passed, 0 failed\n$/)
    expect(new Set((await runVectors()).map(({ file }) => `${file}.json`))).toEqual(new Set(files))
  })

  test('are printed as JSON', async () => {
    expect(JSON.parse((await cli(['vectors', '--json'])).out)).toMatchObject({ failed: 0 })
  })
})

describe('export', () => {
  const seen: string[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      seen.push(
        `${request.method} ${request.url} ${request.headers.cookie ?? '-'} ${String(request.headers['x-loggia-csrf'] ?? '-')}`,
      )
      const body = Buffer.concat(chunks).toString()
      if (request.url === '/api/operator/export')
        return response
          .writeHead(200, { 'content-type': 'application/x-ndjson' })
          .end('{"table":"order","row":{}}\n')
      if (request.method === 'DELETE') return response.writeHead(204).end()
      if (!body.includes('right')) {
        response.writeHead(401, { 'content-type': 'application/problem+json' })
        return response.end(
          JSON.stringify({
            status: 401,
            code: 'parties.sign_in_failed',
            detail: 'Email and password do not match.',
          }),
        )
      }
      response.writeHead(200, {
        'content-type': 'application/json',
        'set-cookie': 'loggia=token; HttpOnly; Path=/',
      })
      return response.end(JSON.stringify({ session: { csrfToken: 'csrf' } }))
    })
  })
  let url: string
  beforeEach(async () => {
    seen.length = 0
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  })
  afterEach(() => {
    server.close()
    server.closeAllConnections()
  })

  test('signs in, copies the lines and signs out', async () => {
    const { code, out } = await cli(['export', '--url', url, '--email', 'o@market.example'], {
      env: { LOGGIA_PASSWORD: 'right' },
    })

    expect({ code, out }).toEqual({ code: 0, out: '{"table":"order","row":{}}\n' })
    expect(seen).toEqual([
      'POST /api/session - -',
      'GET /api/operator/export loggia=token -',
      'DELETE /api/session loggia=token csrf',
    ])
  })

  test('answers no when the sign-in is refused', async () => {
    writeFileSync(join(folder, 'password'), 'wrong\n')

    const { code, err } = await cli([
      'export',
      '--url',
      url,
      '--email',
      'o@market.example',
      '--password-file',
      'password',
    ])

    expect(code).toBe(1)
    expect(err).toContain('parties.sign_in_failed')
  })

  test('cannot run without a password or a server', async () => {
    const unheard = ['export', '--url', 'http://127.0.0.1:9', '--email', 'o@market.example']

    expect((await cli(unheard)).code).toBe(2)
    expect((await cli(unheard, { env: { LOGGIA_PASSWORD: 'right' } })).code).toBe(2)
  })
})

test('the version is printed', async () => {
  expect((await cli(['version'])).out).toMatch(/^loggia \d+\.\d+\.\d+\n$/)
})

test('a command line that is not understood is 2, and help is 0', async () => {
  expect((await cli(['juggle'])).code).toBe(2)
  expect((await cli(['verify'])).code).toBe(2)
  const help = await cli(['--help'])
  expect(help.code).toBe(0)
  expect(help.out).toContain('Exit codes')
  expect((await cli(['sign', '--help'])).out).toContain('--key-file')
})
