import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runLine } from './line-in-test.ts'
import type { Given, Ran } from './line-in-test.ts'
import { runVectors } from './vectors/run-vectors.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loggia-cli-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const cli = (words: string[], given: Given = {}): Promise<Ran> => runLine(folder, words, given)

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

  test('may be those of some files alone', async () => {
    const { out } = await cli(['vectors', 'saas-v1', 'encoders', '--json'])
    const { results } = JSON.parse(out) as { results: { file: string }[] }

    expect(new Set(results.map(({ file }) => file))).toEqual(
      new Set([
        'saas-v1-auth-token',
        'saas-v1-body-token',
        'saas-v1-extend-params',
        'saas-v1-request-verification',
        'encoders',
      ]),
    )
    expect(await cli(['vectors', 'saas-v3'])).toMatchObject({ code: 2, out: '' })
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
      if (
        body.includes('two steps') ||
        (request.url?.endsWith('/second-factor') && !body.includes('123456'))
      ) {
        response.writeHead(401, {
          'content-type': 'application/problem+json',
          'set-cookie': 'loggia_sign_in=waiting; HttpOnly; Path=/',
        })
        return response.end(
          JSON.stringify({
            status: 401,
            code: 'parties.second_factor_needed',
            detail: 'Finish the second step.',
          }),
        )
      }
      if (!body.includes('right') && !body.includes('123456')) {
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

  test('gives the code of an account with two-step sign-in, and says that it needs one', async () => {
    const line = ['export', '--url', url, '--email', 'o@market.example']
    const env = { LOGGIA_PASSWORD: 'two steps' }

    const without = await cli(line, { env })
    seen.length = 0
    const { code } = await cli([...line, '--code', '123456'], { env })

    expect(without).toMatchObject({ code: 1, err: expect.stringContaining('parties.second_factor_needed') })
    expect(code).toBe(0)
    expect(seen.slice(0, 2)).toEqual([
      'POST /api/session - -',
      'POST /api/session/second-factor loggia_sign_in=waiting -',
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
  expect((await cli(['sign', 'saas-v3'])).code).toBe(2)
  const help = await cli(['--help'])
  expect(help.code).toBe(0)
  expect(help.out).toContain('Exit codes')
  expect((await cli(['sign', 'saas-v2', '--help'])).out).toContain('--key-file')
})
