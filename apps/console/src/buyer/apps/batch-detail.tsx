import { omitUndefined } from '@loggia/kernel'
import type { SyncBatchDetail } from '@loggia/protocol/console'
import { Button, State, Time, formatCount, useText } from '@loggia/ui'
import { useId, useState } from 'react'
import { useRead } from '../../centre/api.ts'
import { outcomeKinds, toOutcome } from '../../centre/calls/outcome.ts'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { stateTexts } from '../../centre/parts/state-texts.ts'
import { syncTexts } from './sync-texts.ts'
import './apps.css'

const useBatch = (syncBatchId: string, after?: string) =>
  useRead('GET /api/buyer/sync-batches/:syncBatchId', {
    params: { syncBatchId },
    query: omitUndefined({ after }),
  })

/** How the seller answered a batch, what was decided about it, and what is in it. */
export function BatchDetail({ id }: { readonly id: string }) {
  return (
    <Loaded of={useBatch(id)} skeleton={<CardSkeleton rows={3} />}>
      {(of) => (
        <div className="batch">
          <Answer of={of} />
          <Decided of={of} />
          <Items of={of} />
        </div>
      )}
    </Loaded>
  )
}

/** How the seller answered, in a word and in the sentence of the verdict, which has the seller's own message. */
function Answer({ of: { state, verdict, triedAt } }: { readonly of: SyncBatchDetail }) {
  const texts = syncTexts.use().detail
  const outcomes = stateTexts.use().outcome
  const text = useText()
  if (!verdict) return state === 'open' ? <p className="t13 dim">{texts.none}</p> : null
  const outcome = toOutcome(verdict.code)
  return (
    <dl className="kv t13">
      <dt>{texts.answer}</dt>
      <dd>
        <State kind={outcomeKinds[outcome]}>{outcomes[outcome]}</State>
      </dd>
      <dt>{texts.verdict}</dt>
      <dd>{text(verdict.sentence)}</dd>
      {triedAt !== undefined && (
        <>
          <dt>{texts.tried}</dt>
          <dd>
            <Time at={triedAt} precision="second" />
          </dd>
        </>
      )}
    </dl>
  )
}

function Decided({ of: { decidedAt, decidedBy, reason } }: { readonly of: SyncBatchDetail }) {
  const texts = syncTexts.use().detail
  if (decidedAt === undefined) return null
  return (
    <dl className="kv t13">
      <dt>{texts.decided}</dt>
      <dd>
        <Time at={decidedAt} />
      </dd>
      {decidedBy !== undefined && (
        <>
          <dt>{texts.by}</dt>
          <dd>{decidedBy}</dd>
        </>
      )}
      {reason !== undefined && (
        <>
          <dt>{texts.reason}</dt>
          <dd>{reason}</dd>
        </>
      )}
    </dl>
  )
}

function Items({ of }: { readonly of: SyncBatchDetail }) {
  const texts = syncTexts.use().detail
  const id = useId()
  if (of.state === 'confirmed') return <p className="t13 faint">{texts.notKept}</p>
  if (of.itemList.length === 0) return null
  return (
    <div>
      <p className="t12 faint" id={id}>
        {texts.items(formatCount(of.items), of.items)}
      </p>
      <ul className="batch__items" aria-labelledby={id}>
        <ItemLines id={of.id} of={of} atFirst={atFirst} />
      </ul>
    </div>
  )
}

type Portion = Pick<SyncBatchDetail, 'itemList' | 'nextItem'>

/** Of items at first: on a phone each takes a line. */
const atFirst = 12

/** A portion of the items, at first some of them, and after a press the next one. */
function ItemLines(props: { readonly id: string; readonly of: Portion; readonly atFirst?: number }) {
  const texts = syncTexts.use().detail
  const { itemList, nextItem } = props.of
  const [most, setMost] = useState(props.atFirst ?? itemList.length)
  const [isMore, setMore] = useState(false)
  const isCut = most < itemList.length
  return (
    <>
      {itemList.slice(0, most).map(({ key, name }) => (
        <li key={key}>
          {name} <span className="mono faint">{key}</span>
        </li>
      ))}
      {(isCut || (nextItem !== undefined && !isMore)) && (
        <li className="batch__more">
          <Button size="small" onClick={() => (isCut ? setMost(itemList.length) : setMore(true))}>
            {texts.more}
          </Button>
        </li>
      )}
      {nextItem !== undefined && isMore && <NextItems id={props.id} after={nextItem} />}
    </>
  )
}

function NextItems({ id, after }: { readonly id: string; readonly after: string }) {
  const { data, error, isFetching, refetch } = useBatch(id, after)
  const texts = syncTexts.use().detail
  if (data) return <ItemLines id={id} of={data} />
  return (
    <li className="batch__more">
      <Button size="small" disabled={isFetching} onClick={() => void refetch()}>
        {error ? texts.more : texts.loading}
      </Button>
    </li>
  )
}
