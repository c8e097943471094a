import { ApiProblem } from '@loggia/client'
import type { Client } from '@loggia/client'
import type { ProductCard } from '@loggia/protocol/console'
import { useEffect, useSyncExternalStore } from 'react'
import { useApi, useFrame } from '../frame.tsx'
import { takeWish } from './wish.ts'

type ProductId = ProductCard['id']
type Known = {
  readonly ids: ReadonlySet<string>
  /** What the reader has to be told: that a product is kept, or why it is not. */
  readonly notice?: 'kept' | 'failed' | ApiProblem
}

const nothing: Known = { ids: new Set() }
let known = nothing
let isAsked = false
const listeners = new Set<() => void>()

function become(next: Known): void {
  known = next
  for (const tell of listeners) tell()
}

function listen(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

/** All hearts of a page share one question. */
async function load(api: Client): Promise<void> {
  if (isAsked) return
  isAsked = true
  try {
    const { ids } = await api.request('GET /api/buyer/favourites/ids', {})
    become({ ids: new Set(ids) })
    const wish = takeWish()
    if (wish !== undefined && !known.ids.has(wish) && (await change(api, wish, true)))
      become({ ...known, notice: 'kept' })
  } catch {
    // The hearts stay empty, and pressing one says what is wrong.
    isAsked = false
  }
}

/** Shows the change at once, and takes it back if it fails. */
async function change(api: Client, productId: ProductId, kept: boolean): Promise<boolean> {
  const without = [...known.ids].filter((id) => id !== productId)
  const before = known.ids
  become({ ids: new Set(kept ? [...without, productId] : without) })
  try {
    await api.request('PUT /api/buyer/favourites', { body: { productId, kept } })
    return true
  } catch (error) {
    become({ ids: before, notice: error instanceof ApiProblem ? error : 'failed' })
    return false
  }
}

/** What the signed-in buyer keeps, and how to change it; nobody else keeps anything. */
export function useFavourites() {
  const api = useApi()
  const { session } = useFrame()
  const isBuyer = Boolean(session?.buyer)
  useEffect(() => {
    if (isBuyer) void load(api)
  }, [api, isBuyer])
  const { ids, notice } = useSyncExternalStore(
    listen,
    () => known,
    () => nothing,
  )
  return {
    isBuyer,
    ids,
    notice,
    change: (productId: ProductId, kept: boolean) => void change(api, productId, kept),
    closeNotice: () => become({ ids: known.ids }),
  }
}
