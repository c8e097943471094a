import type { ReactNode } from 'react'

/** An empty state: the arch, the reason why there is nothing, and one action. */
export function EmptyArch(props: {
  readonly title: string
  readonly text?: string
  readonly action?: ReactNode
  /** The level of the heading if it is not within a section. */
  readonly level?: 2 | 3
}) {
  const Heading = `h${props.level ?? 3}` as const
  return (
    <div className="empty">
      <ArchPicture />
      <Heading className="empty__title">{props.title}</Heading>
      {props.text && <p>{props.text}</p>}
      {props.action && <div className="row">{props.action}</div>}
    </div>
  )
}

/** The drawing of an arch for empty states. */
export function ArchPicture() {
  return (
    <svg viewBox="0 0 72 72" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden="true">
      <path d="M8 64V34a28 28 0 0 1 56 0v30M19 64V36a17 17 0 0 1 34 0v28M2 64h68" />
      <path d="M33 64V49a6 6 0 0 1 12 0v15" strokeDasharray="3 4" />
    </svg>
  )
}
