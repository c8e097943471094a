import { emptyForm } from '@loggia/protocol/console/catalog/draft/form'
import type { Form } from '@loggia/protocol/console/catalog/draft/form'

/** Unsaved input is stored in the browser, so that leaving the page loses nothing. */
const keyOf = (sellerId: string, productId: string | undefined): string =>
  `loggia-draft-1:${sellerId}:${productId ?? 'new'}`

type Of = { readonly sellerId: string; readonly productId: string | undefined }

export function readKept({ sellerId, productId }: Of): Form | undefined {
  try {
    const text = localStorage.getItem(keyOf(sellerId, productId))
    const read: unknown = text === null ? undefined : JSON.parse(text)
    const isForm = typeof read === 'object' && read !== null && 'specifications' in read && 'keys' in read
    // A form that an older page stored may lack newer members.
    return isForm ? { ...emptyForm, ...(read as Form) } : undefined
  } catch {
    return undefined
  }
}

/** Without storage, as in some private windows, only the warning on leaving protects the input. */
export function keep({ sellerId, productId }: Of, form: Form): void {
  try {
    localStorage.setItem(keyOf(sellerId, productId), JSON.stringify(form))
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
