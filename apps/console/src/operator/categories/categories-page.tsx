import type { Category } from '@loggia/protocol/console'
import { Button, EmptyArch, Icon, useLanguage, useText, useToast } from '@loggia/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi, useChange, useRead } from '../../centre/api.ts'
import { DecisionDialog, Refusal } from '../../centre/parts/dialog.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { MoreMenu } from '../../centre/parts/more-menu.tsx'
import { Page } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { categoryTexts } from './texts.ts'
import { CategoryForm } from './category-form.tsx'
import type { CategoryDraft } from './category-form.tsx'
import { moveCategory, arrangeCategories } from './category-tree.ts'
import type { Placed } from './category-tree.ts'
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
  const { columns } = categoryTexts.use()
  const move = useMove(items)
  const [removed, setRemoved] = useState<Category>()
  return (
    <>
      <div className="scroll-x">
        <table className="table rows cattree">
          <thead>
            <tr>
              <th scope="col">{columns.name}</th>
              <th scope="col">{columns.other}</th>
              <th scope="col">{columns.code}</th>
              {mayWrite && <th scope="col">{columns.order}</th>}
              {mayWrite && (
                <th scope="col" className="n">
                  {columns.acts}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {arrangeCategories(items).map((placed) => (
              <Row
                key={placed.category.code}
                of={placed}
                mayWrite={mayWrite}
                isMoving={move.isPending}
                onMove={(by) => void move.run(placed.category.code, by)}
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
  const run = async (code: string, by: -1 | 1): Promise<void> => {
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

type OfRow = {
  readonly of: Placed
  readonly mayWrite: boolean
  readonly isMoving: boolean
  onMove(by: -1 | 1): void
  onEdit(draft: CategoryDraft): void
  onRemove(category: Category): void
}

function Row({ of, mayWrite, isMoving, onMove, onEdit, onRemove }: OfRow) {
  const texts = categoryTexts.use()
  const text = useText()
  const language = useLanguage()
  const { columns } = texts
  const { category, level } = of
  return (
    <tr>
      <td className="rows__head">
        <span className={`cattree__name cattree__name--${Math.min(level, 4)}`}>
          {level > 1 && <span className="sr">{texts.level(level)} </span>}
          <b>{text(category.name)}</b>
        </span>
      </td>
      <td data-label={columns.other} lang={language === 'zh-CN' ? 'en' : 'zh-CN'}>
        {language === 'zh-CN' ? category.name.en : category.name.zh}
      </td>
      <td data-label={columns.code} className="mono">
        {category.code}
      </td>
      {mayWrite && (
        <td data-label={columns.order}>
          <Order of={of} isMoving={isMoving} onMove={onMove} />
        </td>
      )}
      {mayWrite && (
        <td data-label={columns.acts} className="n">
          <Acts of={of} onEdit={onEdit} onRemove={onRemove} />
        </td>
      )}
    </tr>
  )
}

function Order({ of, isMoving, onMove }: Pick<OfRow, 'of' | 'isMoving' | 'onMove'>) {
  const texts = categoryTexts.use()
  const name = useText()(of.category.name)
  return (
    <span className="row gap8">
      <Button
        size="small"
        aria-label={texts.up(name)}
        disabled={of.isFirst || isMoving}
        onClick={() => onMove(-1)}
      >
        <Icon name="chevron-up" />
      </Button>
      <Button
        size="small"
        aria-label={texts.down(name)}
        disabled={of.isLast || isMoving}
        onClick={() => onMove(1)}
      >
        <Icon name="chevron-down" />
      </Button>
    </span>
  )
}

function Acts({ of, onEdit, onRemove }: Pick<OfRow, 'of' | 'onEdit' | 'onRemove'>) {
  const texts = categoryTexts.use()
  const { category } = of
  const name = useText()(category.name)
  return (
    <span className="acts">
      <button
        className="link"
        type="button"
        aria-label={texts.addBelowOf(name)}
        onClick={() => onEdit({ parent: category.code })}
      >
        {texts.addBelow}
      </button>
      <button
        className="link"
        type="button"
        aria-label={texts.editOf(name)}
        onClick={() => onEdit({ category })}
      >
        {texts.edit}
      </button>
      <MoreMenu
        of={name}
        acts={[
          {
            text: texts.remove,
            label: texts.removeOf(name),
            why: of.hasBelow ? texts.hasBelow : undefined,
            onAct: () => onRemove(category),
          },
        ]}
      />
    </span>
  )
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
