import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { SignJWT, exportJWK, generateKeyPair } from 'jose'
import type { JWTPayload } from 'jose'

/** What a provider answers at one of its addresses, instead of what it should. */
type Answer = (response: ServerResponse, code: string) => void
type Page = 'metadata' | 'keys' | 'token'

const send = (response: ServerResponse, body: object): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

/** A provider that says whatever a test wants, with its own keys. */
export async function openScriptedProvider() {
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const issuer = `http://127.0.0.1:${port}`
  const keys = await generateKeyPair('RS256')
  const others = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  const instead = new Map<Page, Answer>()
  let idToken = ''
  let tokenRequests = 0
  let keyRequests = 0

  const metadata = {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    authorization_response_iss_parameter_supported: true,
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? ''
    const page: Page = path.startsWith('/token') ? 'token' : path === '/keys' ? 'keys' : 'metadata'
    if (page === 'token') tokenRequests += 1
    if (page === 'keys') keyRequests += 1
    const other = instead.get(page)
    if (other) return other(response, new URLSearchParams(await readBody(request)).get('code') ?? '')
    if (page === 'metadata') return send(response, metadata)
    if (page === 'keys') return send(response, { keys: [jwk] })
    return send(response, { access_token: 'access', token_type: 'Bearer', id_token: idToken })
  }

  /** By its own key, unless it is forged. */
  const sign = (claims: JWTPayload, { isForged = false, typ = 'JWT' } = {}): Promise<string> =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'one', typ })
      .sign((isForged ? others : keys).privateKey)

  return {
    issuer,
    metadata,
    sign,
    countTokenRequests: () => tokenRequests,
    countKeyRequests: () => keyRequests,
    /** The identity token that the next code gives. */
    give(token: string): void {
      idToken = token
    },
    answer(page: Page, other: Answer): void {
      instead.set(page, other)
    },
    reset(): void {
      instead.clear()
      tokenRequests = 0
      keyRequests = 0
    },
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
export type ScriptedProvider = Awaited<ReturnType<typeof openScriptedProvider>>
