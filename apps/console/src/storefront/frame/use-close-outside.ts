import { useEffect } from 'react'
import type { RefObject } from 'react'

/**
 * Closes a menu when the reader presses elsewhere, follows one of its links, or presses Escape, which returns the focus
 * to its button.
 */
export function useCloseOutside(menu: RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    const close = () => {
      if (menu.current) menu.current.open = false
    }
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && !menu.current?.contains(event.target)) close()
    }
    const onClick = (event: MouseEvent) => {
      // A link to a part of the open page loads nothing that would close the menu.
      if (event.target instanceof Element && menu.current?.contains(event.target.closest('a'))) close()
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !menu.current?.open) return
      close()
      menu.current.querySelector('summary')?.focus()
    }
    document.addEventListener('pointerdown', onPress)
    document.addEventListener('click', onClick)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('pointerdown', onPress)
      document.removeEventListener('click', onClick)
      document.removeEventListener('keydown', onKey)
    }
  }, [menu])
}
