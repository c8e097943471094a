import { fromIso } from '@loggia/kernel'
import { Time, formatWholeSpan, useLanguage } from '@loggia/ui'
import { useNow } from '../frame.ts'
import './feedback.css'

/** Since when something waits, and how long that is by market time. */
export function Waited(props: { readonly since: string; readonly text: (span: string) => string }) {
  const now = useNow()
  const language = useLanguage()
  const span = formatWholeSpan(Math.max(0, now() - fromIso(props.since)), language)
  return (
    <span className="fb__wait t13 num">
      {props.text(span)} <span className="faint">(</span>
      <Time at={props.since} />
      <span className="faint">)</span>
    </span>
  )
}
