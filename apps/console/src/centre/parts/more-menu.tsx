import { Icon } from '@loggia/ui'
import { useId, useRef } from 'react'
import type { ToggleEvent } from 'react'
import { partTexts } from './texts.ts'

type MoreAct = {
  readonly text: string
  readonly label: string
  /** Why it cannot be done now. */
  readonly why?: string | undefined
  onAct(): void
}

const gap = 4
const roomBelow = 160

/**
 * The ⋯ menu at the end of a row, for actions that do not fit into its two links (DESIGN §6 Tables). It is a popover,
 * which the browser shows above everything, so the scrolling region of a wide table does not cut it off. Escape or a
 * press elsewhere closes it.
 */
export function MoreMenu({ of, acts }: { readonly of: string; readonly acts: readonly MoreAct[] }) {
  const texts = partTexts.use()
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const hide = () => menu.current?.hidePopover()
  const onToggle = ({ newState }: ToggleEvent) => {
    if (newState === 'open') addEventListener('scroll', hide, { capture: true, once: true, passive: true })
    else removeEventListener('scroll', hide, { capture: true })
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className="btn btn--quiet btn--sm btn--icon more"
        popoverTarget={id}
        aria-label={texts.moreOf(of)}
        title={texts.moreActs}
      >
        <Icon name="more" />
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        className="pop more__pop"
        onBeforeToggle={() => place(menu.current, button.current)}
        onToggle={onToggle}
      >
        {acts.map(({ text, label, why, onAct }) => (
          <button
            key={text}
            type="button"
            aria-label={label}
            disabled={why !== undefined}
            onClick={() => {
              hide()
              onAct()
            }}
          >
            {text}
            {why !== undefined && <span className="faint">{why}</span>}
          </button>
        ))}
      </div>
    </>
  )
}

/** Below the button, aligned to its right side; above it at the bottom of the window. */
function place(menu: HTMLElement | null, button: HTMLElement | null): void {
  if (!menu || !button) return
  const at = button.getBoundingClientRect()
  const isLow = at.bottom + roomBelow > innerHeight
  menu.style.top = isLow ? 'auto' : `${at.bottom + gap}px`
  menu.style.bottom = isLow ? `${innerHeight - at.top + gap}px` : 'auto'
  menu.style.right = `${document.documentElement.clientWidth - at.right}px`
}
