import type { Route } from '@loggia/protocol/console'
import type { SignedIn } from '../parties/index.ts'
import type { Edge } from './edge.ts'
import { isSafe } from './security.ts'

/**
 * The members of a suspended party may read everything. Of what changes something they may ask only for what the contract
 * allows them (docs/decisions/0047-suspensions.md). Throws `parties.buyer_suspended` and `parties.seller_suspended`.
 */
export function requireNotSuspended(
  { parties }: Pick<Edge, 'parties'>,
  { key, route: { role, whileSuspended } }: { readonly key: string; readonly route: Route },
  who: SignedIn | undefined,
): void {
  if (role !== 'buyer' && role !== 'seller') return
  const [method = ''] = key.split(' ')
  const suspension = who?.[role]?.suspension
  if (!suspension || isSafe(method) || whileSuspended === 'allowed') return
  throw parties.createSuspensionRefusal(role, suspension)
}
