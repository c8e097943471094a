import type { RatingFigures } from '@loggia/protocol/console'
import { Icon, formatCount } from '@loggia/ui'
import { feedbackTexts } from './texts.ts'

/** `★ 4`, with its meaning for screen readers. */
export function Stars({ of }: { readonly of: number }) {
  const texts = feedbackTexts.use()
  return (
    <span className="stars">
      <Icon name="star" />
      <span aria-hidden="true">{of}</span>
      <span className="sr">{texts.stars(of)}</span>
    </span>
  )
}

/** `★ 4.8 126 reviews`; with an address the number leads to the reviews. */
export function RatingLine({ of, href }: { readonly of: RatingFigures; readonly href?: string }) {
  const texts = feedbackTexts.use()
  const count = texts.short(formatCount(of.count))
  return (
    <span className="stars">
      <Icon name="star" />
      <span aria-hidden="true">{of.average}</span>
      <span className="sr">{texts.outOf(of.average)}</span>{' '}
      {href === undefined ? <span className="stars__n">{count}</span> : <a href={href}>{count}</a>}
    </span>
  )
}
