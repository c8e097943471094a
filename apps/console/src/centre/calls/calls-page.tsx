import { useMatch, useNavigate } from '@tanstack/react-router'
import { Button, EmptyArch, formatCount } from '@loggia/ui'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useList } from '../api.ts'
import { useHydrated } from '../hydrated.ts'
import { CsvLink } from '../parts/csv-link.tsx'
import { NoRows } from '../parts/no-rows.tsx'
import { Bar, Loaded } from '../parts/loaded.tsx'
import { Lead, Page } from '../parts/page.tsx'
import { SavedFilters } from '../saved-filters/saved-filters.tsx'
import { callTexts } from './texts.ts'
import { partTexts } from '../parts/texts.ts'
import { callLists } from './call-area.ts'
import type { CallArea, ListedCall } from './call-area.ts'
import { CallFilters } from './call-filters.tsx'
import { CallLinks } from './call-links.tsx'
import { CallView } from './call-view.tsx'
import { usePeriodQuery } from './period-query.ts'
import { changeCallSearch, isCallListNarrowed, useCallSearch } from './search.ts'
import type { CallSearchChange } from './search.ts'

const refreshMs = 10_000

type Props = {
  readonly area: CallArea
  /** Shown beside the title: the number of open failures. */
  readonly state?: ReactNode
  /** Shown above the list. */
  readonly band?: ReactNode
}

/** The calls to sellers (R250): the list on the left, the chosen call on the right. */
export function CallsPage({ area, state, band }: Props) {
  const texts = callTexts.use()
  const [isLive, setLive] = useState(true)
  const { calls, query, key } = useCalls(area, isLive)
  const change = useSearchChange(area)
  const chosen = useChosen(area, calls.items, key)
  return (
    <Page
      area={area}
      title={texts.title}
      state={state}
      lead={<Lead>{texts.lead[area]}</Lead>}
      actions={<CsvLink of={`GET /api/${area}/calls.csv`} query={query} />}
    >
      {band}
      <div className="insp">
        <section className="insp__list" aria-label={texts.list}>
          <CallFilters area={area} onChange={change} />
          <SavedFilters />
          <LiveSwitch isLive={isLive} onSwitch={setLive} onResume={() => void calls.refetch()} />
          <Loaded<readonly ListedCall[]>
            of={{ ...calls, data: calls.items as readonly ListedCall[] | undefined }}
            skeleton={<ListSkeleton />}
          >
            {(items) =>
              items.length === 0 ? (
                <NoCalls area={area} />
              ) : (
                <CallLinks area={area} calls={items} chosen={chosen} />
              )
            }
          </Loaded>
          <MoreCalls calls={calls} />
        </section>
        <section className="insp__one" aria-label={texts.parts.label}>
          {chosen === undefined ? (
            <EmptyArch level={2} title={texts.pick.title} text={texts.pick.text} />
          ) : (
            <CallView key={chosen} area={area} callId={chosen} />
          )}
        </section>
      </div>
    </Page>
  )
}

/** A list that moves under a reader can be stopped; it is read at once when it goes on. */
function LiveSwitch(props: { readonly isLive: boolean; onSwitch(isLive: boolean): void; onResume(): void }) {
  const texts = callTexts.use().updates
  const isHydrated = useHydrated()
  const { isLive } = props
  return (
    <div className="insp__count" inert={!isHydrated}>
      <span role="status">{isLive ? texts.on : texts.off}</span>
      <label className="switch">
        <input
          type="checkbox"
          checked={isLive}
          onChange={({ target: { checked } }) => {
            props.onSwitch(checked)
            if (checked) props.onResume()
          }}
        />
        {texts.label}
      </label>
    </div>
  )
}

/** The calls to all sellers. */
export const OperatorCallsPage = () => <CallsPage area="operator" />

/** The list for the address, polled unless the reader has paused it; `key` differs for each list. */
function useCalls(area: CallArea, isLive: boolean) {
  const { orderNumber, instance, activity, result, state, sellerId, ...rest } = useCallSearch(area)
  const { attempt: _, ...time } = rest
  const query = {
    orderNumber,
    instance,
    activity,
    result,
    ...usePeriodQuery(time),
    ...(area === 'operator' && { state, sellerId }),
  }
  const calls = useList<(typeof callLists)[CallArea]>(callLists[area], query, {
    refetchInterval: isLive && refreshMs,
    isPaused: !isLive,
  })
  return { calls, query, key: JSON.stringify(query) }
}

/**
 * The chosen call. Without one in the address it is the first of the list, and it stays chosen when newer ones come in
 * above it.
 */
function useChosen(
  area: CallArea,
  items: readonly { readonly id: string }[] | undefined,
  key: string,
): string | undefined {
  const callId = useMatch({ from: `/${area}/calls/$callId`, shouldThrow: false })?.params.callId
  const kept = useRef<{ readonly key: string; readonly id: string }>(undefined)
  const first = items?.[0]?.id
  if (kept.current?.key !== key) kept.current = first === undefined ? undefined : { key, id: first }
  return callId ?? kept.current?.id
}

function useSearchChange(area: CallArea): (change: CallSearchChange) => void {
  const navigate = useNavigate()
  const search = useCallSearch(area)
  return (change) => void navigate({ to: `/${area}/calls`, search: changeCallSearch(search, change) })
}

function NoCalls({ area }: { readonly area: CallArea }) {
  const texts = callTexts.use().empty
  const navigate = useNavigate()
  const search = useCallSearch(area)
  return (
    <NoRows
      empty={{ title: texts.title, text: texts.text[area] }}
      narrowed={
        isCallListNarrowed(search) && {
          ...texts.filtered,
          onReset: () => void navigate({ to: `/${area}/calls`, search: {} }),
        }
      }
    />
  )
}

function MoreCalls({ calls }: { readonly calls: ReturnType<typeof useCalls>['calls'] }) {
  const texts = partTexts.use()
  const count = calls.items?.length ?? 0
  if (count === 0) return null
  const shown = formatCount(count)
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
