import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createSmtpTransport } from './smtp.ts'
import type { SmtpServer } from './smtp.ts'
import { openMailServer } from './testing/mail-server.ts'

const given = { encryption: 'none', from: 'market@loggia.example', patienceMs: 5_000 } as const

describe('a server that answers nothing more once it gets the user', () => {
  let server: Server
  afterEach(() => server.close())

  async function connectTo(onUser: (socket: Socket) => void, more: Partial<SmtpServer> = {}) {
    server = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.write('220 ready\r\n')
      socket.on('data', (bytes) => {
        if (String(bytes).startsWith('EHLO')) socket.write('250-here\r\n250 AUTH PLAIN\r\n')
        else onUser(socket)
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const user = { user: 'market', password: 'a secret' }
    return createSmtpTransport({ ...given, ...user, ...more, host: '127.0.0.1', port }).connect()
  }

  test('cannot be used if it hangs up', async () => {
    await expect(connectTo((socket) => socket.destroy())).rejects.toThrow('closed')
  })

  test('cannot be used if it keeps silent', async () => {
    await expect(connectTo(() => undefined, { patienceMs: 200 })).rejects.toThrow('Timeout')
  })
})

test('the name of the sender may have a comma', async () => {
  const server = await openMailServer()
  const from = 'Loggia, Ltd. <market@loggia.example>'
  const transport = createSmtpTransport({ ...given, from, host: '127.0.0.1', port: server.port })
  const connection = await transport.connect()

  const mail = {
    id: 'mal_1',
    to: 'lin@buyer.example',
    subject: 'One',
    text: 'One',
    html: '<p>One</p>',
  } as const
  const outcome = await connection.send(mail)
  connection.close()
  await server.close()

  expect(outcome).toEqual({ kind: 'accepted' })
  expect(server.received[0]?.raw).toMatch(/^From: "Loggia, Ltd\." <market@loggia\.example>/m)
})
