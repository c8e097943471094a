import { createMoney } from '@loggia/kernel'
import type { Bodies } from '../../http/testing/traded-parties.ts'
import type { MemberActor } from '../../platform/index.ts'
import type { Ledger } from '../index.ts'

/** A buyer's request for a top-up, by the parameter name of its routes. */
export const makeOwned = async (
  { ledger }: { readonly ledger: Pick<Ledger, 'requestTopUp'> },
  { buyer }: { readonly buyer: MemberActor },
): Promise<{ requestId: string }> => {
  const { requestId } = await ledger.requestTopUp({ actor: buyer }, { amount: createMoney(100n, 'CNY') })
  return { requestId }
}

export const bodies: Bodies = {
  'PUT /api/buyer/top-up-requests/:requestId/receipt': {
    file: { name: 'proof.pdf', mediaType: 'application/pdf', content: btoa('%PDF-1.7\n%%EOF\n') },
  },
}
