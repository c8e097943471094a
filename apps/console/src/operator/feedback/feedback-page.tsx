import type { ModeratedText } from '@loggia/protocol/console'
import { feedbackKinds, feedbackLimits, moderationLists } from '@loggia/protocol/console/feedback/kinds'
import { Button, formatCount, useToast } from '@loggia/ui'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useChange, useList } from '../../centre/api.ts'
import { feedbackWords } from '../../centre/feedback/texts.ts'
import { useRefusalToast } from '../../centre/parts/dialog.tsx'
import { Filter } from '../../centre/parts/fields.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { More } from '../../centre/parts/listing.tsx'
import { NoRows } from '../../centre/parts/no-rows.tsx'
import { Lead, Page } from '../../centre/parts/page.tsx'
import { changeSearch } from '../../centre/routing/search.ts'
import type { FeedbackSearch, FeedbackSearchChange } from './feedback-search.ts'
import { ModeratedItem } from './moderated-item.tsx'
import { RefusalDialog } from './refusal-dialog.tsx'
import { moderationTexts } from './texts.ts'
import '../operator.css'
import '../../centre/feedback/feedback.css'

const route = getRouteApi('/operator/feedback')
const stale = ['GET /api/operator/feedback', 'GET /api/operator/overview'] as const

/** R286: what buyers and sellers wrote, for operators to publish, refuse or hide. */
export function FeedbackPage() {
  const texts = moderationTexts.use()
  const search = route.useSearch()
  const navigate = useNavigate()
  const list = useList('GET /api/operator/feedback', { ...search })
  const [refused, setRefused] = useState<ModeratedText>()
  const change = (to: FeedbackSearchChange) =>
    void navigate({ to: '/operator/feedback', search: changeSearch(search, to) })
  return (
    <Page area="operator" title={texts.title} lead={<Lead>{texts.lead}</Lead>}>
      <Filters search={search} onChange={change} />
      <Loaded of={{ ...list, data: list.items }} skeleton={<CardSkeleton rows={6} />}>
        {(items) => (
          <div className="card">
            {items.length === 0 ? (
              <NoRows empty={search.show === undefined ? texts.empty.open : texts.empty.other} />
            ) : (
              <>
                <Moderated key={JSON.stringify(search)} items={items} onRefuse={setRefused} />
                <More of={list} count={items.length} />
              </>
            )}
          </div>
        )}
      </Loaded>
      {refused && <RefusalDialog of={refused} onClose={() => setRefused(undefined)} />}
    </Page>
  )
}

function Filters(props: { readonly search: FeedbackSearch; onChange(change: FeedbackSearchChange): void }) {
  const texts = moderationTexts.use()
  const { kinds, kind, anyKind } = feedbackWords.use()
  const { search, onChange } = props
  const others = moderationLists.filter((name) => name !== 'open')
  return (
    <div className="filters filters--wrap" role="group" aria-label={texts.filters}>
      <Filter
        label={texts.show}
        any={texts.shows.open}
        value={search.show === 'open' ? undefined : search.show}
        options={others.map((name) => [name, texts.shows[name]])}
        onChoose={(show) => onChange({ show })}
      />
      <Filter
        label={kind}
        any={anyKind}
        value={search.kind}
        options={feedbackKinds.map((name) => [name, kinds[name]])}
        onChoose={(chosen) => onChange({ kind: chosen })}
      />
    </div>
  )
}

function Moderated(props: { readonly items: readonly ModeratedText[]; onRefuse(of: ModeratedText): void }) {
  const texts = moderationTexts.use()
  const toast = useToast()
  const tellRefusal = useRefusalToast()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const change = useChange('POST /api/operator/feedback/publication', stale)
  const open = props.items.filter(({ waitsSince }) => waitsSince !== undefined)
  const picked = open.filter(({ id }) => chosen.has(id))
  const publish = (all: readonly ModeratedText[]) =>
    change.mutate(
      { body: { textIds: all.map(({ id }) => id) } },
      {
        onSuccess: ({ published }) => {
          setChosen(new Set())
          const isKept = all.every(({ state }) => state === 'published')
          toast.success(isKept ? texts.kept : texts.published(formatCount(published)))
        },
        onError: tellRefusal,
      },
    )
  const onChoose = (id: string, isChosen: boolean) =>
    setChosen((before) => new Set(isChosen ? [...before, id] : [...before].filter((one) => one !== id)))
  return (
    <>
      {open.length > 1 && (
        <label className="check fb__all">
          <input
            type="checkbox"
            checked={picked.length === open.length}
            onChange={(event) => setChosen(new Set(event.target.checked ? open.map(({ id }) => id) : []))}
          />
          <span>{texts.chooseAll}</span>
        </label>
      )}
      {picked.length > 0 && (
        <Selection
          count={picked.length}
          isBusy={change.isPending}
          onPublish={() => publish(picked)}
          onClear={() => setChosen(new Set())}
        />
      )}
      <div className="fb__list">
        {props.items.map((item) => (
          <ModeratedItem
            key={item.id}
            of={item}
            chosen={item.waitsSince === undefined ? undefined : chosen.has(item.id)}
            isBusy={change.isPending}
            onChoose={(isChosen) => onChoose(item.id, isChosen)}
            onPublish={() => publish([item])}
            onRefuse={() => props.onRefuse(item)}
          />
        ))}
      </div>
    </>
  )
}

function Selection(props: {
  readonly count: number
  readonly isBusy: boolean
  onPublish(): void
  onClear(): void
}) {
  const texts = moderationTexts.use().selection
  const isTooMany = props.count > feedbackLimits.selected
  return (
    <div className="selbar" role="status">
      <b>{texts.count(formatCount(props.count))}</b>
      {isTooMany && <span>{texts.most(formatCount(feedbackLimits.selected))}</span>}
      <span className="grow" />
      <Button
        size="small"
        variant="primary"
        disabled={isTooMany || props.isBusy}
        aria-busy={props.isBusy}
        onClick={props.onPublish}
      >
        {props.isBusy ? texts.busy : texts.publish(formatCount(props.count))}
      </Button>
      <Button size="small" variant="plain" onClick={props.onClear}>
        {texts.clear}
      </Button>
    </div>
  )
}
