import { runInTx } from '../../../platform/index.ts'
import type { SystemActor, Tx } from '../../../platform/index.ts'
import { ScimError } from '@loggia/protocol/scim'
import type { Enterprise, ScimToken } from '../../schema.ts'
import * as store from '../../store/index.ts'
import type { createDepartments } from '../departments.ts'
import type { createGroups } from '../groups.ts'
import type { createPeople } from '../people.ts'
import type { Writing } from '../writing.ts'
import type { DirectoryContext } from '../context.ts'

/** Who asks: a program with a token of an enterprise. */
export type ScimClient = { readonly token: ScimToken; readonly enterprise: Enterprise }

export type ScimContext = DirectoryContext & {
  readonly writing: Writing
  readonly departments: Pick<ReturnType<typeof createDepartments>, 'createDepartmentIn'>
  readonly groups: Pick<ReturnType<typeof createGroups>, 'createGroupIn' | 'deleteGroupIn' | 'saveGroupIn'>
  readonly people: Pick<ReturnType<typeof createPeople>, 'actOn' | 'addPersonIn'>
}

/** The record says which token it was. */
const toActor = ({ token }: ScimClient): SystemActor => ({ kind: 'system', name: `SCIM · ${token.name}` })

/** A change takes turns with those of administrators. */
export const changeAs = <T>(
  context: DirectoryContext,
  client: ScimClient,
  work: (tx: Tx, enterprise: Enterprise) => Promise<T>,
): Promise<T> =>
  runInTx(context, { actor: toActor(client) }, async (tx) => {
    const enterprise = await store.enterprises.lock(tx, client.enterprise.id)
    // It may have been dissolved since the token was looked up.
    if (enterprise?.state !== 'active') throw new ScimError(401, 'The token cannot be used any longer.')
    return work(tx, enterprise)
  })

/**
 * Called for what adds somebody or something, or lets somebody back in: while its buyer is suspended, people only lose
 * what they have (docs/decisions/0047). Throws `parties.buyer_suspended`.
 */
export const requireGain = ({ parties }: DirectoryContext, tx: Tx, { buyerId }: Enterprise): Promise<void> =>
  parties.requireBuyerActive(tx, buyerId)

export const refuseUnknown = (what: 'User' | 'Group', id: string): ScimError =>
  new ScimError(404, `There is no ${what} ${JSON.stringify(id)}.`)
