import { useEffect, useId, useRef, useState } from 'react'
import type { ReactNode, RefObject } from 'react'

/**
 * A button and its menu of links and buttons. Escape, a choice, or a press elsewhere closes it; a choice in what has
 * `data-stays` does not, because its outcome is shown there.
 */
export function PopMenu(props: {
  readonly className: string
  readonly label?: string
  readonly face: ReactNode
  readonly children: ReactNode
}) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useClosing({ place, isOpen, close: () => setOpen(false), button })
  return (
    <div className="popmenu" ref={place}>
      <button
        ref={button}
        className={props.className}
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        aria-label={props.label}
        onClick={() => setOpen((open) => !open)}
      >
        {props.face}
      </button>
      <div className="pop" id={id} hidden={!isOpen}>
        {props.children}
      </div>
    </div>
  )
}

type Closing = {
  readonly place: RefObject<HTMLElement | null>
  readonly button: RefObject<HTMLElement | null>
  readonly isOpen: boolean
  readonly close: () => void
}

function useClosing({ place, button, isOpen, close }: Closing): void {
  const latest = useRef(close)
  latest.current = close
  useEffect(() => {
    if (!isOpen) return undefined
    const isOutside = (target: EventTarget | null): boolean =>
      !(target instanceof Node) || !place.current?.contains(target)
    const onPress = (event: PointerEvent): void => {
      if (isOutside(event.target)) latest.current()
    }
    const onFocus = (event: FocusEvent): void => {
      if (isOutside(event.target)) latest.current()
    }
    const onClick = (event: MouseEvent): void => {
      // The reader chose something. Presses on the button itself are handled by the button.
      const { target } = event
      if (!(target instanceof Element) || button.current?.contains(target)) return
      if (!place.current?.contains(target) || !target.closest('[data-stays]')) latest.current()
    }
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return
      latest.current()
      button.current?.focus()
    }
    document.addEventListener('pointerdown', onPress)
    document.addEventListener('focusin', onFocus)
    document.addEventListener('click', onClick)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('pointerdown', onPress)
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('click', onClick)
      document.removeEventListener('keydown', onKey)
    }
  }, [isOpen, place, button])
}
