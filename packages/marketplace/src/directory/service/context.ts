import type { Id } from '@loggia/kernel'
import { mostPeopleAtOnce } from '@loggia/protocol/console/directory/kinds'
import type { Parties } from '../../parties/index.ts'
import { requireBuyer } from '../../parties/index.ts'
import { emit, runInTx } from '../../platform/index.ts'
import type { Db, MemberActor, MemberRequest, Platform, Tx } from '../../platform/index.ts'
import { directoryProblems } from '../problems.ts'
import type {
  DepartmentsChanged,
  Enterprise,
  EnterpriseChanged,
  EnterpriseDissolved,
  PeopleChanged,
  PlacedDepartment,
} from '../schema.ts'
import * as store from '../store/index.ts'

export type DirectoryContext = Platform & {
  readonly parties: Pick<
    Parties,
    'countTry' | 'findAccount' | 'listOnlyVouched' | 'requireBuyerActive' | 'sendsMail'
  >
}

/** What is kept of the email of whoever has left. */
export const computeEmailDigest = (
  { digest }: Pick<Platform['seal'], 'digest'>,
  enterpriseId: Id<'ent'>,
  email: string,
): string => digest(`person-email:${enterpriseId}:${email.toLowerCase()}`)

/** An enterprise of the member's buyer. Throws `directory.enterprise_unknown`. */
export async function getOwn(db: Db, actor: MemberActor, id: Id<'ent'>): Promise<Enterprise> {
  const found = await store.enterprises.find(db, id)
  if (found?.buyerId !== requireBuyer(actor)) throw directoryProblems.enterprise_unknown()
  return found
}

/** Throws `directory.enterprise_dissolved`. */
export function requireUndissolved({ state }: Enterprise): void {
  if (state === 'dissolved') throw directoryProblems.enterprise_dissolved()
}

/**
 * A change of an enterprise of the member's buyer, or of anything in it; such changes take turns. Throws
 * `directory.enterprise_unknown`, `directory.enterprise_dissolved`.
 */
export const changeOwn = <T>(
  context: Platform,
  request: MemberRequest,
  { id, work }: { readonly id: Id<'ent'>; readonly work: (tx: Tx, enterprise: Enterprise) => Promise<T> },
): Promise<T> =>
  runInTx(context, request, async (tx) => {
    const enterprise = await store.enterprises.lock(tx, id)
    if (enterprise?.buyerId !== requireBuyer(request.actor)) throw directoryProblems.enterprise_unknown()
    requireUndissolved(enterprise)
    return work(tx, enterprise)
  })

/** Throws `directory.department_unknown`. */
export async function getDepartment(
  db: Db,
  { id: enterpriseId }: Pick<Enterprise, 'id'>,
  id: Id<'dpt'>,
): Promise<PlacedDepartment> {
  const [found] = await store.departments.findAll(db, enterpriseId, [id])
  if (!found) throw directoryProblems.department_unknown()
  return found
}

/** Splits what is said of many into portions, as facts and events have them. */
export async function runInPortions<T>(
  all: readonly T[],
  work: (portion: readonly T[]) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < all.length; from += mostPeopleAtOnce)
    await work(all.slice(from, from + mostPeopleAtOnce))
}

export const emitPeople = (
  tx: Tx,
  { id: enterpriseId }: Enterprise,
  ids: readonly Id<'per'>[],
): Promise<void> =>
  runInPortions(ids, (personIds) =>
    emit<PeopleChanged>(tx, { type: 'people.changed', enterpriseId, personIds }),
  )

export const emitDepartments = (
  tx: Tx,
  { id: enterpriseId }: Enterprise,
  ids: readonly Id<'dpt'>[],
): Promise<void> =>
  runInPortions(ids, (departmentIds) =>
    emit<DepartmentsChanged>(tx, { type: 'departments.changed', enterpriseId, departmentIds }),
  )

export const emitEnterprise = (
  tx: Tx,
  { id: enterpriseId }: Enterprise,
  type: (EnterpriseChanged | EnterpriseDissolved)['type'],
): Promise<void> => emit<EnterpriseChanged | EnterpriseDissolved>(tx, { type, enterpriseId })
