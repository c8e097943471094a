import './storefront.css'
import { startTransition, useLayoutEffect } from 'react'
import type { ReactNode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { readPage } from '../page.ts'
import { repeatEarlyInput } from './early-input.ts'
import { loadLater } from './later.ts'
import { Storefront } from './storefront.tsx'
import { tellUnloaded } from './tell-unloaded.ts'

async function hydrate(): Promise<void> {
  const { page, frame } = readPage()
  const root = document.getElementById('root')
  if (!root || page.route === 'centre') return
  const later = await loadLater(page.route).catch(() => tellUnloaded(root, frame.language))
  if (!later) return
  // In parts, between which the browser can answer the reader; a click before the end hydrates at once.
  startTransition(() => {
    hydrateRoot(
      root,
      <Hydrating root={root}>
        <Storefront page={page} frame={frame} later={later} />
      </Hydrating>,
    )
  })
}

function Hydrating({ root, children }: { readonly root: HTMLElement; readonly children: ReactNode }) {
  useLayoutEffect(() => repeatEarlyInput(root), [root])
  return children
}
void hydrate()

// Back and forward may restore a page as it was left, with a busy button and a session that has ended.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload()
})
