import { emptyForm } from '@loggia/protocol/console/catalog/draft/form'
import type { Form } from '@loggia/protocol/console/catalog/draft/form'

/**
 * What was typed since the last save is also stored in the browser, so that a crash or a closed window loses nothing.
 * `base` is the draft of the marketplace from which it was typed, with its version: a later version is newer.
 */
export type Kept = { readonly form: Form; readonly base: Form; readonly version: number }

const keyOf = (sellerId: string, productId: string | undefined): string =>
  `loggia-draft-2:${sellerId}:${productId ?? 'new'}`

type Of = { readonly sellerId: string; readonly productId: string | undefined }

export function readKept({ sellerId, productId }: Of): Kept | undefined {
  try {
    const text = localStorage.getItem(keyOf(sellerId, productId))
    const read: unknown = text === null ? undefined : JSON.parse(text)
    if (typeof read !== 'object' || read === null || !('form' in read) || !('base' in read)) return undefined
    const { form, base, version } = read as Kept
    // A form that an older page stored may lack newer members.
    return { form: { ...emptyForm, ...form }, base: { ...emptyForm, ...base }, version }
  } catch {
    return undefined
  }
}

/** Without storage, as in some private windows, only the warning on leaving protects the input. */
export function keep({ sellerId, productId }: Of, kept: Kept): void {
  try {
    localStorage.setItem(keyOf(sellerId, productId), JSON.stringify(kept))
  } catch {
    // The input is still on the page.
  }
}

export function forget({ sellerId, productId }: Of): void {
  try {
    localStorage.removeItem(keyOf(sellerId, productId))
  } catch {
    // Without storage there is nothing to remove.
  }
}
