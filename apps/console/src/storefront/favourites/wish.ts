const name = 'loggia-favourite'

/** Remembers, in this tab, what a guest wants to keep while they sign in. */
export function rememberWish(productId: string): void {
  try {
    sessionStorage.setItem(name, productId)
  } catch {
    // A browser that stores nothing; the reader chooses it again.
  }
}

/** The product that a guest wanted to keep; it is forgotten with that. */
export function takeWish(): `prd_${string}` | undefined {
  try {
    const wish = sessionStorage.getItem(name) ?? ''
    sessionStorage.removeItem(name)
    return /^prd_\w{1,40}$/.test(wish) ? (wish as `prd_${string}`) : undefined
  } catch {
    return undefined
  }
}
