import type { Contact } from '@loggia/protocol/console'
import { useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { useFrame } from '../../centre/frame.ts'
import { isMail, isPhone } from '../../centre/organisations/checks.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { TextField } from '../../centre/parts/fields.tsx'
import { organisationTexts } from '../../centre/organisations/texts.ts'

/** Edits the contact of the buyer; it is saved at once. */
export function ContactDialog({ before, onClose }: { readonly before: Contact | null; onClose(): void }) {
  const { buyer: texts, facts, wrong } = organisationTexts.use()
  const toast = useToast()
  const member = useFrame().session?.member
  const [typed, setTyped] = useState(
    before ?? { name: member?.name ?? '', email: member?.email ?? '', phone: '' },
  )
  const [isChecked, setChecked] = useState(false)
  const save = useChange('PUT /api/buyer/organisation/contact', ['GET /api/buyer/organisation'])
  const body = { name: typed.name.trim(), email: typed.email.trim(), phone: typed.phone.trim() }
  const faults = {
    name: body.name === '' ? wrong.required : undefined,
    email: isMail(body.email) ? undefined : wrong.email,
    phone: isPhone(body.phone) ? undefined : wrong.phone,
  }
  const onAct = () => {
    setChecked(true)
    if (Object.values(faults).some((fault) => fault !== undefined)) return
    save.mutate(
      { body },
      {
        onSuccess: () => {
          toast.success(texts.saved)
          onClose()
        },
      },
    )
  }
  const field = (name: keyof Contact, label: string, type: string) => ({
    name,
    label,
    type,
    error: isChecked ? faults[name] : undefined,
    value: typed[name],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      setTyped({ ...typed, [name]: event.target.value }),
  })
  return (
    <DecisionDialog
      texts={{ title: texts.editTitle, keep: texts.keep, busy: texts.saving }}
      act={texts.save}
      change={save}
      onClose={onClose}
      onAct={onAct}
    >
      <TextField maxLength={100} {...field('name', facts.contactName, 'text')} />
      <TextField maxLength={254} {...field('email', facts.contactEmail, 'email')} />
      <TextField maxLength={25} {...field('phone', facts.contactPhone, 'tel')} />
    </DecisionDialog>
  )
}
