import { omitUndefined } from '@loggia/kernel'
import type { ProductCard } from '@loggia/protocol/console'
import { useSyncExternalStore } from 'react'

/** What this browser keeps of a product: enough to name it. */
export type KeptProduct = Pick<ProductCard, 'id' | 'name' | 'logo' | 'seller'>

/** A list that only this browser has. */
type BrowserList = {
  /** False if the list is full. */
  add(product: KeptProduct): boolean
  remove(id: string): void
  replace(products: readonly KeptProduct[]): void
  /** Empty on the server and while a page is hydrated. */
  use(): readonly KeptProduct[]
  /** Whether it refused the last product that was to be added. */
  useRefused(): boolean
}
/** If the list is full, it refuses another product, or forgets its oldest one. */
type Rules = { readonly most: number; readonly whenFull: 'refuse' | 'forget' }

const nothing: readonly KeptProduct[] = []

export function createBrowserList(name: string, { most, whenFull }: Rules): BrowserList {
  // Of a browser that stores nothing, the list lasts as long as the page.
  let text = ''
  let kept = nothing
  let refused = false
  const listeners = new Set<() => void>()
  const read = (): readonly KeptProduct[] => {
    const stored = readStored(name) ?? text
    if (stored !== text) {
      text = stored
      kept = parseKept(stored).slice(0, most)
    }
    return kept
  }
  const tellAll = (): void => {
    for (const tell of listeners) tell()
  }
  const replace = (products: readonly KeptProduct[]): void => {
    refused = false
    kept = products.map(pickKept)
    text = JSON.stringify(kept)
    store(name, text)
    tellAll()
  }
  return {
    add(product) {
      const others = read().filter(({ id }) => id !== product.id)
      refused = whenFull === 'refuse' && others.length >= most
      if (refused) tellAll()
      else replace(whenFull === 'refuse' ? [...others, product] : [product, ...others].slice(0, most))
      return !refused
    },
    remove: (id) => replace(read().filter((one) => one.id !== id)),
    replace,
    use: () =>
      useSyncExternalStore(
        (tell) => listen(listeners, tell),
        read,
        () => nothing,
      ),
    useRefused: () =>
      useSyncExternalStore(
        (tell) => listen(listeners, tell),
        () => refused,
        () => false,
      ),
  }
}

/** Also hears of what another tab changes. */
function listen(listeners: Set<() => void>, tell: () => void): () => void {
  listeners.add(tell)
  addEventListener('storage', tell)
  return () => {
    listeners.delete(tell)
    removeEventListener('storage', tell)
  }
}

const pickKept = ({ id, name, logo, seller }: KeptProduct): KeptProduct =>
  omitUndefined({ id, name, logo, seller: { id: seller.id, name: seller.name } })

function readStored(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? ''
  } catch {
    return undefined
  }
}

function store(name: string, text: string): void {
  try {
    localStorage.setItem(name, text)
  } catch {
    // It stays as long as the page.
  }
}

/** The products of a stored text, which another version or the reader may have written. */
export function parseKept(text: string): KeptProduct[] {
  try {
    const read: unknown = JSON.parse(text)
    return Array.isArray(read) ? read.filter(isKept).map(pickKept) : []
  } catch {
    return []
  }
}

function isKept(value: unknown): value is KeptProduct {
  const { id, name, logo, seller } = (value ?? {}) as Partial<Record<keyof KeptProduct, unknown>>
  const by = (seller ?? {}) as Partial<Record<'id' | 'name', unknown>>
  const isLogo = logo === undefined || (typeof logo === 'string' && /^\/(media|logos)\//.test(logo))
  return (
    isWord(id, /^prd_\w{1,40}$/) &&
    isName(name) &&
    isLogo &&
    isWord(by.id, /^sel_\w{1,40}$/) &&
    isName(by.name)
  )
}

const isWord = (value: unknown, form: RegExp): boolean => typeof value === 'string' && form.test(value)

function isName(value: unknown): boolean {
  const { zh, en } = (value ?? {}) as { readonly zh?: unknown; readonly en?: unknown }
  return typeof zh === 'string' && typeof en === 'string'
}
