import type { ProviderForm } from '@loggia/protocol/console'

/** Whose provider it is. */
export type ProviderOwner = 'company' | 'operators'
/** A change that is being sent, or was refused. */
type Sending = { readonly isPending: boolean; readonly error: Error | null }
type Done = { onSuccess(): void }
export type ProviderActs = {
  readonly save: Sending & { send(form: ProviderForm, done: Done): void }
  readonly remove: Sending & { send(done: Done): void }
  /** Where a test sign-in begins. */
  readonly testPath: string
}
