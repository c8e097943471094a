import { getRouteApi, useNavigate, useParams } from '@tanstack/react-router'
import type { CallSummary } from '@loggia/protocol/console'
import { EmptyArch, Icon, countText } from '@loggia/ui'
import { Button } from 'antd'
import { useList } from '../centre/api.ts'
import { callStates } from '../centre/calls/outcome.ts'
import { Filter } from '../centre/parts/fields.tsx'
import { Bar, Loaded } from '../centre/parts/loaded.tsx'
import { Page, ZoneNote } from '../centre/parts/page.tsx'
import type { CallSearch } from '../centre/calls/search.ts'
import { callTexts } from '../centre/text/calls.ts'
import { partTexts } from '../centre/text/parts.ts'
import { stateTexts } from '../centre/text/states.ts'
import { CallView } from './call-view.tsx'
import { CallLinks } from './call-links.tsx'

const route = getRouteApi('/seller/calls')
/** The interfaces of the SaaS protocol that a filter offers; any other can still be reached by a link. */
const activities = ['newInstance', 'queryInstance', 'releaseInstance'] as const

/** Production messages: the list at the left, the chosen call at the right. */
export function CallsPage() {
  const texts = callTexts.use()
  const { state, activity, orderId } = route.useSearch()
  const calls = useList('GET /api/seller/calls', { state, activity, orderId })
  const { callId } = useParams({ strict: false })
  const chosen = callId ?? calls.items?.[0]?.id
  return (
    <Page
      area="seller"
      title={texts.title}
      lead={
        <>
          <span>{texts.lead}</span>
          <ZoneNote />
        </>
      }
    >
      <div className="insp">
        <section className="insp__list" aria-label={texts.list}>
          <Filters calls={calls.items} />
          <Loaded of={{ ...calls, data: calls.items }} skeleton={<ListSkeleton />}>
            {(items) => (items.length === 0 ? <NoCalls /> : <CallLinks calls={items} chosen={chosen} />)}
          </Loaded>
          <MoreCalls calls={calls} />
        </section>
        <section className="insp__one" aria-label={texts.parts.label}>
          {chosen === undefined ? (
            <EmptyArch level={2} title={texts.pick.title} text={texts.pick.text} />
          ) : (
            <CallView key={chosen} callId={chosen} />
          )}
        </section>
      </div>
    </Page>
  )
}

function useSearchChange(): (
  change: Partial<Record<keyof CallSearch, CallSearch[keyof CallSearch] | undefined>>,
) => void {
  const navigate = useNavigate()
  const search = route.useSearch()
  return (change) => {
    const next = Object.fromEntries(
      Object.entries({ ...search, attempt: undefined, ...change }).filter(([, value]) => value !== undefined),
    )
    void navigate({ to: '/seller/calls', search: next })
  }
}

function Filters({ calls }: { readonly calls: readonly CallSummary[] | undefined }) {
  const texts = callTexts.use().filters
  const states = stateTexts.use().call
  const { state, activity, orderId } = route.useSearch()
  const change = useSearchChange()
  const number = calls?.find(({ order }) => order?.id === orderId)?.order?.number
  return (
    <div className="insp__filters insp__filters--two">
      <Filter
        label={texts.activity}
        any={texts.anyActivity}
        value={activity}
        options={[...new Set([...activities, ...(activity === undefined ? [] : [activity])])].map((name) => [
          name,
          name,
        ])}
        onChoose={(value) => change({ activity: value })}
      />
      <Filter
        label={texts.state}
        any={texts.anyState}
        value={state}
        options={callStates.map((name) => [name, states[name]])}
        onChoose={(value) => change({ state: value })}
      />
      {orderId !== undefined && (
        <button className="chip chip--on" type="button" onClick={() => change({ orderId: undefined })}>
          {number === undefined ? texts.ofOneOrder : texts.order(number)}
          <Icon name="x" />
          <span className="sr">{texts.clear}</span>
        </button>
      )}
    </div>
  )
}

function NoCalls() {
  const texts = callTexts.use().empty
  const change = useSearchChange()
  const { state, activity, orderId } = route.useSearch()
  if (state === undefined && activity === undefined && orderId === undefined)
    return <EmptyArch level={2} title={texts.title} text={texts.text} />
  return (
    <EmptyArch
      level={2}
      title={texts.filtered.title}
      text={texts.filtered.text}
      action={
        <Button onClick={() => change({ state: undefined, activity: undefined, orderId: undefined })}>
          {texts.filtered.action}
        </Button>
      }
    />
  )
}

function MoreCalls({ calls }: { readonly calls: ReturnType<typeof useList<'GET /api/seller/calls'>> }) {
  const texts = partTexts.use()
  const count = calls.items?.length ?? 0
  if (count === 0) return null
  const shown = countText(count)
  return (
    <div className="insp__count insp__count--foot">
      <span className="num">{calls.hasNextPage ? texts.shown(shown) : texts.shownAll(shown)}</span>
      {calls.hasNextPage && (
        <Button size="small" disabled={calls.isFetchingNextPage} onClick={() => void calls.fetchNextPage()}>
          {calls.isFetchingNextPage ? texts.loadingMore : texts.more}
        </Button>
      )}
    </div>
  )
}

const ListSkeleton = () => (
  <div className="card__body stack skgap">
    {[0, 1, 2, 3, 4, 5].map((row) => (
      <Bar key={row} width={`${80 - row * 6}%`} height={16} />
    ))}
  </div>
)
