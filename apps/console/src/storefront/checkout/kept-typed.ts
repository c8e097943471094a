/**
 * What was typed into a product's parameters, for as long as the tab is open: a reload, a sign-in and a look at the
 * product lose nothing. It is not in the address, because the values may be personal, and only its member gets it back.
 */
export type Typed = Readonly<Record<string, string>>
type Kept = { readonly memberId: string; readonly typed: Typed }
type Place = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const nameOf = (productId: string): string => `loggia-checkout-${productId}`

export function saveTyped(place: Place, productId: string, kept: Kept): void {
  place.setItem(nameOf(productId), JSON.stringify(kept))
}

export function forgetTyped(place: Place, productId: string): void {
  place.removeItem(nameOf(productId))
}

/** Another member's values are removed. */
export function findKeptTyped(place: Place, productId: string, memberId: string): Typed | undefined {
  const kept = parse(place.getItem(nameOf(productId)))
  if (kept?.memberId === memberId) return kept.typed
  forgetTyped(place, productId)
  return undefined
}

function parse(text: string | null): Kept | undefined {
  try {
    const { memberId, typed } = JSON.parse(text ?? '') as Partial<Kept>
    if (typeof memberId !== 'string' || typeof typed !== 'object' || typed === null) return undefined
    const texts = Object.entries(typed).filter(([, value]) => typeof value === 'string')
    return { memberId, typed: Object.fromEntries(texts) }
  } catch {
    return undefined
  }
}

/** A browser may refuse its storage; then nothing is kept. */
export function withStorage<T>(work: (place: Place) => T): T | undefined {
  try {
    return work(sessionStorage)
  } catch {
    return undefined
  }
}
