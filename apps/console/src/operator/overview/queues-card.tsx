import { fromIso } from '@loggia/kernel'
import type { Queue } from '@loggia/protocol/console'
import { Button, EmptyArch, ShareBar, formatCount, formatWholeSpan, useLanguage, useText } from '@loggia/ui'
import { useNavigate } from '@tanstack/react-router'
import { useId } from 'react'
import { useChange, useRead } from '../../centre/api.ts'
import { useNow } from '../../centre/frame.ts'
import { formatCounted } from '../../centre/parts/counted.ts'
import { useRefusalToast } from '../../centre/parts/dialog.tsx'
import { Rows } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { staleHolds } from './hold-acts.tsx'
import { ToDoLink, toPlace } from './to-do-card.tsx'
import { toDoTexts } from './to-do-texts.ts'

const refreshMs = 30_000
const key = 'GET /api/operator/queues'

/** The queues of the reader; nothing for an operator who may decide nothing. */
export function useQueues() {
  const mayAsk = useMayAsk(key, ['reviewer', 'finance', 'appeals'])
  return { mayAsk, ...useRead(key, {}, { enabled: mayAsk, refetchInterval: refreshMs }) }
}

/** What waits in each queue, by when the next has to be decided, and who has taken something up. */
export function QueuesCard() {
  const texts = toDoTexts.use().queues
  const { mayAsk, ...queues } = useQueues()
  const id = useId()
  const columns = useColumns()
  if (!mayAsk) return null
  return (
    <Loaded of={queues} skeleton={<CardSkeleton rows={4} />}>
      {({ items }) => (
        <Card
          id={id}
          title={texts.title}
          beside={<span className="t13 faint">{texts.lead}</span>}
          end={<NextOf queues={items} />}
          bare
        >
          {items.length === 0 ? (
            <EmptyArch title={texts.empty.title} text={texts.empty.text} />
          ) : (
            <Rows items={items} columns={columns} rowKey={({ kind }) => kind} />
          )}
        </Card>
      )}
    </Loaded>
  )
}

function NextOf({ queues }: { readonly queues: readonly Queue[] }) {
  const [first] = queues.filter(({ nextFree }) => nextFree).toSorted((a, b) => compareUrgency(a, b))
  return first && <Next of={first} />
}

/** The earliest due first, then what has no due time, oldest first. */
function compareUrgency({ nextFree: one }: Queue, { nextFree: other }: Queue): number {
  const [due, otherDue] = [one?.dueAt, other?.dueAt]
  if (due !== undefined && otherDue !== undefined) return fromIso(due) - fromIso(otherDue)
  if (due !== undefined || otherDue !== undefined) return due === undefined ? 1 : -1
  return fromIso(one?.askedAt ?? '') - fromIso(other?.askedAt ?? '')
}

/** Opens the most urgent thing that nobody else works on, and takes it up unless its page does that. */
function Next({ of: { kind, nextFree } }: { readonly of: Queue }) {
  const texts = toDoTexts.use().queues
  const tellRefusal = useRefusalToast()
  const navigate = useNavigate()
  const takeUp = useChange('POST /api/operator/to-do/:kind/:id/taking-up', staleHolds)
  if (!nextFree) return null
  const of = { kind, id: nextFree.id }
  if (!nextFree.acts.includes('take_up'))
    return (
      <ToDoLink of={of} className="btn btn--sm btn--primary">
        {texts.takeNext}
      </ToDoLink>
    )
  const open = () => void navigate(toPlace(of))
  return (
    <Button
      size="small"
      variant="primary"
      disabled={takeUp.isPending}
      onClick={() => takeUp.mutate({ params: of }, { onSuccess: open, onError: tellRefusal })}
    >
      {texts.takeNext}
    </Button>
  )
}

function useColumns(): readonly Column<Queue>[] {
  const { kinds, queues } = toDoTexts.use()
  const text = useText()
  const { columns } = queues
  return [
    { key: 'queue', title: columns.queue, head: true, render: ({ kind }) => kinds[kind] },
    {
      key: 'waiting',
      title: columns.waiting,
      end: true,
      phone: 'beside',
      render: ({ waiting, late }) => (
        <span className="num nowrap">
          {late > 0 && <span className="c-bad">{queues.late(formatCount(late))} </span>}
          <b>{formatCounted(waiting)}</b>
        </span>
      ),
    },
    {
      key: 'next',
      title: columns.next,
      phone: 'below',
      render: ({ kind, next }) => <ToDoLink of={{ kind, id: next.id }}>{text(next.name)}</ToDoLink>,
    },
    {
      key: 'clock',
      title: columns.clock,
      phone: 'end',
      render: ({ next: { askedAt, dueAt }, workingDaysLeft = 0 }) =>
        dueAt === undefined ? (
          <span className="faint">–</span>
        ) : (
          <Clock askedAt={askedAt} dueAt={dueAt} workingDaysLeft={workingDaysLeft} />
        ),
    },
    { key: 'holders', title: columns.holder, render: (one) => <Holders of={one} /> },
  ]
}

function Holders({ of: { holders } }: { readonly of: Queue }) {
  const { nobody } = toDoTexts.use().queues
  const list = new Intl.ListFormat(useLanguage(), { type: 'conjunction' })
  return holders.length === 0 ? <span className="c-warn">{nobody}</span> : list.format(holders)
}

/** How much of the time has passed, and what is left of it, in working days while there is one. */
function Clock(props: {
  readonly askedAt: string
  readonly dueAt: string
  readonly workingDaysLeft: number
}) {
  const texts = toDoTexts.use().queues
  const language = useLanguage()
  const now = useNow()()
  const [asked, due] = [fromIso(props.askedAt), fromIso(props.dueAt)]
  const isLate = due <= now
  const left =
    props.workingDaysLeft > 0
      ? texts.daysLeft(props.workingDaysLeft)
      : texts.left(formatWholeSpan(Math.abs(due - now), language))
  return (
    <span className="sla">
      <ShareBar part={Math.min(now, due) - asked} whole={due - asked} look={isLate ? 'bad' : 'accent'} />
      {isLate ? (
        <b className="c-bad">{texts.over(formatWholeSpan(now - due, language))}</b>
      ) : (
        <span className={props.workingDaysLeft === 0 ? 'c-warn' : undefined}>{left}</span>
      )}
    </span>
  )
}
