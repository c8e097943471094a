import type { KeptText } from '@loggia/protocol/console'
import type { FeedbackState } from '@loggia/protocol/console/feedback/kinds'
import { Icon, State } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { feedbackWords } from './texts.ts'
import './feedback.css'

const looks: Readonly<Record<FeedbackState, StateKind>> = {
  waiting: 'warn',
  published: 'ok',
  refused: 'bad',
  hidden: 'ice',
  replaced: 'end',
  withdrawn: 'end',
}

export function FeedbackStanding({ of }: { readonly of: FeedbackState }) {
  const { states } = feedbackWords.use()
  return <State kind={looks[of]}>{states[of]}</State>
}

export function StarCount({ of }: { readonly of: number }) {
  const { stars } = feedbackWords.use()
  return (
    <span className="fb__stars num">
      <Icon name="star" />
      {stars(of)}
    </span>
  )
}

/** What somebody wrote, in their language. */
export function Written({ of }: { readonly of: Pick<KeptText, 'text' | 'language'> }) {
  const { noText } = feedbackWords.use()
  return of.text === undefined ? (
    <p className="faint">{noText}</p>
  ) : (
    <p className="fb__text" lang={of.language}>
      {of.text}
    </p>
  )
}
