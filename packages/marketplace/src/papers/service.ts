import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { mostFileBytes } from '@loggia/protocol/console/files/kinds'
import { askedPapers, mostPapers, paperMediaTypes } from '@loggia/protocol/console/papers/kinds'
import type { PaperKind, PaperPurpose } from '@loggia/protocol/console/papers/kinds'
import { fileProblems } from '../files/index.ts'
import type { Files, readUpload } from '../files/index.ts'
import { requireBuyer, requireOperator } from '../parties/index.ts'
import type { PartyTold } from '../parties/index.ts'
import { findSetting, lockName, record, runInTx, setWakeup } from '../platform/index.ts'
import type { Db, MemberActor, MemberRequest, Platform, Tx } from '../platform/index.ts'
import { computeDeletion, requireComplete, requireFewKept, requireStillComplete, toDraft } from './rules.ts'
import { paperPresets, paperSettings } from './schema.ts'
import type { Paper, PaperCase, PaperFile } from './schema.ts'
import * as store from './store.ts'

export type Papers = ReturnType<typeof createPapers>
type Upload = ReturnType<typeof readUpload>
type OwnPapers = { readonly applicationId?: string; readonly items: PaperFile[] }
type NewPaper = {
  readonly purpose: PaperPurpose
  readonly kind: PaperKind
  readonly replaces?: Id<'fil'> | undefined
  readonly file: Upload
}

const fileKind = 'registration_paper'
const keptWakeup = 'papers.kept'

/** Registration papers: files that buyers add to applications to sell (R80) and to be verified (R4). */
export function createPapers(context: Platform & { readonly files: Files }) {
  const { db, clock, zone, files } = context

  files.defineKind(fileKind, {
    mediaTypes: paperMediaTypes,
    mostBytes: mostFileBytes,
    mostOfSubject: mostPapers,
    hasPrivateNames: true,
    // They hold data of persons: of the buyer only its owners read them.
    rights: { buyer: 'main', operator: 'reviewer' },
    async readersOf(from, subject) {
      const found = await store.findCase(from, subject)
      return { operators: found !== undefined && found.state !== 'draft' }
    },
    async recordOpening(tx, { file, subjects }) {
      for (const subject of subjects) {
        const paper = (await store.listPapers(tx, subject)).find(({ fileId }) => fileId === file.id)
        const isDraft = (await store.findCase(tx, subject))?.state === 'draft'
        if (paper && !isDraft) await record(tx, 'paper.opened', { subject, data: { paper: paper.kind } })
      }
    },
  })

  /** The application that is not decided, or else what is collected for the next one. */
  async function findEditable(from: Db, buyerId: Id<'byr'>, purpose: PaperPurpose): Promise<PaperCase> {
    const open = await store.findOpen(from, buyerId, purpose)
    return open ?? { subject: toDraft(buyerId, purpose), buyerId, purpose, state: 'draft' }
  }

  async function listFiles(from: Db, subject: string): Promise<PaperFile[]> {
    const papers = await store.listPapers(from, subject)
    const found = (await files.listOf(from, [subject], fileKind))(subject)
    return papers.flatMap(({ fileId, kind }) => {
      const file = found.find(({ id }) => id === fileId)
      return file ? [{ kind, file }] : []
    })
  }

  const showOwn = async (from: Db, { subject, state }: PaperCase): Promise<OwnPapers> =>
    omitUndefined({
      applicationId: state === 'draft' ? undefined : subject,
      items: await listFiles(from, subject),
    })

  const listOwn = async (actor: MemberActor, purpose: PaperPurpose): Promise<OwnPapers> =>
    showOwn(db, await findEditable(db, requireBuyer(actor), purpose))

  /** Decisions on an application, and changes of its papers, take turns. */
  const waitForTurn = (tx: Tx, buyerId: Id<'byr'>): Promise<void> => lockName(tx, `papers:${buyerId}`)

  /**
   * Adds a paper until the application is decided, and removes the one that it replaces. Throws `file.not_found`,
   * `papers.required`, `papers.too_many_kept`, and the problems of a refused file.
   */
  const add = (request: MemberRequest, { purpose, kind, replaces, file }: NewPaper): Promise<OwnPapers> =>
    files.withStored(fileKind, file, (stored) =>
      runInTx(context, request, async (tx) => {
        const buyerId = requireBuyer(request.actor)
        await waitForTurn(tx, buyerId)
        const of = await findEditable(tx, buyerId, purpose)
        await store.saveCase(tx, of)
        const before = await store.listPapers(tx, of.subject)
        const replaced = replaces === undefined ? [] : [requireOne(before, replaces)]
        const added = { fileId: stored.id, kind }
        const after = [...before.filter((paper) => !replaced.includes(paper)), added]
        requireStillComplete(of, { before, after })
        await take(tx, of, replaced)
        await files.keep(tx, stored, { owner: buyerId, subject: of.subject })
        await store.insertPapers(tx, of.subject, [added])
        requireFewKept(await store.countKept(tx, buyerId))
        await recordChange(tx, 'paper.added', of, kind)
        return showOwn(tx, of)
      }),
    )

  /** Throws `file.not_found` and `papers.required`. */
  const remove = (actor: MemberActor, purpose: PaperPurpose, fileId: Id<'fil'>): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const buyerId = requireBuyer(actor)
      await waitForTurn(tx, buyerId)
      const of = await findEditable(tx, buyerId, purpose)
      const before = await store.listPapers(tx, of.subject)
      const paper = requireOne(before, fileId)
      requireStillComplete(of, { before, after: before.filter((one) => one !== paper) })
      await take(tx, of, [paper])
    })

  function requireOne(papers: readonly Paper[], fileId: Id<'fil'>): Paper {
    const found = papers.find((paper) => paper.fileId === fileId)
    if (!found) throw fileProblems.not_found()
    return found
  }

  async function take(tx: Tx, of: PaperCase, papers: readonly Paper[]): Promise<void> {
    for (const { kind } of papers) await recordChange(tx, 'paper.removed', of, kind)
    await detach(tx, of.subject, papers)
  }

  async function detach(tx: Tx, subject: string, papers: readonly Paper[]): Promise<void> {
    await store.removePapers(tx, subject, papers)
    await files.detach(
      tx,
      papers.map(({ fileId }) => fileId),
      subject,
    )
  }

  /** A draft has no history of its own: nobody has seen it. It is deleted if it is left alone. */
  async function recordChange(
    tx: Tx,
    what: 'paper.added' | 'paper.removed',
    { subject, state }: PaperCase,
    kind: PaperKind,
  ): Promise<void> {
    if (state === 'draft') return setDeletion(tx, subject, false)
    await record(tx, what, { subject, data: { paper: kind } })
  }

  async function setDeletion(tx: Tx, subject: string, isApproved: boolean): Promise<void> {
    const kept = {
      papersKeptDays: (await findSetting(tx, paperSettings.papersKeptDays)) ?? paperPresets.papersKeptDays,
      papersKeptYears: (await findSetting(tx, paperSettings.papersKeptYears)) ?? paperPresets.papersKeptYears,
    }
    const at = computeDeletion(isApproved, kept, { now: clock.now(), zone })
    await setWakeup(tx, { kind: keptWakeup, subject }, at)
  }

  /** The collected papers become those of the application. Throws `papers.licence_missing` and `papers.identity_missing`. */
  async function open(tx: Tx, opened: Omit<PaperCase, 'state'>): Promise<void> {
    const { subject, buyerId, purpose } = opened
    await waitForTurn(tx, buyerId)
    const draft = toDraft(buyerId, purpose)
    const collected = await store.listPapers(tx, draft)
    const asked = askedPapers[purpose][opened.applicant ?? 'enterprise']
    const papers = collected.filter(({ kind }) => asked.includes(kind))
    requireComplete(opened, papers)
    await store.saveCase(tx, { ...opened, state: 'open' })
    await attach(tx, { subject, buyerId }, papers)
    await detach(tx, draft, collected)
    await setWakeup(tx, { kind: keptWakeup, subject: draft }, undefined)
  }

  async function attach(
    tx: Tx,
    { subject, buyerId }: Pick<PaperCase, 'subject' | 'buyerId'>,
    papers: readonly Paper[],
  ): Promise<void> {
    await store.insertPapers(tx, subject, papers)
    const ids = papers.map(({ fileId }) => fileId)
    await files.attach(tx, { ids, kind: fileKind, owner: buyerId, subject })
  }

  /** Unless it was approved, its papers are also collected for the next application. */
  async function close(tx: Tx, subject: string, isApproved: boolean): Promise<void> {
    const found = await store.findCase(tx, subject)
    if (!found) return
    const { buyerId, purpose } = found
    await waitForTurn(tx, buyerId)
    await store.saveCase(tx, { ...found, state: 'closed' })
    await setDeletion(tx, subject, isApproved)
    const papers = await store.listPapers(tx, subject)
    if (isApproved || papers.length === 0) return
    const draft: PaperCase = { subject: toDraft(buyerId, purpose), buyerId, purpose, state: 'draft' }
    await store.saveCase(tx, draft)
    await detach(tx, draft.subject, await store.listPapers(tx, draft.subject))
    await attach(tx, draft, papers)
    await setDeletion(tx, draft.subject, false)
  }

  /** Deletes the papers of an application that was closed long ago, or of a draft that was left alone. */
  async function deletePapers(tx: Tx, subject: string): Promise<void> {
    const owner = (await store.findCase(tx, subject))?.buyerId
    if (owner === undefined) return
    await waitForTurn(tx, owner)
    // Read after the turn: the application may have been opened meanwhile.
    const found = await store.findCase(tx, subject)
    if (!found || found.state === 'open') return
    const papers = await store.listPapers(tx, subject)
    await detach(tx, subject, papers)
    if (found.state === 'closed' && papers.length > 0)
      await record(tx, 'papers.deleted', { subject, data: { count: papers.length } })
  }

  async function listForReview(actor: MemberActor, subject: Id<'sap'> | Id<'oap'>): Promise<PaperFile[]> {
    requireOperator(actor)
    return listFiles(db, subject)
  }

  return {
    options: paperSettings,
    presets: paperPresets,
    listOwn,
    add,
    remove,
    listForReview,
    deletePapers,
    openOfSeller: (tx: Tx, told: PartyTold<'seller.applied'>): Promise<void> =>
      open(tx, {
        subject: told.applicationId,
        buyerId: told.buyerId,
        purpose: 'selling',
        applicant: told.applicant,
      }),
    closeOfSeller: (tx: Tx, told: PartyTold<'seller.application_closed'>): Promise<void> =>
      close(tx, told.applicationId, told.outcome === 'approved'),
    async openOfBuyer(tx: Tx, told: PartyTold<'organisation.applied'>): Promise<void> {
      if (told.organisation.kind !== 'buyer' || told.verification === undefined) return
      const { applicationId: subject, organisation, verification: applicant } = told
      await open(tx, { subject, buyerId: organisation.id, purpose: 'verification', applicant })
    },
    closeOfBuyer: (tx: Tx, told: PartyTold<'organisation.application_closed'>): Promise<void> =>
      close(tx, told.applicationId, told.outcome === 'approved'),
  }
}
