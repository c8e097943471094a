import type { ReactNode } from 'react'
import { Icon } from '../icon.tsx'

/** One row of a call on a time line: interface, result, duration. It opens to show `children`, if there are any. */
export function CallBox(props: {
  /** The name of the interface in its protocol. */
  readonly activity: ReactNode
  readonly result: ReactNode
  readonly duration?: string
  readonly children?: ReactNode
}) {
  const row = (
    <>
      <span className="mono">{props.activity}</span>
      {props.result}
      {props.duration && <span className="ms">{props.duration}</span>}
    </>
  )
  if (!props.children) {
    return (
      <div className="cbox">
        <div className="cbox__h">{row}</div>
      </div>
    )
  }
  return (
    <details className="cbox">
      <summary>
        <Icon name="chevron-right" />
        {row}
      </summary>
      {props.children}
    </details>
  )
}
