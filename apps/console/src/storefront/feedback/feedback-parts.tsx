import type { PageFeedback, PublicQuestion, PublicRating } from '@loggia/protocol/console'
import { stars as allStars } from '@loggia/protocol/console/feedback/kinds'
import { Icon, Time, formatCount, useText } from '@loggia/ui'
import type { ReactNode } from 'react'
import { useFrame } from '../frame.tsx'
import { formatFeedbackHref } from './feedback-href.ts'
import { AskPart, OwnPart } from './own-part.tsx'
import { Stars } from './stars.tsx'
import { feedbackTexts } from './texts.ts'

type Props = { readonly productId: string; readonly feedback: PageFeedback }

/** R286: the ratings and the questions of a product, as everybody sees them, with what the reader may write. */
export function FeedbackParts({ productId, feedback }: Props) {
  const texts = feedbackTexts.use()
  return (
    <>
      <section className="part" id="reviews" aria-labelledby="reviews-title">
        <h2 id="reviews-title">{texts.ratings}</h2>
        <OwnPart productId={productId} own={feedback.own} />
        <Figures of={feedback} />
        <Ratings of={feedback} />
      </section>
      <section className="part" id="questions" aria-labelledby="questions-title">
        <h2 id="questions-title">{texts.questions}</h2>
        <AskPart productId={productId} own={feedback.own} />
        <Questions of={feedback} />
      </section>
    </>
  )
}

type OfFeedback = { readonly of: PageFeedback }

/** The average, and how many have given each number of stars, which also filters. */
function Figures({ of: { shown, query } }: OfFeedback) {
  const texts = feedbackTexts.use()
  const { path } = useFrame()
  const { figures, byStars } = shown
  if (!figures) return null
  return (
    <div className="rated">
      <div>
        <div className="rated__average">
          <span aria-hidden="true">{figures.average}</span>
          <span className="sr">{texts.outOf(figures.average)}</span>
        </div>
        <p className="faint t13">{texts.count(formatCount(figures.count))}</p>
      </div>
      <div className="rated__bars">
        {allStars.map((stars, at) => {
          const count = byStars[at] ?? 0
          const isChosen = query.stars === stars
          return (
            <a
              key={stars}
              href={formatFeedbackHref(path, { stars: isChosen ? undefined : stars, ratings: 1 }, 'reviews')}
              aria-current={isChosen ? 'true' : undefined}
              rel="nofollow"
            >
              <span>{texts.stars(stars)}</span>
              <Bar share={count / figures.count} />
              <span className="end">{`${Math.round((100 * count) / figures.count)}%`}</span>
              <span className="sr">{texts.short(formatCount(count))}</span>
            </a>
          )
        })}
      </div>
    </div>
  )
}

/** Drawn: the page's policy allows no styles on elements. */
function Bar({ share }: { readonly share: number }) {
  return (
    <svg className="rated__bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="6" rx="2" />
      {share > 0 && <rect width={Math.max(1, Math.round(share * 100))} height="6" rx="2" />}
    </svg>
  )
}

function Ratings({ of: { shown, query } }: OfFeedback) {
  const texts = feedbackTexts.use()
  const { path } = useFrame()
  const { stars } = query
  const { ratings } = shown
  return (
    <>
      {stars !== undefined && (
        <p className="t13 faint" role="status">
          {ratings.length > 0 ? texts.filtered(stars) : texts.noneOfStars(stars)}{' '}
          <a href={formatFeedbackHref(path, { stars: undefined, ratings: 1 }, 'reviews')}>{texts.all}</a>
        </p>
      )}
      {stars === undefined && ratings.length === 0 && <p className="faint">{texts.noRatings}</p>}
      {ratings.map((rating) => (
        <RatingItem key={rating.id} of={rating} />
      ))}
      <PageLinks part="ratings" page={query.ratings} pages={shown.ratingPages} />
    </>
  )
}

function RatingItem({ of }: { readonly of: PublicRating }) {
  const texts = feedbackTexts.use()
  const text = useText()
  return (
    <Said of={of} head={<Stars of={of.stars} />}>
      <span>
        {texts.bought(text(of.specification))}
        {text({ zh: '，', en: ', ' })}
        {texts.used(of.monthsUsed)}
      </span>
    </Said>
  )
}

function Questions({ of: { shown, query } }: OfFeedback) {
  const texts = feedbackTexts.use()
  return (
    <>
      {shown.questions.length === 0 && <p className="faint">{texts.noQuestions}</p>}
      {shown.questions.map((question) => (
        <Said key={question.id} of={question} />
      ))}
      <PageLinks part="questions" page={query.questions} pages={shown.questionPages} />
    </>
  )
}

/** Who said what, when, in their own language; and what the seller answered. */
function Said(props: {
  readonly of: Pick<PublicRating | PublicQuestion, 'author' | 'at' | 'answer' | 'demo' | 'language' | 'text'>
  readonly head?: ReactNode
  readonly children?: ReactNode
}) {
  const texts = feedbackTexts.use()
  const text = useText()
  const { author, at, answer, demo, language, text: said } = props.of
  return (
    <article className="said">
      <header>
        <b>{text(author)}</b>
        {props.head}
        {props.children}
        <Time at={at} precision="day" currentYear={0} />
        {demo && <span className="tag">{texts.demo}</span>}
      </header>
      {said !== undefined && <p lang={language}>{said}</p>}
      {answer && (
        <p className="said__answer">
          <b>{texts.answer}</b> <Time at={answer.at} precision="day" currentYear={0} />{' '}
          <span lang={answer.language}>{answer.text}</span>
        </p>
      )}
    </article>
  )
}

function PageLinks(props: {
  readonly part: 'ratings' | 'questions'
  readonly page: number
  readonly pages: number
}) {
  const texts = feedbackTexts.use().pages
  const { path } = useFrame()
  const { part, page, pages } = props
  if (pages < 2) return null
  const to = (number: number) =>
    formatFeedbackHref(path, { [part]: number }, part === 'ratings' ? 'reviews' : 'questions')
  return (
    <nav className="said__foot" aria-label={texts[part]}>
      {page > 1 && (
        <a className="btn btn--sm" href={to(page - 1)} rel="prev">
          <Icon name="chevron-left" />
          {texts.newer}
        </a>
      )}
      <span className="faint t13 num">{texts.place(page, pages)}</span>
      {page < pages && (
        <a className="btn btn--sm" href={to(page + 1)} rel="next">
          {texts.older}
          <Icon name="chevron-right" />
        </a>
      )}
    </nav>
  )
}
