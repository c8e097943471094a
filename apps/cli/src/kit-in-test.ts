import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient } from '@loggia/client'
import type { Client } from '@loggia/client'
import type { Emulator } from '@loggia/emulator'
import type { Seller } from '@loggia/seller'
import { createNodeListener } from '@loggia/seller/node'

/** Serves a seller built with the kit, on a free port of this machine. */
export async function serveSeller(seller: Seller): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(createNodeListener(seller, { path: '/saas' }))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/saas`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await seller.close()
    },
  }
}

/** Signs in as a member of the emulator's market, as the pages do. */
export async function signIn(emulator: Emulator, role: 'seller' | 'operator'): Promise<Client> {
  const cookies = new Map<string, string>()
  const held: { csrfToken?: string } = {}
  const client = createClient({
    base: emulator.url,
    async fetch(url, init) {
      const headers = new Headers(init?.headers)
      headers.set('cookie', [...cookies].map((pair) => pair.join('=')).join('; '))
      const reply = await fetch(url, { ...init, headers })
      for (const cookie of reply.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
        cookies.set(name, value)
      }
      return reply
    },
    csrfToken: () => held.csrfToken,
    language: () => 'en-US',
  })
  const { email, password } = emulator.accounts.find((account) => account.role === role) ?? {
    email: '',
    password: '',
  }
  const { session } = await client.request('POST /api/session', { body: { email, password } })
  held.csrfToken = session.csrfToken
  return client
}
