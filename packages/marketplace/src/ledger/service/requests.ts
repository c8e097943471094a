import { addMs, drawReference, formatReference, omitUndefined, toId } from '@loggia/kernel'
import type { Id, Money } from '@loggia/kernel'
import type { TransferDetails } from '@loggia/protocol/console'
import { mostFileBytes } from '@loggia/protocol/console/files/kinds'
import type { Calendar } from '../../calendar/index.ts'
import type { Files, KeptFile, readUpload } from '../../files/index.ts'
import { requireBuyer, requireOperator } from '../../parties/index.ts'
import type { Parties } from '../../parties/index.ts'
import { findSetting, notify, record, runInTx, saveSetting } from '../../platform/index.ts'
import type { Db, MemberActor, MemberRequest, Platform, Tx } from '../../platform/index.ts'
import { ledgerProblems } from '../problems.ts'
import {
  computeRequestDue,
  requestSpanMs,
  requireAwaiting,
  requireFitRequest,
  requireRecordable,
} from '../rules.ts'
import { transferDetails } from '../schema.ts'
import type { TopUpRequest, TopUpRequestState } from '../schema.ts'
import * as store from '../store/index.ts'
import type { Asked, ChangeIn } from './changes.ts'
import { describeRequest, endRequest } from './request-ends.ts'

type Context = Platform & {
  readonly calendar: Pick<Calendar, 'getWorkingDays'>
  readonly parties: Pick<Parties, 'getBuyer'>
  readonly files: Pick<Files, 'defineKind' | 'withStored' | 'keep' | 'detach' | 'listOf'>
  readonly changeIn: ChangeIn
}
type Ask = { readonly amount: Money; readonly note?: string | undefined }

export const receiptKind = 'transfer_receipt'
const triesForReference = 5
/** The subject of the history of the account that buyers pay to. */
const detailsSubject = 'transfer_details'

/** Requests of buyers for top-ups by bank transfer, and what operators do with them. */
export function createRequests(context: Context) {
  const { calendar, clock, db, ids, files, parties, changeIn } = context
  files.defineKind(receiptKind, {
    mediaTypes: ['application/pdf', 'image/png', 'image/jpeg'],
    mostBytes: mostFileBytes,
    mostOfSubject: 1,
    rights: { buyer: 'any', operator: 'finance' },
    async readersOf(at, subject) {
      const request = await store.findRequest(at, toId(subject, 'tur'))
      return request ? { buyers: [request.buyerId], operators: true } : {}
    },
  })

  /**
   * A buyer announces a transfer and gets its payment reference. Throws `ledger.request_currency`,
   * `ledger.amount_not_positive`, `ledger.top_up_too_large`, `ledger.too_many_requests`,
   * `ledger.too_many_requests_today`.
   */
  const requestTopUp = (request: MemberRequest, ask: Ask) =>
    runInTx(context, request, (tx) => requestTopUpIn(tx, request.actor, ask))

  async function requestTopUpIn(tx: Tx, actor: MemberActor, { amount, note }: Ask) {
    const buyerId = requireBuyer(actor)
    const askedAt = clock.now()
    await store.waitForTurn(tx, buyerId)
    const dueAt = computeRequestDue(askedAt, await calendar.getWorkingDays(tx))
    requireFitRequest(amount, await store.countRequests(tx, buyerId, addMs(askedAt, -requestSpanMs)))
    const added = await insertReferenced(tx, (reference) =>
      omitUndefined({
        id: ids.next('tur'),
        reference,
        buyerId,
        memberId: actor.memberId,
        amount,
        note,
        state: 'awaiting',
        askedAt,
        dueAt,
      }),
    )
    await record(tx, 'top_up.requested', { subject: buyerId, data: describeRequest(added) })
    const { name: buyer } = await parties.getBuyer(tx, buyerId)
    const data = { ...describeRequest(added), buyer }
    await notify(tx, 'top_up_requested', { kind: 'operator' }, { subject: added.id, data })
    return { requestId: added.id, reference: added.reference }
  }

  /** A reference is random; if it was given before, another one is drawn. */
  async function insertReferenced(tx: Tx, referenced: (reference: string) => TopUpRequest) {
    for (let attempt = 0; attempt < triesForReference; attempt += 1) {
      const request = referenced(drawReference(context.randomBytes))
      if (await store.insertRequest(tx, request)) return request
    }
    throw new Error(`No free payment reference was found in ${triesForReference} draws`)
  }

  /** Locks a request, of this buyer if one is given. */
  async function lockKnown(tx: Tx, id: Id<'tur'>, buyerId?: Id<'byr'>): Promise<TopUpRequest> {
    const request = await store.lockRequest(tx, id)
    if (!request || (buyerId !== undefined && request.buyerId !== buyerId))
      throw ledgerProblems.request_unknown()
    return request
  }

  /** Locks a request that nobody has handled. */
  async function lockAwaiting(tx: Tx, id: Id<'tur'>, buyerId?: Id<'byr'>): Promise<TopUpRequest> {
    const request = await lockKnown(tx, id, buyerId)
    requireAwaiting(request)
    return request
  }

  /** Adds the receipt of the transfer, or replaces it. */
  const addReceipt = (
    actor: MemberActor,
    id: Id<'tur'>,
    upload: ReturnType<typeof readUpload>,
  ): Promise<KeptFile> =>
    files.withStored(receiptKind, upload, (stored) =>
      runInTx(context, { actor }, async (tx) => {
        const owner = requireBuyer(actor)
        const request = await lockAwaiting(tx, id, owner)
        const before = (await files.listOf(tx, [id], receiptKind))(id)
        await files.detach(
          tx,
          before.map((file) => file.id),
          id,
        )
        const kept = await files.keep(tx, stored, { owner, subject: id })
        const data = { ...describeRequest(request), file: kept.name }
        await record(tx, 'top_up.receipt_added', { subject: owner, data })
        return kept
      }),
    )

  const withdrawRequest = (actor: MemberActor, id: Id<'tur'>): Promise<{ state: TopUpRequestState }> =>
    runInTx(context, { actor }, async (tx) => {
      const request = await lockAwaiting(tx, id, requireBuyer(actor))
      await endRequest(tx, request, { state: 'withdrawn', by: actor.memberId })
      return { state: 'withdrawn' }
    })

  /** The transfer did not arrive, or cannot be accepted. */
  const rejectRequest = (actor: MemberActor, id: Id<'tur'>, reason: string) =>
    runInTx(context, { actor }, async (tx): Promise<{ state: TopUpRequestState }> => {
      requireOperator(actor)
      const request = await lockAwaiting(tx, id)
      await endRequest(tx, request, { state: 'rejected', by: actor.memberId, reason })
      return { state: 'rejected' }
    })

  /**
   * R6: an operator records what arrived, which is credited at once, or proposed to another operator if the setting asks
   * for four eyes, also if the request was rejected or withdrawn before. The lock of the request lets only one of them
   * do so.
   */
  const recordArrival = (by: MemberRequest, id: Id<'tur'>, arrived: Ask) =>
    runInTx(context, by, (tx) => recordArrivalIn(tx, by.actor, { id, ...arrived }))

  async function recordArrivalIn(
    tx: Tx,
    actor: MemberActor,
    { id, amount, note }: Ask & { readonly id: Id<'tur'> },
  ): Promise<{ state: TopUpRequestState }> {
    requireOperator(actor)
    const request = await lockKnown(tx, id)
    requireRecordable(request)
    const { buyerId, reference, amount: asked } = request
    if (amount.currency !== asked.currency)
      throw ledgerProblems.request_currency({ currency: asked.currency })
    const reason = [formatReference(reference), note].filter((part) => part !== undefined).join(' · ')
    const ask = { kind: 'top_up', buyerId, amount, reason, requestId: id } as const
    return { state: stateAfter(await changeIn(tx, actor, ask)) }
  }

  const getTransferDetails = async (at: Db = db): Promise<TransferDetails> =>
    (await findSetting(at, transferDetails)) ?? {}

  /** Replaces the account that buyers pay to; the record keeps the one before (R7). The caller has checked the right. */
  async function setTransferDetailsIn(tx: Tx, to: TransferDetails): Promise<TransferDetails> {
    const from = await getTransferDetails(tx)
    await saveSetting(tx, transferDetails, { value: to, clock })
    await record(tx, 'transfer_details.changed', { subject: detailsSubject, data: { from, to } })
    return to
  }

  const setTransferDetails = (actor: MemberActor, to: TransferDetails): Promise<TransferDetails> =>
    runInTx(context, { actor }, async (tx) => {
      requireOperator(actor)
      const from = await getTransferDetails(tx)
      const data = { by: actor.name, from: describeAccount(from), to: describeAccount(to) }
      // Whoever has taken over one session of an owner must not redirect all payments unnoticed.
      // Each change has a message of its own, so that a second change does not hide the first.
      const subject = `${detailsSubject}:${ids.next('msg')}`
      const about = { subject, data: omitUndefined(data) }
      await notify(tx, 'transfer_details_changed', { kind: 'operator' }, about)
      return setTransferDetailsIn(tx, to)
    })

  return {
    requestTopUp,
    requestTopUpIn,
    addReceipt,
    withdrawRequest,
    rejectRequest,
    recordArrival,
    recordArrivalIn,
    getTransferDetails,
    setTransferDetails,
    setTransferDetailsIn,
    /** The receipt of each of these requests. */
    listReceipts: (at: Db, requestIds: readonly Id<'tur'>[]) => files.listOf(at, requestIds, receiptKind),
  }
}

function describeAccount({ account }: TransferDetails) {
  if (!account) return undefined
  const { holder, bank, number } = account
  return { zh: `${holder.zh}，${bank.zh}，${number}`, en: `${holder.en}, ${bank.en}, ${number}` }
}

const stateAfter = ({ state }: Asked): TopUpRequestState => (state === 'posted' ? 'credited' : 'recorded')
