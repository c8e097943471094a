import { Icon } from '@loggia/ui'
import { useEffect, useState } from 'react'
import type { Area } from '../frame.ts'
import { useMayAsk } from '../rights/rights.ts'
import { isFindKey } from './found.ts'
import { findTexts } from './texts.ts'
import { FindDialog } from './later.ts'

/** The search of the centre, in its bar: opened by a press, by `/`, or by Ctrl or ⌘ with K. */
export function FindButton({ area }: { readonly area: Area }) {
  return useMayAsk(finds[area], findNeeds[area]) ? <Opener area={area} /> : null
}

const finds = {
  buyer: 'GET /api/buyer/find',
  seller: 'GET /api/seller/find',
  operator: 'GET /api/operator/find',
} as const
const findNeeds = {
  buyer: 'any',
  seller: ['orders:read', 'products:read', 'calls:read'],
  operator: ['reviewer', 'finance', 'appeals'],
} as const

function Opener({ area }: { readonly area: Area }) {
  const texts = findTexts.use()
  const [isOpen, setOpen] = useState(false)
  useFindKey(() => setOpen(true))
  return (
    <>
      <button
        className="finder__open"
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts="/ Control+K Meta+K"
        onClick={() => setOpen(true)}
      >
        <Icon name="search" />
        <span className="finder__label">{texts.opens[area]}</span>
        <kbd className="kbd" aria-hidden="true">
          /
        </kbd>
      </button>
      {isOpen && <FindDialog area={area} onClose={() => setOpen(false)} />}
    </>
  )
}

function useFindKey(open: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const at = event.target
      const isTyping =
        at instanceof HTMLElement &&
        (at.isContentEditable || at.matches('input:not([type=checkbox], [type=radio]), textarea, select'))
      // An open dialog has to be answered first.
      if (!isFindKey(event, isTyping) || document.querySelector('dialog[open]')) return
      event.preventDefault()
      open()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })
}
