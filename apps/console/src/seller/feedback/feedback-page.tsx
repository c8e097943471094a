import type { KeptText, SellerFeedback } from '@loggia/protocol/console'
import { feedbackKinds } from '@loggia/protocol/console/feedback/kinds'
import { Button, Time, formatCount, useText } from '@loggia/ui'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useList } from '../../centre/api.ts'
import { FeedbackStanding, StarCount, Written } from '../../centre/feedback/feedback-text.tsx'
import { feedbackWords } from '../../centre/feedback/texts.ts'
import { Waited } from '../../centre/feedback/waited.tsx'
import { Filter } from '../../centre/parts/fields.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { More } from '../../centre/parts/listing.tsx'
import { NoRows } from '../../centre/parts/no-rows.tsx'
import { Lead, Page } from '../../centre/parts/page.tsx'
import { changeSearch } from '../../centre/routing/search.ts'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { paths } from '../../storefront/links.ts'
import { AnswerDialog, ReportDialog } from './dialogs.tsx'
import type { FeedbackSearch, FeedbackSearchChange } from './feedback-search.ts'
import { sellerFeedbackTexts } from './texts.ts'
import '../../centre/feedback/feedback.css'
import '../../centre/parts/filters.css'

const route = getRouteApi('/seller/feedback')
type Act = { readonly kind: 'answer' | 'report'; readonly of: SellerFeedback }

/** R286: what buyers have published about the seller's products, what waits for an answer first. */
export function FeedbackPage() {
  const texts = sellerFeedbackTexts.use()
  const search = route.useSearch()
  const navigate = useNavigate()
  const list = useList('GET /api/seller/feedback', { ...search })
  const mayWrite = useMayAsk('PUT /api/seller/feedback/:feedbackId/answer', 'products:write')
  const [act, setAct] = useState<Act>()
  const close = () => setAct(undefined)
  const change = (to: FeedbackSearchChange) =>
    void navigate({ to: '/seller/feedback', search: changeSearch(search, to) })
  const isAnswered = search.show === 'answered'
  const unanswered = list.data?.pages[0]?.unanswered ?? 0
  return (
    <Page area="seller" title={texts.title} lead={<Lead>{texts.lead}</Lead>}>
      <Filters search={search} onChange={change} />
      <Loaded of={{ ...list, data: list.items }} skeleton={<CardSkeleton rows={6} />}>
        {(items) => (
          <div className="card">
            {items.length === 0 ? (
              <NoRows empty={isAnswered ? texts.empty.answered : texts.empty.unanswered} />
            ) : (
              <>
                {!isAnswered && <p className="fb__all t13 dim">{texts.waiting(formatCount(unanswered))}</p>}
                <div className="fb__list">
                  {items.map((item) => (
                    <Item key={item.id} of={item} onAct={mayWrite ? setAct : undefined} />
                  ))}
                </div>
                <More of={list} count={items.length} />
              </>
            )}
          </div>
        )}
      </Loaded>
      {act?.kind === 'answer' && <AnswerDialog of={act.of} onClose={close} />}
      {act?.kind === 'report' && <ReportDialog of={act.of} onClose={close} />}
    </Page>
  )
}

function Filters(props: { readonly search: FeedbackSearch; onChange(change: FeedbackSearchChange): void }) {
  const texts = sellerFeedbackTexts.use()
  const { kinds, kind, anyKind } = feedbackWords.use()
  const { search, onChange } = props
  return (
    <div className="filters" role="group" aria-label={texts.filters}>
      <Filter
        label={texts.show}
        any={texts.shows.unanswered}
        value={search.show === 'answered' ? search.show : undefined}
        options={[['answered', texts.shows.answered]]}
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

function Item({
  of,
  onAct,
}: {
  readonly of: SellerFeedback
  readonly onAct: ((act: Act) => void) | undefined
}) {
  const texts = sellerFeedbackTexts.use()
  const words = feedbackWords.use()
  const text = useText()
  const { id, kind, product, stars, specification, answer, publishedAnswer, answeredAt, reportedAt } = of
  const name = `${text(product.name)}, ${of.text?.slice(0, 24) ?? id.slice(-6)}`
  const act = answer && answer.state !== 'withdrawn' ? texts.changeAnswer : texts.answer
  return (
    <article className="fb">
      <header className="fb__head">
        <b>{words.kinds[kind]}</b>
        {stars !== undefined && <StarCount of={stars} />}
        <a href={`${paths.product(product.id)}#${kind === 'rating' ? 'reviews' : 'questions'}`}>
          {text(product.name)}
        </a>
        <span>{text(of.author)}</span>
        {specification && <span>{texts.bought(text(specification))}</span>}
        {of.demo && <span className="tag">{words.demo}</span>}
        {reportedAt !== undefined && (
          <span className="tag tag--warn">
            {texts.reportedAt} <Time at={reportedAt} precision="day" />
          </span>
        )}
        {answeredAt === undefined ? (
          <Waited since={of.at} text={texts.waited} />
        ) : (
          <span className="fb__wait t13 faint">
            <Time at={of.at} />
          </span>
        )}
      </header>
      <Written of={of} />
      {answer && answer.state !== 'withdrawn' && <Answer title={texts.yourAnswer} of={answer} />}
      {publishedAnswer && <Answer title={texts.publicAnswer} of={publishedAnswer} />}
      {onAct && (
        <div className="fb__acts">
          <Button size="small" aria-label={texts.of(act, name)} onClick={() => onAct({ kind: 'answer', of })}>
            {act}
          </Button>
          {kind === 'rating' && reportedAt === undefined && (
            <Button
              size="small"
              variant="plain"
              aria-label={texts.of(texts.report, name)}
              onClick={() => onAct({ kind: 'report', of })}
            >
              {texts.report}
            </Button>
          )}
        </div>
      )}
    </article>
  )
}

function Answer({ title, of }: { readonly title: string; readonly of: KeptText }) {
  const { reason } = feedbackWords.use()
  return (
    <div className="fb__other">
      <span className="fb__head">
        {title} <FeedbackStanding of={of.state} /> <Time at={of.at} />
      </span>
      <Written of={of} />
      {of.reason !== undefined && <p>{reason(of.reason)}</p>}
    </div>
  )
}
