import { Link } from '@tanstack/react-router'
import type { SavedFilter } from '@loggia/protocol/console'
import type { FilterList } from '@loggia/protocol/console/saved-filters/kinds'
import { Button, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange, useRead } from '../api.ts'
import { useHydrated } from '../hydrated.ts'
import { useRefusalToast } from '../parts/dialog.tsx'
import { MoreMenu } from '../parts/more-menu.tsx'
import { areSame, useCurrentFilters } from './current.ts'
import type { Filters } from './current.ts'
import { NameDialog } from './later.ts'
import './saved-filters.css'
import { savedFilterTexts } from './texts.ts'

/**
 * The filters of the open list that the reader has saved, to open, rename and delete them, and a button that saves those
 * in the address. Nothing if there are neither.
 */
export function SavedFilters() {
  const current = useCurrentFilters()
  return current ? <OfList {...current} /> : null
}

function OfList({ list, filters }: { readonly list: FilterList; readonly filters: Filters }) {
  const texts = savedFilterTexts.use()
  const isHydrated = useHydrated()
  const { data } = useRead('GET /api/saved-filters', {})
  const [isSaving, setSaving] = useState(false)
  // With filters in the address, there will be chips or the button: their place is kept, so that the list does not move.
  if (data === undefined && Object.keys(filters).length > 0)
    return <div className="savedfilters" aria-hidden />
  const own = (data?.items ?? []).filter((one) => one.list === list)
  const isNew =
    data !== undefined && Object.keys(filters).length > 0 && !own.some((one) => areSame(one.filters, filters))
  if (own.length === 0 && !isNew) return null
  return (
    <div className="savedfilters" role="group" aria-label={texts.label} inert={!isHydrated}>
      <ul>
        {own.map((one) => (
          <Chip key={one.id} of={one} isCurrent={areSame(one.filters, filters)} />
        ))}
      </ul>
      {isNew && (
        <Button size="small" onClick={() => setSaving(true)}>
          {texts.save}
        </Button>
      )}
      {isSaving && <NameDialog list={list} filters={filters} onClose={() => setSaving(false)} />}
    </div>
  )
}

// Another filter beside those that are saved makes another list.
const exactly = { exact: true, includeSearch: true }

function Chip({ of, isCurrent }: { readonly of: SavedFilter; readonly isCurrent: boolean }) {
  const texts = savedFilterTexts.use()
  const toast = useToast()
  const fail = useRefusalToast()
  const [isNaming, setNaming] = useState(false)
  const remove = useChange('DELETE /api/saved-filters/:savedFilterId', ['GET /api/saved-filters'])
  const onRemove = () =>
    remove.mutate(
      { params: { savedFilterId: of.id } },
      { onSuccess: () => toast.success(texts.deleted), onError: fail },
    )
  const acts = [
    { text: texts.rename, label: texts.renameOf(of.name), onAct: () => setNaming(true) },
    { text: texts.remove, label: texts.removeOf(of.name), onAct: onRemove },
  ]
  return (
    <li data-current={isCurrent}>
      {/* The route of the list reads the parameters, and drops those that it does not know. */}
      <Link to={of.list as '/buyer/orders'} search={of.filters as object} activeOptions={exactly}>
        {of.name}
      </Link>
      <MoreMenu of={of.name} acts={acts} />
      {isNaming && <NameDialog saved={of} onClose={() => setNaming(false)} />}
    </li>
  )
}
