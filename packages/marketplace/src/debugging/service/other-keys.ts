import type { NamedKey } from '@loggia/diagnosis'
import type { Access } from '../../access/index.ts'
import { requireSeller } from '../../parties/index.ts'
import type { Parties } from '../../parties/index.ts'
import type { MemberActor, Platform } from '../../platform/index.ts'
import { listOtherKeys } from '../rules/diagnoses.ts'

/** The seller's keys, as far as the asking member may see them. */
export function createOtherKeys({
  db,
  parties,
  access,
}: Platform & { readonly parties: Parties; readonly access: Access }) {
  const maySeeKeys = (actor: MemberActor): Promise<boolean> =>
    parties.hasRight({ kind: 'seller', id: requireSeller(actor) }, actor, 'access:read')

  /** The seller's other keys, which are tried as mistakes; named only for a member who may see keys. */
  async function othersOf(actor: MemberActor, used: string): Promise<NamedKey[]> {
    const keys = listOtherKeys(await access.openKeys(db, requireSeller(actor)), used)
    return (await maySeeKeys(actor)) ? keys : keys.map(({ key }) => ({ key }))
  }

  return { maySeeKeys, othersOf }
}
