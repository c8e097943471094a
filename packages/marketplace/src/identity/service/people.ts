import { Problem, omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { personDataSchema, userNameSchema } from '@loggia/protocol/console'
import type { Enterprise, Person } from '../../directory/index.ts'
import { record } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { identityProblems } from '../problems.ts'
import type { Claims, Decision, IdentityProvider, KnownSubject, MemberIdentity } from '../schema.ts'
import * as store from '../store/index.ts'
import { lockOperators, lockUsable, operators } from './context.ts'
import type { IdentityContext } from './context.ts'
import type { Ends } from './ends.ts'

type Came = { readonly provider: IdentityProvider; readonly claims: Claims }
type CameTo = Came & { readonly company: Enterprise; readonly personId?: Id<'per'> | undefined }

/** Who somebody is whom a provider has sent. What it says gives nobody a right: it only says who they are. */
export function createPeople(context: IdentityContext, ends: Ends) {
  const { clock, directory, parties } = context

  /**
   * Changes nothing. Throws `identity.company_on_hold`, `identity.email_unverified`, `identity.email_of_others`,
   * `identity.user_name_missing`, `identity.person_unknown`, `identity.person_ambiguous`, `identity.person_unable`,
   * `identity.account_unusable`, `identity.account_unreachable`, `identity.operator_unknown`.
   */
  async function decide(tx: Tx, came: Came): Promise<Decision> {
    const { provider, claims } = came
    const known = () => store.identities.find(tx, { providerId: provider.id, subject: claims.subject })
    if (!provider.enterpriseId) {
      await lockOperators(tx)
      return decideOperator(tx, claims, await known())
    }
    const company = await lockUsable(context, tx, provider.enterpriseId)
    const identity = await known()
    return identity?.memberId
      ? decideKnown(tx, company, identity.memberId)
      : decideNew(tx, { ...came, company, personId: identity?.personId })
  }

  async function decideKnown(
    tx: Tx,
    { id, name: company }: Enterprise,
    memberId: Id<'mbr'>,
  ): Promise<Decision> {
    const person = await directory.findPersonOfMember(tx, id, memberId)
    if (person?.state !== 'active') throw identityProblems.person_unable({ company })
    return { outcome: 'enters', memberId, personId: person.id }
  }

  async function decideNew(tx: Tx, came: CameTo): Promise<Decision> {
    const { provider, company } = came
    const person = await findAnyPerson(tx, came)
    if (!person && !provider.addsPeople) throw identityProblems.person_unknown({ company: company.name })
    if (person && person.state !== 'active') throw identityProblems.person_unable({ company: company.name })
    const of = person ? { personId: person.id } : {}
    // The provider must not take an account over that is somebody's already.
    if (person?.memberId) {
      await requireReachable(tx, person.memberId)
      return { outcome: 'connects', memberId: person.memberId, ...of }
    }
    const email = await findOwnEmail(tx, came)
    const account = email && (await parties.findAccountByEmail(tx, email))
    if (!account) return { outcome: 'adds', ...of }
    if (account.state !== 'active') throw identityProblems.account_unusable()
    await requireReachable(tx, account.id)
    return { outcome: 'connects', memberId: account.id, ...of }
  }

  /** Without a password, and a link to choose one, nobody can show that the account is theirs. Throws `identity.account_unreachable`. */
  async function requireReachable(tx: Tx, memberId: Id<'mbr'>): Promise<void> {
    if ((await parties.listOnlyVouched(tx, [memberId])).length > 0)
      throw identityProblems.account_unreachable()
  }

  /** Also one who has left, unless an administrator has added them since. */
  async function findAnyPerson(tx: Tx, came: CameTo): Promise<Person | undefined> {
    const { company, personId, claims } = came
    const known = personId && (await getPerson(tx, company.id, personId))
    // A provider says the same subject of nobody else, whatever has become of the email and the name.
    if (known && known.state !== 'left') return known
    const found = known ? await findPerson(tx, came).catch(asUnknown) : await findPerson(tx, came)
    if (found ?? known) return found ?? known
    const email = claims.email === undefined ? undefined : await findOwnEmail(tx, came)
    return email === undefined ? undefined : directory.findPersonByFormerEmail(tx, company.id, email)
  }

  async function findPerson(tx: Tx, came: CameTo): Promise<Person | undefined> {
    const { provider, claims, company } = came
    if (provider.foundBy !== 'email') {
      const userName = provider.foundBy === 'subject' ? claims.subject : claims.userName
      if (userName === undefined) throw identityProblems.user_name_missing()
      return directory.findPersonByUserName(tx, company.id, userName)
    }
    if (claims.email === undefined) throw identityProblems.email_unverified()
    if ((await findOwnEmail(tx, came)) === undefined) throw identityProblems.email_of_others()
    const [person, another] = await directory.findPeopleByEmail(tx, company.id, claims.email)
    if (another) throw identityProblems.person_ambiguous({ company: company.name })
    return person
  }

  /** The email, if the company has shown that its domain is its own: of others its provider could say anything. */
  async function findOwnEmail(tx: Tx, { claims: { email }, company }: CameTo): Promise<string | undefined> {
    // Accounts and directory have no other addresses.
    if (email === undefined || !personDataSchema.shape.email.safeParse(email).success) return undefined
    const domain = email.slice(email.lastIndexOf('@') + 1)
    return (await store.domains.findOwner(tx, domain)) === company.id ? email : undefined
  }

  async function decideOperator(
    tx: Tx,
    { email }: Claims,
    known: KnownSubject | undefined,
  ): Promise<Decision> {
    if (!known && email === undefined) throw identityProblems.email_unverified()
    const memberId = known?.memberId ?? (await parties.findAccountByEmail(tx, email ?? ''))?.id
    const isOperator = memberId !== undefined && (await parties.hasRight(operators, { memberId }, 'any', tx))
    if (!isOperator) throw identityProblems.operator_unknown()
    return { outcome: known?.memberId ? 'enters' : 'connects', memberId }
  }

  /** The person of a decision, who is added if the directory does not have them. Undefined for operators. */
  async function ensurePerson(
    tx: Tx,
    { provider, claims }: Came,
    { personId }: Decision,
  ): Promise<Person | undefined> {
    if (!provider.enterpriseId) return undefined
    const company = await directory.getEnterprise(tx, provider.enterpriseId)
    if (personId === undefined) {
      const person = await addPerson(tx, { provider, claims, company })
      await replace(tx, { providerId: provider.id, subject: claims.subject, personId: person.id })
      return person
    }
    return getPerson(tx, company.id, personId)
  }

  async function getPerson(tx: Tx, enterpriseId: Id<'ent'>, id: Id<'per'>): Promise<Person> {
    const [person] = await directory.listPeople(tx, { enterpriseId, ids: [id], limit: 1 })
    if (!person) throw new Error(`There is no person ${id}`)
    return person
  }

  async function addPerson(tx: Tx, came: CameTo): Promise<Person> {
    const { claims, company, provider } = came
    const email = await findOwnEmail(tx, came)
    const userName = chooseUserName(provider, claims, email)
    const name = personDataSchema.shape.name.safeParse(claims.name)
    const { id: departmentId } = await directory.findTopDepartment(tx, company.id)
    const data = omitUndefined({ name: name.success ? name.data : userName, email })
    return directory.addPersonIn(tx, company, { userName, departmentId, state: 'active', data })
  }

  /** A new account without a password, for a person who has none. */
  async function addAccount(tx: Tx, came: Came, person: Person): Promise<Id<'mbr'>> {
    const company = await directory.getEnterprise(tx, person.enterpriseId)
    const email = await findOwnEmail(tx, { ...came, company })
    const memberId = await parties.addVouched(tx, {
      // It may get no address that nobody has shown to be theirs.
      email,
      name: person.name,
      language: 'zh-CN',
    })
    await directory.linkAccount(tx, person, memberId)
    return memberId
  }

  /** From now on the provider's subject means this member. */
  async function connect(tx: Tx, identity: KnownSubject & MemberIdentity, company: string): Promise<void> {
    await replace(tx, identity)
    await record(tx, 'member.identity_connected', { subject: identity.memberId, data: { company } })
  }

  async function replace(tx: Tx, identity: KnownSubject): Promise<void> {
    for (const former of await store.identities.listReplaced(tx, identity)) {
      await ends.endSessions(tx, former)
      // Another subject of theirs is theirs still: whoever comes with it later is not somebody new.
      const isTheirs = former.subject !== identity.subject && former.personId !== undefined
      await (isTheirs ? store.identities.end : store.identities.remove)(tx, former)
    }
    await store.identities.insert(tx, identity, clock.now())
  }

  return { decide, ensurePerson, getPerson, addAccount, connect }
}

export type People = ReturnType<typeof createPeople>

/** Whoever is known already needs no email and no name to be refused. */
function asUnknown(error: unknown): undefined {
  if (!(error instanceof Problem) || error.kind !== 'forbidden') throw error
}

/** Throws `identity.user_name_missing`. */
function chooseUserName(
  { foundBy }: IdentityProvider,
  { subject, userName }: Claims,
  email: string | undefined,
): string {
  const asked = { email: email ?? userName, user_name: userName, subject }[foundBy]
  const read = userNameSchema.safeParse(asked)
  if (!read.success || read.data === '') throw identityProblems.user_name_missing()
  return read.data
}
