// In its own process: the library alone, with its in-memory adapter and somebody who is always signed in.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { answerQuestions } from '../run/processes.ts'
import { callbackUrl } from './flow.ts'
import type { App } from './flow.ts'

async function open(): Promise<App> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const [clientId, clientSecret] = ['bench', 'a secret of benches only']
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [callbackUrl],
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['authorization_code', 'refresh_token'],
      },
    ],
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => false },
    issueRefreshToken: () => true,
    routes: { authorization: '/authorize', token: '/token', userinfo: '/userinfo' },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId, name: 'Lin' }) }),
  })
  const respond = provider.callback()
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/')) void agree(provider, request, response)
    else void respond(request, response)
  })
  return { issuer, clientId, clientSecret }
}

/** Signs the one person in, and agrees to whatever is asked. */
async function agree(provider: Provider, ...[request, response]: Parameters<Provider['interactionDetails']>) {
  const accountId = 'lin'
  const { params } = await provider.interactionDetails(request, response)
  const grant = new provider.Grant({ accountId, clientId: String(params['client_id']) })
  grant.addOIDCScope('openid')
  const result = { login: { accountId }, consent: { grantId: await grant.save() } }
  await provider.interactionFinished(request, response, result)
}

answerQuestions({ open })
