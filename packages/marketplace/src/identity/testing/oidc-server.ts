import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair } from 'jose'
import { Provider } from 'oidc-provider'
import type { Configuration } from 'oidc-provider'

export type Claimed = {
  readonly sub: string
  readonly email?: string
  readonly email_verified?: boolean
  readonly name?: string
  readonly preferred_username?: string
}

/** As an administrator registers the marketplace at a provider. */
export const client = { id: 'loggia', secret: 'a secret of the marketplace at the provider' }

type Asked = {
  readonly redirectUris: string[]
  readonly logoutUri: string
  /** How the provider reaches the marketplace. */
  readonly reach: (request: Request) => Promise<number>
}

/** A certified OpenID provider on this machine, which is a judge: it refuses whatever is not as the standards say. */
export async function openOidcServer({ redirectUris, logoutUri, reach }: Asked) {
  let answer = (_request: IncomingMessage, _response: ServerResponse): unknown => undefined
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const issuer = `http://127.0.0.1:${port}`
  const accounts = new Map<string, Claimed>()
  const told: number[] = []
  const asked: URLSearchParams[] = []
  let present: Claimed | undefined

  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const configuration: Configuration = {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: redirectUris,
        backchannel_logout_uri: logoutUri,
        backchannel_logout_session_required: true,
        post_logout_redirect_uris: [issuer],
      },
    ],
    cookies: { keys: ['a key of tests'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username'] },
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    pkce: { required: () => true },
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' }] },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
    },
    interactions: { url: (_context, { uid }) => `/login/${uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => accounts.get(id) ?? { sub: id } }),
    fetch: async (url, options) => {
      const status = await reach(new Request(url, { ...options, signal: null }))
      told.push(status)
      return new Response(null, { status })
    },
  }
  const provider = new Provider(issuer, configuration)
  provider.on('server_error', (_context, error) => {
    throw error
  })
  const callback = provider.callback()

  async function signIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!present) throw new Error('Nobody is at the provider')
    const { sub } = present
    const grant = new provider.Grant({ accountId: sub, clientId: client.id })
    grant.addOIDCScope('openid profile email')
    await provider.interactionFinished(request, response, {
      login: { accountId: sub },
      consent: { grantId: await grant.save() },
    })
  }
  answer = (request, response) => {
    const url = new URL(request.url ?? '', issuer)
    if (url.pathname === '/auth') asked.push(url.searchParams)
    return url.pathname.startsWith('/login/') ? signIn(request, response) : callback(request, response)
  }

  return {
    issuer,
    /** What the marketplace has asked for. */
    asked,
    /** How the marketplace has answered when it was told of sign-outs. */
    told,
    /** Whoever comes next is this one. */
    present(claims: Claimed): void {
      accounts.set(claims.sub, claims)
      present = claims
    },
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
export type OidcServer = Awaited<ReturnType<typeof openOidcServer>>
