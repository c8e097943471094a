import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { runInTx, system } from '../../platform/index.ts'
import type { Begun, OpenedSignOn } from './sign-on.ts'

/** The test account of the product’s credential, and members of its seller who may use it. */
export async function openTestAccount(
  { world, origin }: OpenedSignOn,
  { product }: Begun,
  isRequested = true,
) {
  const { market, platform } = world
  const { seller, sellerId, credentialId } = product
  if (isRequested) {
    await market.apps.requestTest(seller, credentialId)
    await world.settle()
  }
  const { credential, test } = await market.apps.getCredential(seller, credentialId)
  const client = await market.signOns.findClient(test.app.id, test.app.clientId)
  const { domain, code, id: tenantId } = test.tenant
  const callbackUrl = credential.callbackUrl ?? ''
  let serial = 0
  return {
    credential,
    id: test.app.id,
    tenantId,
    code,
    domain,
    callbackUrl,
    clientId: test.app.clientId,
    clientSecret: client?.clientSecret ?? '',
    issuer: `${domain}/api/v1/oauth2`,
    opening: `${origin}/sign-on/open/${test.app.id}`,
    sellerId,
    findEmail: async (memberId: Id<'mbr'>): Promise<string> =>
      (await market.parties.findAccount(platform.db, memberId))?.email ?? '',
    /** Another member of the seller, who acts for a buyer too. */
    async addColleague() {
      const { buyerId } = await world.given.buyer()
      const email = `colleague-${(serial += 1)}@seller.example`
      const memberId = await runInTx(platform, { actor: system }, (tx) =>
        market.parties.addMember(tx, {
          email,
          name: '同事',
          password: 'a password of tests',
          language: 'zh-CN',
          sellerId,
          ...omitUndefined({ buyerId }),
        }),
      )
      return { email, memberId }
    },
  }
}
export type OpenedTest = Awaited<ReturnType<typeof openTestAccount>>
