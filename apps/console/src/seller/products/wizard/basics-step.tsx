import { productTypes } from '@loggia/kernel'
import type { Category } from '@loggia/protocol/console'
import { useText } from '@loggia/ui'
import { useState } from 'react'
import { useRead } from '../../../centre/api.ts'
import { partTexts } from '../../../centre/parts/texts.ts'
import { SelectField, TextField } from '../../../centre/parts/fields.tsx'
import { Card } from '../../../centre/parts/page.tsx'
import { searchTexts } from '../../../storefront/search/texts.ts'
import { basicsTexts } from './basics-texts.ts'
import { lengths } from '@loggia/protocol/console/catalog/draft/check'
import { withType } from '@loggia/protocol/console/catalog/draft/type-rules'
import { BothInputs } from './inputs.tsx'
import { useErrorOf, useWizard } from './wizard-state.ts'

/** Type, category and names, in both languages. */
export function BasicsStep() {
  const texts = basicsTexts.use()
  const { form, change } = useWizard()
  return (
    <>
      <Card id="wizard-kind" title={texts.kindTitle}>
        <div className="form2">
          <TypeField />
          <CategoryField />
          <TagsField />
        </div>
      </Card>
      <Card
        id="wizard-texts"
        title={texts.textsTitle}
        beside={<span className="faint t13">{texts.textsNote}</span>}
      >
        <div className="form2">
          {(['name', 'summary', 'description'] as const).map((name) => (
            <BothInputs
              key={name}
              field={name}
              label={texts[name]}
              most={lengths[name]}
              isLong={name !== 'name'}
              rows={name === 'description' ? 10 : 2}
              value={form[name]}
              onChange={(to) => change((now) => ({ ...now, [name]: to }))}
            />
          ))}
        </div>
      </Card>
    </>
  )
}

/** R13: cannot be changed once the product is saved. */
function TypeField() {
  const texts = basicsTexts.use()
  const { types } = searchTexts.use()
  const { form, change, product } = useWizard()
  return (
    <SelectField
      name="type"
      label={texts.kind}
      hint={`${texts.kinds[form.type]}${texts.kindHint}`}
      disabled={product !== undefined}
      value={form.type}
      onChange={(event) => {
        const type = productTypes.find((one) => one === event.target.value) ?? 'saas'
        change((now) => withType(now, type))
      }}
    >
      {productTypes.map((type) => (
        <option key={type} value={type}>
          {texts.kindOf(types[type])}
        </option>
      ))}
    </SelectField>
  )
}

function CategoryField() {
  const texts = basicsTexts.use()
  const text = useText()
  const { form, change, leave } = useWizard()
  const error = useErrorOf()('category')
  const { loading } = partTexts.use()
  const { data: found, isPending } = useRead('GET /api/categories', {})
  const categories = found?.items ?? []
  const leaves = categories.filter(({ code }) => !categories.some(({ parent }) => parent === code))
  const nameOf = (one: Category): string => {
    const parent = categories.find(({ code }) => code === one.parent)
    return parent ? `${nameOf(parent)} / ${text(one.name)}` : text(one.name)
  }
  return (
    <SelectField
      name="category"
      label={texts.category}
      hint={texts.categoryHint}
      error={error}
      value={form.category}
      onBlur={() => leave('category')}
      onChange={(event) => change((now) => ({ ...now, category: event.target.value }))}
    >
      <option value="">{texts.chooseCategory}</option>
      {isPending && form.category !== '' && <option value={form.category}>{loading}</option>}
      {leaves.map((one) => (
        <option key={one.code} value={one.code}>
          {nameOf(one)}
        </option>
      ))}
    </SelectField>
  )
}

const tagsIn = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[,，、;；]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
]

function TagsField() {
  const texts = basicsTexts.use()
  const { form, change, leave } = useWizard()
  const [typed, setTyped] = useState(form.tags.join(', '))
  const error = useErrorOf()('tags')
  return (
    <TextField
      name="tags"
      label={texts.tags}
      hint={texts.tagsHint}
      error={error}
      value={typed}
      autoComplete="off"
      onBlur={() => leave('tags')}
      onChange={(event) => {
        setTyped(event.target.value)
        change((now) => ({ ...now, tags: tagsIn(event.target.value) }))
      }}
    />
  )
}
