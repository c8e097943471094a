import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileBodyBytes, uploadedFileSchema } from '@loggia/protocol/console'
import { mostFileBytes } from '@loggia/protocol/console/files/kinds'
import type { Id } from '@loggia/kernel'
import { presentFile, readUpload } from '../files/index.ts'
import type { FileAsker, KeptFile } from '../files/index.ts'
import { createParties } from '../parties/index.ts'
import { runInTx, system } from '../platform/index.ts'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge } from './stub-edge.ts'

const file: KeptFile = {
  id: `fil_${'0'.repeat(26)}`,
  kind: 'delivery_proof',
  owner: 'market',
  name: '验收单.pdf',
  mediaType: 'application/pdf',
  bytes: 20,
  sha256: '',
  createdAt: 0 as KeptFile['createdAt'],
}
async function* one<T>(item: T) {
  yield item
}
let edge: StubEdge
let asked: { asker: FileAsker; id: Id<'fil'> }[]
beforeAll(async () => {
  asked = []
  edge = await openStubEdge({
    readFile: async (asker, id) => {
      asked.push({ asker, id })
      return { file, content: Buffer.from('%PDF-1.7<script>%%EOF') }
    },
    handlers: {
      'GET /api/operator/export': async () => ({
        name: '账"单.ndjson',
        type: 'application/x-ndjson',
        content: one('{}\n'),
      }),
      'GET /api/operator/history.csv': async () => ({ name: '记录', head: ['a'], rows: one(['b']) }),
    },
  })
})
afterAll(() => edge.close())

test('a file is saved and never shown in place, and no cache keeps it', async () => {
  const seller = await edge.visitor('seller')

  const reply = await edge.ask('GET', `/api/files/${file.id}`, seller)

  expect(reply.statusCode).toBe(200)
  expect(reply.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="___.pdf"; filename*=UTF-8''%E9%AA%8C%E6%94%B6%E5%8D%95.pdf`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
  })
  expect(asked).toMatchObject([
    { id: file.id, asker: { actor: { memberId: seller.memberId }, rights: { seller: { main: true } } } },
  ])
})

test.each([
  ['export', `attachment; filename="___.ndjson"; filename*=UTF-8''%E8%B4%A6%22%E5%8D%95.ndjson`],
  ['history.csv', `attachment; filename="__.csv"; filename*=UTF-8''%E8%AE%B0%E5%BD%95.csv`],
])('%s is saved under its name, whatever letters that has', async (path, disposition) => {
  const reply = await edge.ask('GET', `/api/operator/${path}`, await edge.visitor('operator'))

  expect([reply.statusCode, reply.headers['content-disposition']]).toEqual([200, disposition])
})

test('who has not changed an initial password reads no file', async () => {
  asked = []
  const parties = createParties(edge.bare.platform, { passwordCost: { n: 16, r: 1, p: 1 } })
  const { password } = edge
  const email = 'new@cangye.example'
  await runInTx(edge.bare.platform, { actor: system }, (tx) =>
    parties.addMember(tx, {
      email,
      name: 'Somebody new',
      password,
      language: 'zh-CN',
      operator: true,
      mustChangePassword: true,
    }),
  )
  const { token } = await parties.signIn({ email, password, userAgent: 'a test', ip: '192.0.2.1' })

  const reply = await edge.ask('GET', `/api/files/${file.id}`, undefined, {
    headers: { cookie: `loggia_session=${token}` },
  })

  expect([reply.statusCode, reply.json().code]).toEqual([403, 'parties.password_must_change'])
  expect(asked).toEqual([])
})

test('who is not signed in is asked to sign in, and the files are not reached', async () => {
  asked = []

  expect((await edge.ask('GET', `/api/files/${file.id}`)).statusCode).toBe(401)
  expect(asked).toEqual([])
})

test.each(['/api/files/x', `/api/files/med_${'0'.repeat(26)}`, '/api/files/..%2f..%2fetc'])(
  '%s is not found',
  async (path) => {
    asked = []

    const reply = await edge.ask('GET', path, await edge.visitor('seller'))

    expect([reply.statusCode, reply.json().code]).toEqual([404, 'file.not_found'])
    expect(asked).toEqual([])
  },
)

test('a route takes a file in its JSON, strictly in Base64, and has room for it', () => {
  const content = Buffer.from('%PDF-1.7 %%EOF')
  const sent = { name: 'a.pdf', mediaType: 'application/pdf', content: content.toString('base64') }

  expect(readUpload(uploadedFileSchema.parse(sent))).toEqual({ ...sent, content })
  expect(() => readUpload({ ...sent, content: `${sent.content}\n` })).toThrow(
    expect.objectContaining({ code: 'file.unreadable' }),
  )
  const longest = 'x'.repeat(Math.ceil(mostFileBytes / 3) * 4)
  expect(fileBodyBytes).toBeGreaterThan(JSON.stringify({ ...sent, content: longest }).length)
})

test('what is shown of a file leads to where it is read', () => {
  expect(presentFile(file)).toMatchObject({ name: '验收单.pdf', path: `/api/files/${file.id}` })
})
