import { toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import { getProduct } from '../catalog/index.ts'
import type { Orders } from '../orders/index.ts'
import { partyProblems, requireOperator } from '../parties/index.ts'
import type { Parties } from '../parties/index.ts'
import { record, runInTx } from '../platform/index.ts'
import type { Db, MemberActor, MemberRequest, Platform, Tx } from '../platform/index.ts'
import type { Tickets } from '../tickets/index.ts'
import { noteProblems } from './problems.ts'
import { decideChange, decideWithdrawal, getKind, getNeed, listActs } from './rules.ts'
import type { NoteReader } from './rules.ts'
import type { Note, NoteSubject, NoteSubjectId, ShownNote } from './schema.ts'
import * as store from './store.ts'

export type Notes = ReturnType<typeof createNotes>

/** Internal notes of operators; nobody else sees them. */
export function createNotes(
  platform: Platform & {
    readonly orders: Pick<Orders, 'get'>
    readonly parties: Pick<
      Parties,
      'getApplication' | 'getBuyer' | 'getOrganisationReview' | 'getSeller' | 'hasRight'
    >
    readonly tickets: Pick<Tickets, 'get'>
  },
) {
  const { clock, db, ids, orders, parties, tickets } = platform

  const hasRight = (actor: MemberActor, need: string | readonly string[], from: Db): Promise<boolean> =>
    parties.hasRight({ kind: 'operator' }, actor, need, from)

  /** Throws `parties.right_missing` if the actor may not open the page of the subject. */
  async function requireRight(actor: MemberActor, subject: NoteSubjectId, from: Db): Promise<void> {
    requireOperator(actor)
    const need = getNeed(subject)
    if (!(await hasRight(actor, need, from)))
      throw partyProblems.right_missing({ right: [need].flat().join(' / ') })
  }

  const exists: Readonly<Record<NoteSubject, (actor: MemberActor, id: NoteSubjectId) => Promise<unknown>>> = {
    sel: (_, id) => parties.getSeller(db, id as Id<'sel'>),
    byr: (_, id) => parties.getBuyer(db, id as Id<'byr'>),
    prd: (_, id) => getProduct(db, id as Id<'prd'>),
    ord: (_, id) => orders.get(db, id as Id<'ord'>),
    sap: (actor, id) => parties.getApplication(actor, id as Id<'sap'>),
    oap: (actor, id) => parties.getOrganisationReview(actor, id as Id<'oap'>),
    tkt: (actor, id) => tickets.get({ actor, as: 'operator' }, id as Id<'tkt'>),
  }

  const readReader = async (actor: MemberActor, from: Db): Promise<NoteReader> => ({
    memberId: actor.memberId,
    isOwner: await hasRight(actor, 'main', from),
    now: clock.now(),
  })

  /** Newest first, and how many there are. Throws `parties.right_missing`. */
  async function list(
    actor: MemberActor,
    subject: NoteSubjectId,
    page: PageRequest,
  ): Promise<Page<ShownNote> & { readonly count: number }> {
    await requireRight(actor, subject, db)
    const reader = await readReader(actor, db)
    const rows = await store.list(db, subject, page)
    const shown = toPage(rows, page.limit, {
      item: ({ note, author }) => ({ note, author, acts: listActs(note, reader) }),
      cursor: ({ note }) => note.id,
    })
    return { ...shown, count: await store.count(db, subject) }
  }

  /** Throws `parties.right_missing`, and what the subject's domain throws if it does not exist. */
  async function write(
    request: MemberRequest,
    { subject, text }: { readonly subject: NoteSubjectId; readonly text: string },
  ): Promise<ShownNote> {
    const { actor } = request
    await requireRight(actor, subject, db)
    await exists[getKind(subject)](actor, subject)
    return runInTx(platform, request, async (tx) => {
      await requireRight(actor, subject, tx)
      const note: Note = {
        id: ids.next('nte'),
        subject,
        text,
        authorId: actor.memberId,
        writtenAt: clock.now(),
      }
      await store.insert(tx, note)
      await record(tx, 'note.written', { subject: note.id, data: { about: subject, text } })
      return present(tx, actor, note)
    })
  }

  const present = async (tx: Tx, actor: MemberActor, note: Note): Promise<ShownNote> => ({
    note,
    author: await store.getAuthor(tx, note.authorId),
    acts: listActs(note, await readReader(actor, tx)),
  })

  async function lock(tx: Tx, actor: MemberActor, id: Id<'nte'>): Promise<Note> {
    const note = await store.lock(tx, id)
    if (!note) throw noteProblems.not_found()
    await requireRight(actor, note.subject, tx)
    return note
  }

  /** Throws `note.not_found`, `note.not_own`, `note.change_over`, `parties.right_missing`. */
  const change = (actor: MemberActor, id: Id<'nte'>, text: string): Promise<ShownNote> =>
    runInTx(platform, { actor }, async (tx) => {
      const before = await lock(tx, actor, id)
      const note = decideChange(before, text, await readReader(actor, tx))
      if (text !== before.text) {
        await store.save(tx, note)
        await record(tx, 'note.changed', { subject: id, data: { about: note.subject, text } })
      }
      return present(tx, actor, text === before.text ? before : note)
    })

  /** Nobody sees it any more but readers of the audit log. Throws `note.not_found`, `note.not_own`, `parties.right_missing`. */
  const withdraw = (actor: MemberActor, id: Id<'nte'>): Promise<void> =>
    runInTx(platform, { actor }, async (tx) => {
      const note = decideWithdrawal(await lock(tx, actor, id), await readReader(actor, tx))
      await store.save(tx, note)
      await record(tx, 'note.withdrawn', { subject: id, data: { about: note.subject } })
    })

  return { list, write, change, withdraw }
}
