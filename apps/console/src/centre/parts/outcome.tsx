import { Icon } from '@loggia/ui'
import type { ReactNode } from 'react'

/** What a decision led to, with the way there as children: the toast about it disappears. */
export function Outcome(props: {
  readonly text: ReactNode
  /** Not in effect, or stopped. */
  readonly warn?: boolean
  readonly children?: ReactNode
}) {
  return (
    <div className={props.warn ? 'note note--warn' : 'note note--ok'}>
      <Icon name={props.warn ? 'alert' : 'check'} />
      <p className="grow">{props.text}</p>
      {props.children}
    </div>
  )
}
