import { useRouter } from '@tanstack/react-router'
import type { Found } from '@loggia/protocol/console'
import { Button, Icon } from '@loggia/ui'
import { useId, useLayoutEffect, useRef } from 'react'
import type { KeyboardEvent, MouseEvent } from 'react'
import type { Area } from '../frame.ts'
import { FoundList, toOptionId } from './found-list.tsx'
import { formatFoundPath } from './found.ts'
import { findTexts } from './texts.ts'
import { useFind, useJump } from './use-find.ts'

/** The field and its results. Arrow keys choose, Enter opens; a whole number is opened as soon as it is found. */
export function FindDialog({ area, onClose }: { readonly area: Area; onClose(): void }) {
  const texts = findTexts.use()
  const id = useId()
  const dialog = useModal()
  const find = useFind(area)
  const open = useOpen(area, onClose)
  const { options, at, choose } = find
  useJump(find, open)
  const chosen = options[at]
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && options.length > 0) {
      event.preventDefault()
      choose((at + step + options.length) % options.length)
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      if (find.isCurrent && chosen) open(chosen)
      else find.jump()
    }
  }
  return (
    <dialog
      ref={dialog}
      className="dialog finder"
      aria-label={texts.open}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClose={onClose}
    >
      <div className="finder__field">
        <Icon name="search" />
        <input
          className="finder__input"
          type="text"
          inputMode="search"
          role="combobox"
          aria-label={texts.hint[area]}
          aria-expanded={options.length > 0}
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={chosen && toOptionId(id, chosen)}
          placeholder={texts.hint[area]}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={find.text}
          onChange={(event) => find.write(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <Button variant="plain" size="small" onClick={onClose}>
          {texts.close}
        </Button>
      </div>
      <FoundList id={id} area={area} find={find} chosen={chosen} onOpen={open} />
    </dialog>
  )
}

function useModal() {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    shown?.querySelector('input')?.focus()
    return () => shown?.close()
  }, [])
  return dialog
}

/** Opens a result within the centre; a press with a modifier does what the browser does with links. */
function useOpen(area: Area, onClose: () => void) {
  const router = useRouter()
  return (found: Found, event?: MouseEvent) => {
    if (event && (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0)) return
    event?.preventDefault()
    onClose()
    router.history.push(formatFoundPath(area, found))
  }
}
