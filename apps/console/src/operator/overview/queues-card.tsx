import { fromIso } from '@loggia/kernel'
import type { Queue } from '@loggia/protocol/console'
import { EmptyArch, ShareBar, formatCount, formatSpan, useLanguage, useText } from '@loggia/ui'
import { useId } from 'react'
import { useRead } from '../../centre/api.ts'
import { useNow } from '../../centre/frame.ts'
import { formatCounted } from '../../centre/parts/counted.ts'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { ToDoLink } from './to-do-card.tsx'
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
  if (!mayAsk) return null
  return (
    <Loaded of={queues} skeleton={<CardSkeleton rows={4} />}>
      {({ items }) => (
        <Card
          id={id}
          title={texts.title}
          beside={<span className="t13 faint">{texts.lead}</span>}
          end={items[0] && <Next of={items[0]} />}
          bare
        >
          {items.length === 0 ? (
            <EmptyArch title={texts.empty.title} text={texts.empty.text} />
          ) : (
            <Table of={items} />
          )}
        </Card>
      )}
    </Loaded>
  )
}

function Next({ of: { kind, next } }: { readonly of: Queue }) {
  const texts = toDoTexts.use().queues
  return (
    <ToDoLink of={{ kind, id: next.id }} className="btn btn--sm btn--primary">
      {texts.takeNext}
    </ToDoLink>
  )
}

function Table({ of }: { readonly of: readonly Queue[] }) {
  const texts = toDoTexts.use()
  const text = useText()
  const { columns } = texts.queues
  return (
    <div className="scroll-x">
      <table className="table compact">
        <thead>
          <tr>
            <th scope="col">{columns.queue}</th>
            <th scope="col" className="n">
              {columns.waiting}
            </th>
            <th scope="col">{columns.next}</th>
            <th scope="col">{columns.clock}</th>
            <th scope="col">{columns.holder}</th>
          </tr>
        </thead>
        <tbody>
          {of.map(({ kind, waiting, late, next, workingDaysLeft, holders }) => (
            <tr key={kind}>
              <td className="strong nowrap">{texts.kinds[kind]}</td>
              <td className="n num nowrap">
                {late > 0 && <span className="c-bad">{texts.queues.late(formatCount(late))} </span>}
                <b>{formatCounted(waiting)}</b>
              </td>
              <td>
                <ToDoLink of={{ kind, id: next.id }}>{text(next.name)}</ToDoLink>
              </td>
              <td>
                {next.dueAt === undefined ? (
                  <span className="faint">–</span>
                ) : (
                  <Clock askedAt={next.askedAt} dueAt={next.dueAt} workingDaysLeft={workingDaysLeft ?? 0} />
                )}
              </td>
              <td>
                {holders.length === 0 ? (
                  <span className="c-warn">{texts.queues.nobody}</span>
                ) : (
                  holders.join('、')
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
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
      : texts.left(formatSpan(Math.abs(due - now), language))
  return (
    <span className="sla">
      <ShareBar part={Math.min(now, due) - asked} whole={due - asked} look={isLate ? 'bad' : 'accent'} />
      {isLate ? (
        <b className="c-bad">{texts.over(formatSpan(now - due, language))}</b>
      ) : (
        <span className={props.workingDaysLeft === 0 ? 'c-warn' : undefined}>{left}</span>
      )}
    </span>
  )
}
