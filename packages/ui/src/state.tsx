import type { ReactNode } from 'react'

/**
 * ok: done; run: in progress; warn: waiting for somebody; bad: failed; ice: frozen or parked; end: over (DESIGN §5).
 */
export type StateKind = 'ok' | 'run' | 'warn' | 'bad' | 'ice' | 'end'

/** A state as a shape and a word; as a pill only beside a title. */
export function State(props: {
  readonly kind: StateKind
  readonly pill?: boolean
  readonly children: ReactNode
}) {
  return <span className={`st st--${props.kind}${props.pill ? ' st--pill' : ''}`}>{props.children}</span>
}
