import { Problem, fromMinutes } from '@loggia/kernel'
import type { DurationMs, Id, WallInstant } from '@loggia/kernel'
import type { AddressGuard, Lookup, LookupTexts } from '@loggia/outbound'
import { directoryProblems } from '../../directory/index.ts'
import type { Directory, Enterprise } from '../../directory/index.ts'
import { requireBuyer } from '../../parties/index.ts'
import type { Parties } from '../../parties/index.ts'
import { lockName } from '../../platform/index.ts'
import type { MemberActor, Platform, Tx } from '../../platform/index.ts'
import { identityProblems } from '../problems.ts'

export type IdentityContext = Platform & {
  readonly parties: Pick<
    Parties,
    | 'addVouched'
    | 'authenticate'
    | 'endSessions'
    | 'endWithholding'
    | 'findAccount'
    | 'findAccountByEmail'
    | 'freeAddress'
    | 'hasOtherParty'
    | 'hasRight'
    | 'listOnlyVouched'
    | 'listWithoutPassword'
    | 'openVouched'
    | 'requireBuyerActive'
  >
  readonly directory: Pick<
    Directory,
    | 'addPersonIn'
    | 'findPeopleByEmail'
    | 'findPersonByFormerEmail'
    | 'findPersonByUserName'
    | 'findPersonOfMember'
    | 'findTopDepartment'
    | 'getEnterprise'
    | 'getOwnEnterprise'
    | 'linkAccount'
    | 'listPeople'
    | 'lockEnterprise'
    | 'unlinkAccountIn'
  >
  readonly guard: AddressGuard
  /** Replace the resolvers of this machine, in tests. */
  readonly resolvers?: { readonly lookup?: Lookup; readonly lookupTexts?: LookupTexts } | undefined
  /** How long a provider may take to answer; some seconds unless told. */
  readonly timeLimitMs?: DurationMs | undefined
}

/** How long somebody may be at the provider, or take to connect an account. */
export const stepMs = fromMinutes(10)
export const addTo = (now: WallInstant, ms: number): WallInstant => (now + ms) as WallInstant

/** How a step is kept that goes on in the browser with this secret. */
export const computeDigest = ({ seal }: Pick<Platform, 'seal'>, secret: string): string =>
  seal.digest(`identity-step:${secret}`)

export const operators = { kind: 'operator' } as const
/** What the texts say of those whose provider it is. */
export const operatorsName = 'Loggia'

/**
 * A company of the member's buyer, which nobody else changes until the transaction ends. Throws
 * `directory.enterprise_unknown`, `directory.enterprise_dissolved`.
 */
export async function lockOwn(
  { directory }: IdentityContext,
  tx: Tx,
  { actor, id }: { readonly actor: MemberActor; readonly id: Id<'ent'> },
): Promise<Enterprise> {
  const enterprise = await directory.lockEnterprise(tx, id)
  if (enterprise.buyerId !== requireBuyer(actor)) throw directoryProblems.enterprise_unknown()
  if (enterprise.state === 'dissolved') throw directoryProblems.enterprise_dissolved()
  return enterprise
}

/** Sign-ins of operators, and changes of their provider, take turns. */
export const lockOperators = (tx: Tx): Promise<void> => lockName(tx, 'operator_provider')

/** A company whose people may sign in now. Throws `identity.company_unknown`, `identity.company_on_hold`. */
export async function lockUsable(
  { directory, parties }: IdentityContext,
  tx: Tx,
  id: Id<'ent'>,
): Promise<Enterprise> {
  const enterprise = await directory.lockEnterprise(tx, id)
  if (enterprise.state === 'dissolved') throw identityProblems.company_unknown()
  try {
    await parties.requireBuyerActive(tx, enterprise.buyerId)
  } catch (error) {
    if (error instanceof Problem && error.code === 'parties.buyer_suspended')
      throw identityProblems.company_on_hold({ company: enterprise.name }, error)
    throw error
  }
  return enterprise
}
