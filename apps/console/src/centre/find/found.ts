import type { Found } from '@loggia/protocol/console'
import type { Area } from '../frame.ts'

const folders = {
  order: 'orders',
  service: 'services',
  product: 'products',
  call: 'calls',
  buyer: 'buyers',
  seller: 'sellers',
  top_up: 'top-ups',
} as const satisfies Readonly<Record<Found['kind'], string>>

/** The page of a result. Operators have no page of a single request for a top-up, but their list finds it. */
export const formatFoundPath = (
  area: Area,
  { kind, id, code }: Pick<Found, 'kind' | 'id' | 'code'>,
): string =>
  kind === 'top_up' && area === 'operator'
    ? `/operator/top-ups?text=${encodeURIComponent(code ?? '')}`
    : `/${area}/${folders[kind]}/${id}`

export type FoundGroup = { readonly kind: Found['kind']; readonly items: readonly Found[] }

/** The results by kind; the group with an exact one comes first, so that Enter opens it. */
export function groupFound(items: readonly Found[]): readonly FoundGroup[] {
  const groups = new Map<Found['kind'], Found[]>()
  for (const item of items) groups.set(item.kind, [...(groups.get(item.kind) ?? []), item])
  return [...groups]
    .map(([kind, found]) => ({ kind, items: found }))
    .sort((one, other) => Number(isExact(other)) - Number(isExact(one)))
}

const isExact = ({ items }: FoundGroup): boolean => items.some(({ exact }) => exact)

/** Whether a key press should open the search: `/` outside fields, or Ctrl or ⌘ with K anywhere. */
export function isFindKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  isTyping: boolean,
): boolean {
  if ((event.ctrlKey || event.metaKey) && !event.altKey) return event.key.toLowerCase() === 'k'
  return event.key === '/' && !event.altKey && !isTyping
}
