import { useEffect, useId, useState } from 'react'
import type { CompositionEvent, InputEvent, KeyboardEvent } from 'react'
import { moveActive } from './completion-groups.ts'
import { formatOptionId, useSuggested } from './suggestions.tsx'
import { useCompletions } from './use-completions.ts'

/**
 * The search field as a combobox with a list (WAI-ARIA APG). Without scripts it stays a plain search field. Nothing is
 * asked while an input method composes.
 */
export function useCombobox() {
  const id = useId()
  const { completed, complete, cancel } = useCompletions()
  const groups = useSuggested(completed)
  const [isReady, setReady] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  useEffect(() => setReady(true), [])
  const items = groups.flatMap((group) => group.items)
  const isShown = isOpen && items.length > 0
  const close = () => {
    cancel()
    setOpen(false)
    setActive(-1)
  }
  const type = (text: string) => {
    setActive(-1)
    setOpen(true)
    complete(text)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined
    if (by && items.length > 0) {
      event.preventDefault()
      setOpen(true)
      setActive(isShown ? moveActive(active, by, items.length) : -1)
    } else if (event.key === 'Escape' && isShown) {
      // Otherwise a browser would empty the field as well.
      event.preventDefault()
      close()
    } else if (event.key === 'Enter') {
      const chosen = isShown ? items[active] : undefined
      if (chosen) {
        event.preventDefault()
        location.assign(chosen.href)
      } else close()
    }
  }
  const attributes = {
    role: 'combobox' as const,
    'aria-expanded': isShown,
    'aria-controls': id,
    'aria-autocomplete': 'list' as const,
    'aria-activedescendant': isShown && active >= 0 ? formatOptionId(id, active) : undefined,
    onKeyDown,
    onBlur: close,
    onInput: ({ currentTarget, nativeEvent }: InputEvent<HTMLInputElement>) => {
      if (!nativeEvent.isComposing) type(currentTarget.value)
    },
    // Chrome has sent its last input event before this one.
    onCompositionEnd: ({ currentTarget }: CompositionEvent<HTMLInputElement>) => type(currentTarget.value),
  }
  return {
    attributes: isReady ? attributes : {},
    list:
      isShown && completed ? { id, groups, active, asked: completed.text, onPoint: setActive } : undefined,
    count: isShown ? items.length : 0,
  }
}
