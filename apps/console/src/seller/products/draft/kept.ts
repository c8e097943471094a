import { emptyForm } from './form.ts'
import type { Form } from './form.ts'

/** What is written but not saved is kept on the device, so that leaving loses nothing. */
const keyOf = (sellerId: string, productId: string | undefined): string =>
  `loggia-draft-1:${sellerId}:${productId ?? 'new'}`

type Of = { readonly sellerId: string; readonly productId: string | undefined }

export function readKept({ sellerId, productId }: Of): Form | undefined {
  try {
    const text = localStorage.getItem(keyOf(sellerId, productId))
    const read: unknown = text === null ? undefined : JSON.parse(text)
    const isForm = typeof read === 'object' && read !== null && 'specifications' in read && 'keys' in read
    // One that was kept by an older page lacks what is new.
    return isForm ? { ...emptyForm, ...(read as Form) } : undefined
  } catch {
    return undefined
  }
}

/** Without storage, as in some private windows, the warning on leaving is all there is. */
export function keep({ sellerId, productId }: Of, form: Form): void {
  try {
    localStorage.setItem(keyOf(sellerId, productId), JSON.stringify(form))
  } catch {
    // The form is still on the page.
  }
}

export function forget({ sellerId, productId }: Of): void {
  try {
    localStorage.removeItem(keyOf(sellerId, productId))
  } catch {
    // Then there is nothing to forget.
  }
}
