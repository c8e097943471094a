import { useEffect } from 'react'
import { StaticMain } from '../static-main.tsx'

const shownMs = 2_000

/** A page with code, as the server rendered it: its buttons copy. */
export function CodeMain() {
  useEffect(() => {
    document.addEventListener('click', copyOnClick)
    return () => document.removeEventListener('click', copyOnClick)
  }, [])
  return <StaticMain />
}

function copyOnClick({ target }: MouseEvent): void {
  const button = target instanceof Element ? target.closest<HTMLElement>('.docs-code .copy') : null
  if (button) void copyCode(button)
}

/** Copies the code of the block that `CodeBlock` rendered around the button. */
async function copyCode(button: HTMLElement): Promise<void> {
  const code = button.parentElement?.querySelector('pre')
  if (!code) return
  try {
    await navigator.clipboard.writeText(code.textContent)
  } catch {
    // Without HTTPS or permission there is no clipboard; then the code is at least selected.
    getSelection()?.selectAllChildren(code)
    return
  }
  const status = button.parentElement?.querySelector('output')
  if (!status || 'copied' in button.dataset) return
  button.dataset.copied = ''
  status.textContent = status.dataset.text ?? ''
  setTimeout(() => {
    delete button.dataset.copied
    status.textContent = ''
  }, shownMs)
}
