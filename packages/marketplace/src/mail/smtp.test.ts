import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createSmtpTransport } from './smtp.ts'
import type { SmtpServer } from './smtp.ts'
import { openMailServer } from './testing/mail-server.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function opened(options: Parameters<typeof openMailServer>[0] = {}) {
  const server = await openMailServer(options)
  closing.push(() => server.close())
  return server
}
const transportTo = (port: number, more: Partial<SmtpServer> = {}) =>
  createSmtpTransport({
    host: '127.0.0.1',
    port,
    encryption: 'none',
    from: '云商店 <market@loggia.example>',
    patienceMs: 1_000,
    ...more,
  })
const mail = {
  id: 'mal_01j00000000000000000000001',
  to: 'lin@buyer.example',
  subject: '已开通：文档',
  text: '您的服务已可使用。\n.\n第二行',
  html: '<p>您的服务已可使用。</p>',
} as const

test('signs in where the server asks for it, and sends text and HTML in Chinese', async () => {
  const server = await opened({ user: 'market', password: 'secret of tests' })
  const connection = await transportTo(server.port, { user: 'market', password: 'secret of tests' }).connect()

  const outcome = await connection.send(mail)
  connection.close()

  expect(outcome).toEqual({ kind: 'accepted' })
  expect(server.received).toMatchObject([{ to: mail.to, subject: mail.subject }])
  expect(server.received[0]?.text.replaceAll('\r\n', '\n').trim()).toBe(mail.text)
  expect(server.received[0]?.raw).toMatch(/^Auto-Submitted: auto-generated/m)
})

test('two emails go over one connection', async () => {
  const server = await opened()
  const connection = await transportTo(server.port).connect()

  const outcomes = [await connection.send(mail), await connection.send({ ...mail, to: 'two@buyer.example' })]
  connection.close()

  expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'accepted'])
  expect(server.received.map(({ to }) => to)).toEqual(['lin@buyer.example', 'two@buyer.example'])
})

test.each([
  ['a wrong password', { user: 'market', password: 'wrong' }],
  ['an encryption that the server does not offer', { encryption: 'starttls' }],
  ['a port at which nothing listens', { port: 1 }],
] as const)('%s: there is no connection, and the error says why', async (_, more) => {
  const server = await opened({ user: 'market', password: 'secret of tests' })

  await expect(transportTo(server.port, more).connect()).rejects.toThrow(/\w/)
})

test('a server that says nothing is given up', async () => {
  const silent = createServer(() => undefined)
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  closing.push(async () => void silent.close())

  await expect(
    transportTo((silent.address() as AddressInfo).port, { patienceMs: 50 }).connect(),
  ).rejects.toThrow(/greeting/i)
})

test('a name cannot add a header or a recipient', async () => {
  const server = await opened()
  const connection = await transportTo(server.port).connect()

  const outcome = await connection.send({ ...mail, subject: 'Hello\r\nBcc: victim@x.example', to: mail.to })
  connection.close()

  expect(outcome).toEqual({ kind: 'accepted' })
  expect(server.received[0]?.raw).not.toMatch(/^Bcc:/m)
})
