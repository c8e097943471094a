import type { Marketplace } from '../../marketplace.ts'
import type { MemberActor } from '../../platform/index.ts'

/** A paper of the buyer, for the test that requests it as another party. */
export async function makeOwned(
  market: Marketplace,
  { buyer }: { readonly buyer: MemberActor },
): Promise<Record<string, string>> {
  const file = {
    name: 'licence.pdf',
    mediaType: 'application/pdf',
    content: Buffer.from('%PDF-1.7\n%%EOF\n'),
  }
  const { items } = await market.papers.add(
    { actor: buyer },
    { purpose: 'selling', kind: 'business_licence', file },
  )
  return { purpose: 'selling', fileId: items[0]?.file.id ?? '' }
}
