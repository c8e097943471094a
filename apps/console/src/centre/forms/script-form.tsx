import type { ComponentProps } from 'react'
import { useHydrated } from '../hydrated.ts'

type Props = Omit<ComponentProps<'form'>, 'onSubmit' | 'method' | 'action'> & { onSubmit(): void }

/**
 * A form that the page's script sends. Before the script runs, its button waits and Enter does nothing: else the browser
 * would load the page again, with all that was typed in its address, passwords too. Outside a dialog, the method
 * `dialog` sends nothing.
 */
export function ScriptForm({ onSubmit, ...props }: Props) {
  const isHydrated = useHydrated()
  return (
    <form
      {...props}
      method="dialog"
      data-early={!isHydrated || undefined}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    />
  )
}
