import { constants, privateDecrypt } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { KitSeller } from './kit-seller.ts'

/** What the app is told of somebody who has signed in to it (oauth.md §6). */
export type SignedOn = Readonly<Record<string, unknown>>
export type SigningApp = {
  readonly url: string
  /** Where the button of its sign-in page leads. */
  leadTo(address: string): void
  /** What was posted to its callback address last. It leads whoever posts on to another host. */
  readPosted(): URLSearchParams
  /** Reads who has come to this address of its callback. */
  readUser(callback: string): Promise<SignedOn>
  close(): void
}

/**
 * A seller's app that signs people on: a sign-in page with a button, and a callback address. It knows the companies from
 * what the seller's server of the kit was told.
 */
export async function startSigningApp(
  kit: Pick<KitSeller, 'findLast'>,
  getPrivateKey: () => KeyObject,
): Promise<SigningApp> {
  let button = ''
  let posted = new URLSearchParams()
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      void text(request).then((form) => {
        posted = new URLSearchParams(form)
        const { port } = server.address() as AddressInfo
        response.writeHead(303, { location: `http://localhost:${port}/welcome` }).end()
      })
      return
    }
    const isSignIn = request.url?.startsWith('/login') === true
    const body = isSignIn ? `<a href="${button}">Sign in</a>` : 'Welcome'
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(
        `<!doctype html><html lang="en"><title>Docs</title><link rel="icon" href="data:,"><main><h1>Docs</h1>${body}</main>`,
      )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  async function readUser(callback: string): Promise<SignedOn> {
    const { searchParams } = new URL(callback)
    const tenantId = searchParams.get('tenant') ?? ''
    const company = kit.findLast('tenantSync', tenantId)
    const app = kit.findLast('applicationSync', tenantId)
    if (!company) throw new Error(`Nobody has told the app of the company of ${callback}`)
    const domain = String(company['domainName'])
    const answer = await fetch(`${domain}/api/v1/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: searchParams.get('code') ?? '',
        client_id: String(app?.['clientId']),
        client_secret: openSecret(String(app?.['clientSecret']), getPrivateKey()),
      }),
    })
    const { access_token: token } = (await answer.json()) as { readonly access_token?: string }
    const user = await fetch(`${domain}/api/v1/oauth2/userinfo`, {
      headers: { authorization: `Bearer ${token}` },
    })
    return (await user.json()) as SignedOn
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: (address) => void (button = address),
    readPosted: () => posted,
    readUser,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** The secret of a client, as its seller opens it. */
export const openSecret = (sealed: string, key: KeyObject): string =>
  privateDecrypt(
    { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
    Buffer.from(sealed, 'base64'),
  ).toString()
