import type { Bodies } from '../../http/testing/traded-parties.ts'
/** A domain is named by itself; whose it is, its company says. */
export const makeOwned = (): Promise<Record<string, string>> => Promise.resolve({ domain: 'theirs.example' })

export const bodies: Bodies = {
  'POST /api/buyer/enterprises/:enterpriseId/email-domains': { domain: 'theirs.example' },
  'PUT /api/buyer/enterprises/:enterpriseId/identity-provider': {
    issuer: 'https://idp.theirs.example',
    clientId: 'theirs',
    clientSecret: 'theirs',
    scopes: ['openid'],
    foundBy: 'subject',
    addsPeople: false,
    enforced: false,
    enabled: false,
  },
}
