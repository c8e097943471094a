import { toPage } from '@loggia/kernel'
import type { Id, Page } from '@loggia/kernel'
import { requireOperator } from '../parties/index.ts'
import { record, runInTx } from '../platform/index.ts'
import type { Db, MemberActor, Platform, Tx } from '../platform/index.ts'
import { firstTexts } from './first-texts.ts'
import type { Agreement, AgreementKind, TextKind } from './schema.ts'
import * as store from './store.ts'

export type Agreements = ReturnType<typeof createAgreements>

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
      const isNew = await store.insertConsent(tx, { memberId, kind, version, at: clock.now() })
      if (isNew) await record(tx, 'member.agreed', { subject: memberId, data: { kind, version } })
    }
  }

  return {
    getAgreement,
    publishAgreement,
    listAgreements,
    keepConsent,
    listConsents: (memberId: Id<'mbr'>) => store.listConsents(db, memberId),
  }
}
