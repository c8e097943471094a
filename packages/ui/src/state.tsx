import type { ReactNode } from 'react'

/** ok done, run under way, warn waits for someone, bad failed, ice set aside, end over (DESIGN §5). */
export type StateKind = 'ok' | 'run' | 'warn' | 'bad' | 'ice' | 'end'

/** A state is a shape and a word; a pill only beside a title. */
export function State(props: {
  readonly kind: StateKind
  readonly pill?: boolean
  readonly children: ReactNode
}) {
  return <span className={`st st--${props.kind}${props.pill ? ' st--pill' : ''}`}>{props.children}</span>
}
