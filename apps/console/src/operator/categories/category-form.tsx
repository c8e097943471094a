import { omitUndefined } from '@loggia/kernel'
import type { Category } from '@loggia/protocol/console'
import { useText, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { SelectField, TextField } from '../../centre/parts/fields.tsx'
import { categoryTexts } from './texts.ts'
import { findLastPosition, listPossibleParents } from './category-tree.ts'

/** An existing category, or a new one, perhaps below another. */
export type CategoryDraft = { readonly category?: Category; readonly parent?: string }
type Props = { readonly items: readonly Category[]; readonly draft: CategoryDraft; onClose(): void }

/** The names of a category in both languages, and its parent. */
export function CategoryForm({ items, draft, onClose }: Props) {
  const texts = categoryTexts.use().form
  const toast = useToast()
  const { category } = draft
  const fields = useFields(draft)
  const { code, zh, en, parent, isChecked, setChecked } = fields
  const isCode = category !== undefined || /^[a-z0-9][a-z0-9-]{0,39}$/.test(code)
  const isFree = category !== undefined || !items.some((one) => one.code === code)
  const isRight = isCode && isFree && zh.trim() !== '' && en.trim() !== ''
  const save = useChange('PUT /api/operator/catalog/categories/:code', ['GET /api/categories'])
  const act = () => {
    setChecked(true)
    if (!isRight) return
    const under = parent || undefined
    const position =
      category && category.parent === under ? category.position : findLastPosition(items, under)
    const name = { zh: zh.trim(), en: en.trim() }
    const body = omitUndefined({ name, position, parent: under })
    save.mutate(
      { params: { code: category?.code ?? code }, body },
      {
        onSuccess: () => {
          toast.success(texts.saved)
          onClose()
        },
      },
    )
  }
  const codeError = !isCode ? texts.codeWrong : isFree ? undefined : texts.codeTaken
  return (
    <DecisionDialog
      texts={{ title: category ? texts.editTitle : texts.addTitle, keep: texts.keep, busy: texts.busy }}
      act={texts.save}
      change={save}
      onClose={onClose}
      onAct={act}
    >
      {!category && (
        <TextField
          name="code"
          label={texts.code}
          hint={texts.codeHint}
          error={isChecked ? codeError : undefined}
          className="mono"
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          value={code}
          onChange={(event) => fields.setCode(event.target.value)}
        />
      )}
      {(['zh', 'en'] as const).map((side) => (
        <TextField
          key={side}
          name={`name.${side}`}
          label={texts[side]}
          error={isChecked && !fields[side].trim() ? texts.nameMissing : undefined}
          lang={side === 'zh' ? 'zh-CN' : 'en'}
          maxLength={side === 'zh' ? 60 : 120}
          value={fields[side]}
          onChange={(event) => (side === 'zh' ? fields.setZh : fields.setEn)(event.target.value)}
        />
      ))}
      <Parent items={items} of={category?.code} value={parent} onChange={fields.setParent} />
    </DecisionDialog>
  )
}

function useFields({ category, parent: below }: CategoryDraft) {
  const [code, setCode] = useState(category?.code ?? '')
  const [zh, setZh] = useState(category?.name.zh ?? '')
  const [en, setEn] = useState(category?.name.en ?? '')
  const [parent, setParent] = useState(category ? (category.parent ?? '') : (below ?? ''))
  const [isChecked, setChecked] = useState(false)
  return { code, setCode, zh, setZh, en, setEn, parent, setParent, isChecked, setChecked }
}

function Parent(props: {
  readonly items: readonly Category[]
  readonly of: string | undefined
  readonly value: string
  onChange(value: string): void
}) {
  const texts = categoryTexts.use().form
  const text = useText()
  return (
    <SelectField
      name="parent"
      label={texts.parent}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    >
      <option value="">{texts.top}</option>
      {listPossibleParents(props.items, props.of).map(({ category, level }) => (
        <option key={category.code} value={category.code}>
          {'\u2003'.repeat(level - 1)}
          {text(category.name)}
        </option>
      ))}
    </SelectField>
  )
}
