import { countWorkingDays, createMoney, fromIso, omitUndefined, toPage } from '@loggia/kernel'
import type { Id, Instant, Page, PageRequest } from '@loggia/kernel'
import { isGranted } from '@loggia/protocol/console'
import type { Queue, ToDo, ToDoKind } from '@loggia/protocol/console'
import { isHeldOnItsPage } from '@loggia/protocol/console/views/kinds'
import type { HoldAct } from '@loggia/protocol/console/views/kinds'
import type { Calendar } from '../../calendar/index.ts'
import { holdProblems } from '../../holds/index.ts'
import type { HoldAsk, Holds } from '../../holds/index.ts'
import type { Parties } from '../../parties/index.ts'
import { toWireMoney, toWireTime } from '../../platform/index.ts'
import type { MemberActor, Platform } from '../../platform/index.ts'
import type { Supervisions } from '../../supervision/index.ts'
import { viewProblems } from '../problems.ts'
import { countedTo } from '../rules.ts'
import * as store from '../store/index.ts'

type ToDoContext = Platform & {
  readonly calendar: Pick<Calendar, 'getWorkingDays'>
  readonly holds: Holds
  readonly parties: Pick<Parties, 'listMembers' | 'listMembersAmong'>
  readonly supervisions: Pick<Supervisions, 'listToDecide'>
}
type Operators = Awaited<ReturnType<Parties['listMembers']>>['items']
/** The queues that an operator may decide in, and `own`: that operator alone, or nobody. */
type Mine = {
  readonly own: Operators
  readonly mine: readonly store.Queue[]
  readonly isSupervising: boolean
}

const mostOperators = 1000

/** What waits for operators, and who works on it. */
export function createToDoViews(context: ToDoContext) {
  const { calendar, clock, db, parties } = context
  const readOperators = async (): Promise<Operators> =>
    (await parties.listMembers({ kind: 'operator' }, { limit: mostOperators })).items
  // Pages ask every half minute, so a list reads only the operators that its rows name.
  const readAmong = (ids: readonly Id<'mbr'>[]): Promise<Operators> =>
    parties.listMembersAmong({ kind: 'operator' }, ids)

  async function listMine(actor: MemberActor): Promise<Mine> {
    const own = await readAmong([actor.memberId])
    const may = (right: string) => own.some(({ enabled, rights }) => enabled && isGranted(rights, right))
    return {
      own,
      mine: store.queues.filter((queue) => may(rightOf(queue))),
      isSupervising: may('appeals'),
    }
  }

  async function listWaiting(
    actor: MemberActor,
    { limit, skipped }: { readonly limit: number; readonly skipped: number },
  ): Promise<ToDo[]> {
    const { own, mine, isSupervising } = await listMine(actor)
    const supervised = isSupervising ? await context.supervisions.listToDecide(skipped + limit + 1) : []
    const rows = await store.listToDo(db, mine, { limit, skipped, supervised })
    const others = new Set(rows.flatMap(({ holder_id: id }) => (id === actor.memberId ? [] : (id ?? []))))
    const operators = others.size === 0 ? own : [...own, ...(await readAmong([...others]))]
    return rows.map((row) => presentToDo(row, { actor, operators }))
  }

  /**
   * What waits for a decision that this operator may make (R6), the most urgent first. The cursor is a number of rows:
   * what waits has two orders, and is not so much that counting them would matter. Throws `views.cursor_malformed`.
   */
  async function listToDo(actor: MemberActor, { limit, after = '0' }: PageRequest): Promise<Page<ToDo>> {
    if (!/^\d{1,6}$/.test(after)) throw viewProblems.cursor_malformed()
    const skipped = Number(after)
    const rows = await listWaiting(actor, { limit, skipped })
    return toPage(rows, limit, { item: (row) => row, cursor: () => String(skipped + limit) })
  }

  /**
   * The same by kind, the most urgent first, and what other operators handed over to this one; what is behind the first
   * thousand is not counted.
   */
  async function listQueues(
    actor: MemberActor,
  ): Promise<{ readonly items: Queue[]; readonly handedOver: ToDo[] }> {
    const all = (await listWaiting(actor, { limit: countedTo, skipped: 0 })).slice(0, countedTo)
    const workingDays = await calendar.getWorkingDays(db)
    const now = clock.now()
    const items = [...Map.groupBy(all, ({ kind }) => kind)].flatMap(([kind, of]) => {
      const [first] = of
      if (!first) return []
      const { id, name, askedAt, dueAt } = first
      const free = of.find((one) => isFree(one, actor, now))
      return omitUndefined({
        kind,
        waiting: of.length,
        late: of.filter((one) => one.dueAt !== undefined && fromIso(one.dueAt) < now).length,
        next: omitUndefined({ id, name, askedAt, dueAt }),
        nextFree:
          free && omitUndefined({ id: free.id, acts: free.acts, askedAt: free.askedAt, dueAt: free.dueAt }),
        workingDaysLeft: dueAt === undefined ? undefined : countWorkingDays(now, fromIso(dueAt), workingDays),
        holders: [...new Set(of.flatMap(({ holder }) => holder?.name ?? []))],
      })
    })
    return { items, handedOver: all.filter((one) => one.handedBy && one.holder?.id === actor.memberId) }
  }

  return { listToDo, listQueues, ...createHolding(context, { listMine, readOperators }) }
}

/**
 * Whether the operator may work on it: it is theirs already, to be taken up, or taken up on its page. What others have
 * taken up on its page cannot be handed over, so it is offered to all once it is late.
 */
function isFree({ kind, holder, acts, dueAt }: ToDo, { memberId }: MemberActor, now: Instant): boolean {
  if (!holder) return acts.includes('take_up') || isHeldOnItsPage(kind)
  return holder.id === memberId || (isHeldOnItsPage(kind) && dueAt !== undefined && fromIso(dueAt) < now)
}

/** What operators do about who works on what. */
function createHolding(
  { db, holds, supervisions }: ToDoContext,
  {
    listMine,
    readOperators,
  }: {
    listMine(actor: MemberActor): Promise<Mine>
    readOperators(): Promise<Operators>
  },
) {
  /** Throws `hold.nothing_waits`, also for what the actor may not decide, and `hold.on_its_page`. */
  async function getAsk(actor: MemberActor, of: Pick<ToDo, 'kind' | 'id'>): Promise<HoldAsk> {
    if (isHeldOnItsPage(of.kind)) throw holdProblems.on_its_page()
    const { mine, isSupervising } = await listMine(actor)
    const supervised = isSupervising ? await supervisions.listToDecide(countedTo) : []
    const found = await store.findToDo(db, mine, { ...of, supervised })
    if (!found) throw holdProblems.nothing_waits()
    const operators = await readOperators()
    return {
      waiting: { ...of, askedAt: found.asked_at },
      fit: new Map(listFit(operators, found).map(({ id, name }) => [id, name])),
      isOwner: isOwner(operators, actor),
    }
  }

  return {
    /** The operators who may decide things of this kind, by name; nobody for a reader who may not decide them. */
    async listFitOperators(actor: MemberActor, kind: ToDoKind) {
      const fit = listFit(await readOperators(), { kind, proposed_by: null })
      if (!fit.some(({ id }) => id === actor.memberId)) return []
      return fit
        .map(({ id, name }) => ({ id, name }))
        .toSorted((one, other) => one.name.localeCompare(other.name))
    },
    /** Throws `hold.taken`, `hold.nothing_waits`, `hold.on_its_page`. */
    takeUp: async (actor: MemberActor, of: Pick<ToDo, 'kind' | 'id'>) =>
      holds.takeUp(actor, await getAsk(actor, of)),
    /** Throws `hold.not_held`, `hold.unfit`, `hold.nothing_waits`, `hold.on_its_page`. */
    handOver: async (actor: MemberActor, of: Pick<ToDo, 'kind' | 'id'>, to: Id<'mbr'>) =>
      holds.handOver(actor, await getAsk(actor, of), to),
    /** Throws `hold.not_held`, `hold.nothing_waits`, `hold.on_its_page`. */
    handBack: async (actor: MemberActor, of: Pick<ToDo, 'kind' | 'id'>) =>
      holds.handBack(actor, await getAsk(actor, of)),
  }
}

const rightOf = (queue: store.Queue) =>
  queue === 'balance_changes' || queue === 'top_up_requests'
    ? 'finance'
    : queue === 'tickets'
      ? 'appeals'
      : 'reviewer'

const rightOfKind = (kind: ToDoKind) => {
  if (kind === 'balance_change' || kind === 'top_up_request') return 'finance'
  return kind === 'ticket' || kind === 'appeal' || kind === 'recheck' ? 'appeals' : 'reviewer'
}
/** Who may decide it: whoever proposed it may not (R6). */
const listFit = (operators: Operators, of: Pick<store.ToDoRow, 'kind' | 'proposed_by'>): Operators =>
  operators.filter(
    ({ id, enabled, rights }) => enabled && isGranted(rights, rightOfKind(of.kind)) && id !== of.proposed_by,
  )
const isOwner = (operators: Operators, { memberId }: MemberActor): boolean =>
  operators.some(({ id, enabled, rights }) => id === memberId && enabled && rights.main)

type Reader = { readonly actor: MemberActor; readonly operators: Operators }

function listHoldActs(
  { kind, proposed_by }: store.ToDoRow,
  holder: Id<'mbr'> | undefined,
  { actor, operators }: Reader,
): HoldAct[] {
  if (isHeldOnItsPage(kind)) return []
  if (holder === undefined) return proposed_by === actor.memberId ? [] : ['take_up']
  return holder === actor.memberId || isOwner(operators, actor) ? ['hand_over', 'hand_back'] : []
}

function presentToDo(row: store.ToDoRow, reader: Reader): ToDo {
  const held = listFit(reader.operators, row).find(({ id }) => id === row.holder_id)
  return omitUndefined({
    kind: row.kind,
    id: row.id,
    name: { zh: row.name_zh, en: row.name_en },
    about: row.about_zh === null ? undefined : { zh: row.about_zh, en: row.about_en ?? row.about_zh },
    amount:
      row.amount_minor === null || row.currency === null
        ? undefined
        : toWireMoney(createMoney(row.amount_minor, row.currency)),
    askedAt: toWireTime(row.asked_at),
    dueAt: row.due_at === null ? undefined : toWireTime(row.due_at),
    holder: held && { id: held.id, name: held.name },
    handedBy:
      held && row.handed_by !== null && row.handed_by_name !== null
        ? { id: row.handed_by, name: row.handed_by_name }
        : undefined,
    acts: listHoldActs(row, held?.id, reader),
  })
}
