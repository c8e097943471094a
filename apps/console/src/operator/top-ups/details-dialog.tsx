import type { TransferDetails } from '@loggia/protocol/console'
import { Icon, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { TextField } from '../../centre/parts/fields.tsx'
import { findFaults, textFields, toDetails, toForm } from './details-form.ts'
import type { DetailsField } from './details-form.ts'
import { topUpRequestTexts } from './texts.ts'

type Props = { readonly of: TransferDetails; onClose(): void }
type Texts = ReturnType<typeof topUpRequestTexts.use>['details']

/** Changes the bank account that buyers pay to, and the contact. */
export function DetailsDialog({ of, onClose }: Props) {
  const texts = topUpRequestTexts.use().details
  const form = useForm({ of, onClose })
  const field = (name: DetailsField, label: string, hint?: string) => (
    <TextField
      key={name}
      name={name === 'contact' ? name : `account.${name}`}
      label={label}
      hint={hint}
      error={form.errorOf(name)}
      autoComplete="off"
      maxLength={name === 'number' ? 50 : name === 'contact' ? 100 : 120}
      value={form.written[name]}
      onChange={(event) => form.write(name, event.target.value)}
    />
  )
  return (
    <DecisionDialog
      texts={{ ...texts, title: texts.editTitle }}
      act={texts.act}
      change={form.change}
      onClose={onClose}
      onAct={form.save}
    >
      <div className="note note--warn">
        <Icon name="alert" />
        <p>{texts.warn}</p>
      </div>
      {!form.isHidden && (
        <>
          {textFields.map((name) => field(name, getLabel(name, texts)))}
          {field('number', texts.number, texts.numberHint)}
          {field('swift', texts.swift, texts.swiftHint)}
        </>
      )}
      {field('contact', texts.contact, texts.contactHint)}
      <label className="check">
        <input
          type="checkbox"
          checked={form.isHidden}
          onChange={(event) => form.setHidden(event.target.checked)}
        />
        <span>{texts.hide}</span>
      </label>
    </DecisionDialog>
  )
}

function getLabel(field: (typeof textFields)[number], texts: Texts): string {
  const [name, side] = field.split('.') as ['holder' | 'bank' | 'branch', 'zh' | 'en']
  return texts[name][side]
}

function useForm({ of, onClose }: Props) {
  const texts = topUpRequestTexts.use().details
  const toast = useToast()
  const [written, setWritten] = useState(() => toForm(of))
  const [isHidden, setHidden] = useState(false)
  const [isChecked, setChecked] = useState(false)
  const change = useChange('PUT /api/operator/transfer-details', [
    'GET /api/operator/transfer-details',
    'GET /api/operator/history',
  ])
  const faults = isHidden ? {} : findFaults(written)
  const save = () => {
    setChecked(true)
    if (Object.keys(faults).length > 0) return
    change.mutate(
      { body: toDetails(written, isHidden) },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  }
  const sentences = {
    missing: texts.missing,
    both: texts.both,
    number: texts.numberWrong,
    swift: texts.swiftWrong,
  }
  return {
    written,
    write: (name: DetailsField, text: string) => setWritten((before) => ({ ...before, [name]: text })),
    isHidden,
    setHidden,
    change,
    save,
    errorOf: (name: DetailsField): string | undefined => {
      const fault = isChecked ? faults[name] : undefined
      return fault && sentences[fault]
    },
  }
}
