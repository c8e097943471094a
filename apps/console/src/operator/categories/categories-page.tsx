import type { Category } from '@loggia/protocol/console'
import { Button, EmptyArch, useText, useToast } from '@loggia/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi, useChange, useRead } from '../../centre/api.ts'
import { DecisionDialog, Refusal } from '../../centre/parts/dialog.tsx'
import { useRowDrag } from '../../centre/parts/drag-handle.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Page } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { categoryTexts } from './texts.ts'
import { CategoryForm } from './category-form.tsx'
import type { CategoryDraft } from './category-form.tsx'
import { CategoryRow } from './category-row.tsx'
import { arrangeCategories, countWithin, findDistance, moveCategory } from './category-tree.ts'
import './categories.css'

const listKey = 'GET /api/categories'

/** R40: the tree of categories: names in both languages, order and nesting. */
export function CategoriesPage() {
  const texts = categoryTexts.use()
  const categories = useRead(listKey, {})
  const mayWrite = useMayAsk('PUT /api/operator/catalog/categories/:code', 'catalogue')
  const [draft, setDraft] = useState<CategoryDraft>()
  return (
    <Page
      area="operator"
      title={texts.title}
      lead={<span>{texts.lead}</span>}
      actions={
        mayWrite ? (
          <Button variant="primary" onClick={() => setDraft({})}>
            {texts.add}
          </Button>
        ) : (
          <span className="why">{texts.noRight}</span>
        )
      }
    >
      <Loaded of={categories} skeleton={<CardSkeleton rows={10} />}>
        {({ items }) => (
          <div className="card listing">
            {items.length === 0 ? (
              <EmptyArch level={2} title={texts.empty.title} text={texts.empty.text} />
            ) : (
              <Tree items={items} mayWrite={mayWrite} onEdit={setDraft} />
            )}
            {draft && <CategoryForm items={items} draft={draft} onClose={() => setDraft(undefined)} />}
          </div>
        )}
      </Loaded>
    </Page>
  )
}

type OfTree = {
  readonly items: readonly Category[]
  readonly mayWrite: boolean
  onEdit(draft: CategoryDraft): void
}

function Tree({ items, mayWrite, onEdit }: OfTree) {
  const texts = categoryTexts.use()
  const { columns } = texts
  const move = useMove(items)
  const drag = useRowDrag((from, to) => findDistance(items, from, to), move.run)
  const counts = useCounts()
  const [removed, setRemoved] = useState<Category>()
  return (
    <>
      <div className="cattree__note t13 dim">
        <p>{texts.note}</p>
        {mayWrite && <p>{texts.orderNote}</p>}
      </div>
      <div className="scroll-x">
        <table className="table rows cattree">
          <thead>
            <tr>
              <th scope="col">{columns.name}</th>
              <th scope="col">{columns.other}</th>
              <th scope="col">{columns.code}</th>
              <th scope="col" className="n">
                {columns.products}
              </th>
              {mayWrite && (
                <th scope="col" className="n">
                  {columns.acts}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {arrangeCategories(items).map((placed) => (
              <CategoryRow
                key={placed.category.code}
                of={placed}
                mayWrite={mayWrite}
                products={counts && countWithin(items, counts, placed.category.code)}
                isMoving={move.isPending}
                onMove={(by) => void move.run(placed.category.code, by)}
                drag={drag}
                onEdit={onEdit}
                onRemove={setRemoved}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Refusal error={move.error} />
      {removed && <Removal of={removed} onClose={() => setRemoved(undefined)} />}
    </>
  )
}

/**
 * Moves are sent one after the other, because each is a request of its own. Then the list is read again, whether they
 * succeeded or not.
 */
function useMove(items: readonly Category[]) {
  const texts = categoryTexts.use()
  const api = useApi()
  const queries = useQueryClient()
  const toast = useToast()
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  const run = async (code: string, by: number): Promise<void> => {
    setPending(true)
    setError(null)
    try {
      for (const { code: one, ...body } of moveCategory(items, code, by))
        await api.request('PUT /api/operator/catalog/categories/:code', { params: { code: one }, body })
      toast.success(texts.moved)
    } catch (reason) {
      setError(reason as Error)
    }
    await queries.invalidateQueries({ queryKey: [listKey] })
    setPending(false)
  }
  return { run, isPending, error }
}

/** The listed products of each category; undefined until they are read. */
function useCounts(): ReadonlyMap<string, number> | undefined {
  const items = useRead('GET /api/operator/catalog/category-counts', {}).data?.items
  return items && new Map(items.map(({ code, products }) => [code, products]))
}

function Removal({ of, onClose }: { readonly of: Category; onClose(): void }) {
  const texts = categoryTexts.use().removal
  const text = useText()
  const toast = useToast()
  const remove = useChange('POST /api/operator/catalog/category-removals', [listKey])
  return (
    <DecisionDialog
      texts={texts}
      act={texts.do}
      change={remove}
      danger
      onClose={onClose}
      onAct={() =>
        remove.mutate(
          { body: { code: of.code } },
          {
            onSuccess: () => {
              toast.success(texts.done)
              onClose()
            },
          },
        )
      }
    >
      <p>
        <b className="strong">{text(of.name)}</b> <span className="mono faint">{of.code}</span>
      </p>
      <p className="t13 dim">{texts.text}</p>
    </DecisionDialog>
  )
}
