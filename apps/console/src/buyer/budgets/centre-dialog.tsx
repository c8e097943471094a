import type { CostCentre } from '@loggia/protocol/console'
import { budgetLimits } from '@loggia/protocol/console/budgets/kinds'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { TextField, TickField } from '../../centre/parts/fields.tsx'
import { useKeyOf, useThen } from '../../centre/supervision/act-dialogs.tsx'
import { staleBudgets } from './stale.ts'
import { budgetTexts } from './texts.ts'

/** Creates a cost centre, or renames, archives or restores one. */
export function CentreDialog({ of, onClose }: { readonly of: CostCentre | undefined; onClose(): void }) {
  const texts = budgetTexts.use().centreForm
  const form = useCentreForm(of, onClose)
  return (
    <DecisionDialog
      texts={{ ...texts, title: of ? texts.editTitle : texts.addTitle }}
      act={of ? texts.save : texts.add}
      change={form.change}
      onClose={onClose}
      onAct={form.send}
    >
      <TextField
        name="code"
        className="mono"
        label={texts.code}
        hint={texts.codeHint}
        error={form.isChecked && form.code === '' ? texts.codeMissing : undefined}
        maxLength={budgetLimits.code.max}
        autoComplete="off"
        value={form.given.code}
        onChange={(event) => form.set({ code: event.target.value })}
      />
      <TextField
        name="name"
        label={texts.name}
        error={form.isChecked && form.name === '' ? texts.nameMissing : undefined}
        maxLength={budgetLimits.name.max}
        autoComplete="off"
        value={form.given.name}
        onChange={(event) => form.set({ name: event.target.value })}
      />
      {of && (
        <TickField
          name="archived"
          label={texts.archived}
          checked={form.given.archived}
          onChange={(archived) => form.set({ archived })}
        />
      )}
    </DecisionDialog>
  )
}

function useCentreForm(of: CostCentre | undefined, onClose: () => void) {
  const texts = budgetTexts.use().centreForm
  const [given, setGiven] = useState({
    code: of?.code ?? '',
    name: of?.name ?? '',
    archived: of?.archived ?? false,
  })
  const [isChecked, setChecked] = useState(false)
  const then = useThen({ done: of ? texts.saved : texts.added }, onClose)
  const add = useChange('POST /api/buyer/cost-centres', staleBudgets)
  const edit = useChange('PUT /api/buyer/cost-centres/:costCentreId', staleBudgets)
  const [code, name] = [given.code.trim(), given.name.trim()]
  const idempotencyKey = useKeyOf(code, name)
  const send = () => {
    setChecked(true)
    if (code === '' || name === '') return
    if (of) edit.mutate({ params: { costCentreId: of.id }, body: { ...given, code, name } }, then)
    else add.mutate({ body: { code, name }, idempotencyKey }, then)
  }
  return {
    change: of ? edit : add,
    given,
    code,
    name,
    isChecked,
    set: (change: Partial<typeof given>) => setGiven({ ...given, ...change }),
    send,
  }
}
