import { omitUndefined, toPage } from '@loggia/kernel'
import type { Id, Page } from '@loggia/kernel'
import { requireOperator, requireSeller } from '../parties/index.ts'
import type { PartyTold } from '../parties/index.ts'
import { lockName, record, runInTx } from '../platform/index.ts'
import type { Db, MemberActor, Platform, Tx } from '../platform/index.ts'
import { firstTexts } from './first-texts.ts'
import { agreementProblems } from './problems.ts'
import type { Acceptance, Agreement, AgreementKind, TextKind } from './schema.ts'
import * as store from './store.ts'

export type Agreements = ReturnType<typeof createAgreements>

/** No version is published while another one of the kind is published or accepted. */
const waitForTurn = (tx: Tx, kind: TextKind): Promise<void> => lockName(tx, `agreement:${kind}`)

/** The texts of the marketplace that people agree to, in versions, and who agreed to which. */
export function createAgreements(platform: Platform) {
  const { db, clock } = platform

  /** The version in force. */
  const getAgreement = async (kind: TextKind, from: Db = db): Promise<Agreement> =>
    (await store.findLatest(from, kind)) ?? firstTexts[kind]

  const publishAgreement = (
    actor: MemberActor,
    kind: TextKind,
    text: Agreement['text'],
  ): Promise<Agreement> =>
    runInTx(platform, { actor }, async (tx) => {
      requireOperator(actor)
      await waitForTurn(tx, kind)
      const { version } = await getAgreement(kind, tx)
      const agreement = { version: version + 1, text, at: clock.now() }
      await store.insert(tx, kind, agreement)
      await record(tx, 'agreement.published', {
        subject: 'agreements',
        data: { kind, version: agreement.version },
      })
      return agreement
    })

  /** All published versions, newest first. */
  async function listAgreements(
    actor: MemberActor,
    kind: TextKind,
    page: { readonly limit: number; readonly after?: number | undefined },
  ): Promise<Page<Agreement>> {
    requireOperator(actor)
    const rows = await store.list(db, kind, page)
    return toPage(rows, page.limit, { item: (row) => row, cursor: ({ version }) => String(version) })
  }

  /** A member agrees to the versions in force. */
  async function keepConsent(
    tx: Tx,
    { memberId, kinds }: { readonly memberId: Id<'mbr'>; readonly kinds: readonly AgreementKind[] },
  ): Promise<void> {
    for (const kind of kinds) {
      const { version } = await getAgreement(kind, tx)
      await keepVersion(tx, { memberId, kind, version })
    }
  }

  async function keepVersion(
    tx: Tx,
    of: { readonly memberId: Id<'mbr'>; readonly kind: AgreementKind; readonly version: number },
  ): Promise<void> {
    const { memberId, kind, version } = of
    const isNew = await store.insertConsent(tx, { ...of, at: clock.now() })
    if (isNew) await record(tx, 'member.agreed', { subject: memberId, data: { kind, version } })
  }

  /** R89: the agreement in force, and the newest version that the seller has accepted. */
  async function getSellerStanding(
    from: Db,
    sellerId: Id<'sel'>,
  ): Promise<{ agreement: Agreement; accepted?: Acceptance; isAccepted: boolean }> {
    const agreement = await getAgreement('seller', from)
    const accepted = await store.findAcceptance(from, sellerId)
    // Version 0 is what every seller began with.
    return omitUndefined({ agreement, accepted, isAccepted: (accepted?.version ?? 0) >= agreement.version })
  }

  /** R89: throws `agreements.not_accepted` if the seller has not accepted the version in force. */
  async function requireSellerAcceptance(from: Db, sellerId: Id<'sel'>): Promise<void> {
    const { isAccepted } = await getSellerStanding(from, sellerId)
    if (!isAccepted) throw agreementProblems.not_accepted()
  }

  /** R89: accepts the version in force on behalf of the seller. Throws `agreements.version_old` for another one. */
  const acceptAsSeller = (actor: MemberActor, version: number) =>
    runInTx(platform, { actor }, async (tx) => {
      const sellerId = requireSeller(actor)
      await waitForTurn(tx, 'seller')
      const { agreement } = await getSellerStanding(tx, sellerId)
      if (version !== agreement.version) throw agreementProblems.version_old()
      await keepVersion(tx, { memberId: actor.memberId, kind: 'seller', version })
      await keepAcceptance(tx, { sellerId, version, memberId: actor.memberId })
      return getSellerStanding(tx, sellerId)
    })

  async function keepAcceptance(tx: Tx, of: Omit<Acceptance, 'at'>): Promise<void> {
    const isNew = await store.insertAcceptance(tx, { ...of, at: clock.now() })
    const { sellerId, memberId, version } = of
    if (isNew) await record(tx, 'seller.agreed', { subject: sellerId, data: { memberId, version } })
  }

  /** A new seller has accepted what its applicant agreed to when applying. */
  async function keepOfApplicant(tx: Tx, told: PartyTold<'seller.application_closed'>): Promise<void> {
    const { sellerId, memberId } = told
    if (sellerId === undefined) return
    const agreed = (await store.listConsents(tx, memberId)).filter(({ kind }) => kind === 'seller')
    const version = Math.max(0, ...agreed.map((consent) => consent.version))
    await keepAcceptance(tx, { sellerId, memberId, version })
  }

  return {
    getAgreement,
    getSellerStanding: (actor: MemberActor) => getSellerStanding(db, requireSeller(actor)),
    requireSellerAcceptance,
    acceptAsSeller,
    keepOfApplicant,
    forget: (tx: Tx, { memberId }: PartyTold<'sign_up.dropped'>): Promise<void> =>
      store.deleteConsents(tx, memberId),
    publishAgreement,
    listAgreements,
    keepConsent,
    listConsents: (memberId: Id<'mbr'>) => store.listConsents(db, memberId),
  }
}
