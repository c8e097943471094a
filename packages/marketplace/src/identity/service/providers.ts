import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { ProviderChange } from '@loggia/protocol/console/identity/kinds'
import { requireOperator } from '../../parties/index.ts'
import { notify, record, runInTx } from '../../platform/index.ts'
import type { Db, MemberActor, Tx } from '../../platform/index.ts'
import { identityProblems } from '../problems.ts'
import type { EmailDomain, IdentityProvider, ProviderData } from '../schema.ts'
import * as store from '../store/index.ts'
import { lockOperators, lockOwn, operators, operatorsName } from './context.ts'
import type { IdentityContext } from './context.ts'
import type { Ends } from './ends.ts'
import { formatSecretPlace } from './relying-party.ts'

/** Without a secret, the one that is there stays. */
export type ProviderAsk = ProviderData & { readonly clientSecret?: string | undefined }
export type ShownProvider = IdentityProvider & { readonly setUpByName: string }
export type CompanySignIn = {
  readonly provider?: ShownProvider
  readonly domains: readonly EmailDomain[]
  readonly people: number
  /** How many of them get in to their accounts in no other way. */
  readonly onlyWay: number
}

const factOf = ({ issuer, enabled, enforced, addsPeople }: ProviderData) => ({
  issuer,
  enabled,
  enforced,
  addsPeople,
})

/** Providers, as those who are responsible set them up. */
export function createProviders(context: IdentityContext, ends: Ends) {
  const { db, ids, clock, seal, guard, directory, parties } = context

  async function show(from: Db, owner: store.providers.Owner): Promise<CompanySignIn> {
    const provider = await store.providers.findByOwner(from, owner)
    const setUpBy = provider && (await parties.findAccount(from, provider.setUpBy))
    const people = provider ? await store.identities.list(from, { providerId: provider.id }) : []
    const onlyWay = await parties.listOnlyVouched(
      from,
      people.map(({ memberId }) => memberId),
    )
    return omitUndefined({
      provider: provider && { ...provider, setUpByName: setUpBy?.name ?? '' },
      domains: owner === 'operators' ? [] : await store.domains.list(from, owner),
      people: people.length,
      onlyWay: onlyWay.length,
    })
  }

  /** Throws `identity.issuer_forbidden`. */
  function requireIssuer(issuer: string): void {
    const url = new URL(issuer)
    const isBare = !url.search && !url.hash && !url.username && !url.password
    const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
    const isSafe = url.protocol === 'https:' || guard.mayUsePlainHttp(url.hostname, port)
    if (!isBare || !isSafe || url.pathname.includes('/.well-known/'))
      throw identityProblems.issuer_forbidden()
  }

  /** Throws `identity.secret_missing`, `identity.adds_needs_email`, `identity.enforced_needs_enabled`, `identity.enforced_needs_test`, `identity.email_needs_domain`. */
  async function requireFit(
    tx: Tx,
    owner: store.providers.Owner,
    { asked, before }: { readonly asked: ProviderAsk; readonly before: IdentityProvider | undefined },
  ): Promise<void> {
    // Whoever names another provider must not send it the secret of the former one.
    const isOther = before?.issuer !== asked.issuer || before.clientId !== asked.clientId
    if (isOther && asked.clientSecret === undefined) throw identityProblems.secret_missing()
    if (asked.addsPeople && asked.foundBy !== 'email') throw identityProblems.adds_needs_email()
    if (asked.enforced && !asked.enabled) throw identityProblems.enforced_needs_enabled()
    const isProven = before?.issuer === asked.issuer && (await store.identities.count(tx, before.id)) > 0
    if (asked.enforced && !isProven) throw identityProblems.enforced_needs_test()
    if (owner === 'operators' || asked.foundBy !== 'email' || !asked.enabled) return
    const domains = await store.domains.list(tx, owner)
    if (!domains.some(({ verifiedAt }) => verifiedAt !== undefined))
      throw identityProblems.email_needs_domain()
  }

  /** Gives what happened, or undefined if nothing did. */
  async function set(
    tx: Tx,
    owner: store.providers.Owner,
    {
      actor,
      asked,
      company,
    }: { readonly actor: MemberActor; readonly asked: ProviderAsk; readonly company: string },
  ): Promise<ProviderChange | undefined> {
    const before = await store.providers.findByOwner(tx, owner)
    await requireFit(tx, owner, { asked, before })
    const now = clock.now()
    const id = before?.id ?? ids.next('idp')
    const { clientSecret, ...data } = asked
    const provider: IdentityProvider = omitUndefined({
      ...data,
      id,
      enterpriseId: owner === 'operators' ? undefined : owner,
      secret:
        clientSecret === undefined && before
          ? before.secret
          : seal.seal(clientSecret ?? '', formatSecretPlace({ id })),
      setUpBy: actor.memberId,
      createdAt: before?.createdAt ?? now,
      changedAt: now,
    })
    await store.providers.save(tx, provider)
    if (before) await endWhatChanged(tx, { before, provider, company })
    if (before?.enforced && !provider.enforced) await endEnforcement(tx, provider)
    if (!before) return 'set_up'
    return provider.enforced && !before.enforced ? 'enforced' : 'changed'
  }

  /** A subject means somebody at one issuer only; of a provider that is switched off nobody stays signed in. */
  async function endWhatChanged(
    tx: Tx,
    of: { readonly before: IdentityProvider; readonly provider: IdentityProvider; readonly company: string },
  ): Promise<void> {
    const { before, provider, company } = of
    const isOther = before.issuer !== provider.issuer
    if (isOther || before.clientId !== provider.clientId || !provider.enabled)
      await store.steps.removeAllOf(tx, provider.id)
    if (isOther || !provider.enabled) await ends.endSessions(tx, { providerId: provider.id })
    if (!isOther) return
    await ends.disconnect(tx, await store.identities.list(tx, { providerId: provider.id }), company)
    await store.identities.removeAllOf(tx, provider.id)
  }

  /** Throws `identity.provider_missing`. */
  async function drop(tx: Tx, owner: store.providers.Owner, company: string): Promise<IdentityProvider> {
    const provider = await store.providers.findByOwner(tx, owner)
    if (!provider) throw identityProblems.provider_missing()
    await ends.endSessions(tx, { providerId: provider.id })
    await ends.disconnect(tx, await store.identities.list(tx, { providerId: provider.id }), company)
    await store.providers.remove(tx, provider.id)
    await endEnforcement(tx, provider)
    return provider
  }

  const endEnforcement = async (tx: Tx, { enterpriseId }: IdentityProvider): Promise<void> =>
    enterpriseId && ends.endEnforcement(tx, enterpriseId)

  /** Throws also `identity.issuer_forbidden`. */
  async function setCompanyProvider(
    actor: MemberActor,
    id: Id<'ent'>,
    asked: ProviderAsk,
  ): Promise<CompanySignIn> {
    requireIssuer(asked.issuer)
    return runInTx(context, { actor }, async (tx) => {
      const { name: company } = await lockOwn(context, tx, { actor, id })
      const change = await set(tx, id, { actor, asked, company })
      const kind = change === 'set_up' ? 'identity_provider.set_up' : 'identity_provider.changed'
      await record(tx, kind, { subject: id, data: factOf(asked) })
      await tellCompany(tx, id, { change: change ?? 'changed', issuer: asked.issuer, by: actor.name })
      return show(tx, id)
    })
  }

  async function tellCompany(
    tx: Tx,
    enterpriseId: Id<'ent'>,
    told: { readonly change: ProviderChange; readonly issuer: string; readonly by: string },
  ): Promise<void> {
    const { buyerId, name: enterprise } = await directory.getEnterprise(tx, enterpriseId)
    const to = { kind: 'buyer', id: buyerId } as const
    await notify(tx, 'identity_provider_changed', to, {
      subject: enterpriseId,
      data: { enterpriseId, enterprise, ...told },
    })
  }

  const removeCompanyProvider = (actor: MemberActor, id: Id<'ent'>): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const { name } = await lockOwn(context, tx, { actor, id })
      const { issuer } = await drop(tx, id, name)
      await record(tx, 'identity_provider.removed', { subject: id, data: { issuer } })
      await tellCompany(tx, id, { change: 'removed', issuer, by: actor.name })
    })

  async function setOperatorProvider(actor: MemberActor, asked: ProviderAsk): Promise<CompanySignIn> {
    requireOperator(actor)
    requireIssuer(asked.issuer)
    return runInTx(context, { actor }, async (tx) => {
      await lockOperators(tx)
      // Operators are added by operators.
      const ask = { ...asked, addsPeople: false, foundBy: 'email' as const }
      const change = await set(tx, 'operators', { actor, asked: ask, company: operatorsName })
      const kind = change === 'set_up' ? 'operator_provider.set_up' : 'operator_provider.changed'
      await record(tx, kind, { subject: 'market', data: factOf(ask) })
      await tellOperators(tx, { change: change ?? 'changed', issuer: asked.issuer, by: actor.name })
      return show(tx, 'operators')
    })
  }

  const tellOperators = (
    tx: Tx,
    data: { readonly change: ProviderChange; readonly issuer: string; readonly by: string },
  ): Promise<void> => notify(tx, 'operator_provider_changed', operators, { subject: 'market', data })

  async function removeOperatorProvider(actor: MemberActor): Promise<void> {
    requireOperator(actor)
    return runInTx(context, { actor }, async (tx) => {
      await lockOperators(tx)
      const { issuer } = await drop(tx, 'operators', operatorsName)
      await record(tx, 'operator_provider.removed', { subject: 'market', data: { issuer } })
      await tellOperators(tx, { change: 'removed', issuer, by: actor.name })
    })
  }

  return {
    /** Throws `directory.enterprise_unknown`. */
    getCompanySignIn: async (actor: MemberActor, id: Id<'ent'>): Promise<CompanySignIn> => {
      await directory.getOwnEnterprise(actor, id)
      return show(db, id)
    },
    setCompanyProvider,
    removeCompanyProvider,
    getOperatorSignIn: async (actor: MemberActor): Promise<CompanySignIn> => {
      requireOperator(actor)
      return show(db, 'operators')
    },
    setOperatorProvider,
    removeOperatorProvider,
    showSignIn: show,
  }
}

export type Providers = ReturnType<typeof createProviders>
