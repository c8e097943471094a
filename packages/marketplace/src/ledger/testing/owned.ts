import { createMoney } from '@loggia/kernel'
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
