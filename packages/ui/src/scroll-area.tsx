import type { ReactNode } from 'react'

/** Its name, for those who come to it by the keyboard, or the id of the text that names it. */
type Named = { readonly label: string } | { readonly labelledBy: string }
type ScrollAreaProps = Named & {
  /** What makes it scroll; sideways without one. */
  readonly className?: string
  /** One of many on its page, so no landmark. */
  readonly isOneOfMany?: boolean
  readonly children: ReactNode
}

/** A part of a page that scrolls by itself. It takes the focus, because otherwise no key scrolls it. */
export function ScrollArea(props: ScrollAreaProps) {
  const { className = 'scroll-x', isOneOfMany = false, children } = props
  const named = 'label' in props ? { 'aria-label': props.label } : { 'aria-labelledby': props.labelledBy }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={className} tabIndex={0} role={isOneOfMany ? 'group' : 'region'} {...named}>
      {children}
    </div>
  )
}
