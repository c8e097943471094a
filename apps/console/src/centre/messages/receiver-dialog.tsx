import { omitUndefined } from '@loggia/kernel'
import type { MessageTopic, Receiver } from '@loggia/protocol/console'
import { topicsOf } from '@loggia/protocol/console/mail/kinds'
import { useLanguage, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../api.ts'
import type { Area } from '../frame.ts'
import { DecisionDialog } from '../parts/dialog.tsx'
import { FieldGroup, SelectField, TextField } from '../parts/fields.tsx'
import { mailSettingTexts } from './mail-texts.ts'
import { receiverTexts } from './receiver-texts.ts'

type Props = { readonly area: Area; readonly before?: Receiver; onClose(): void }

const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
const isPhone = (text: string): boolean => /^\+?[0-9 -]{5,24}$/.test(text)

function useTyped({ area, before, onClose }: Props) {
  const texts = receiverTexts.use().dialog
  const toast = useToast()
  const readerLanguage = useLanguage()
  const [typed, setTyped] = useState({
    name: before?.name ?? '',
    email: before?.email ?? '',
    phone: before?.phone ?? '',
    language: before?.language ?? readerLanguage,
    topics: (before?.topics ?? []) as readonly MessageTopic[],
  })
  const [isChecked, setChecked] = useState(false)
  const stale = [`GET /api/${area}/mail-receivers`] as const
  const add = useChange(`POST /api/${area}/mail-receivers`, stale)
  const save = useChange(`PUT /api/${area}/mail-receivers/:receiverId`, stale)
  const name = typed.name.trim()
  const email = typed.email.trim()
  const phone = typed.phone.trim()
  const found = {
    name: name === '' || name.length > 100 ? texts.wrong.name : undefined,
    email: isEmail(email) ? undefined : texts.wrong.email,
    phone: phone === '' || isPhone(phone) ? undefined : texts.wrong.phone,
    topics: typed.topics.length === 0 ? texts.wrong.topics : undefined,
  }
  const onAct = () => {
    setChecked(true)
    if (Object.values(found).some((fault) => fault !== undefined)) return
    const details = omitUndefined({ name, phone: phone || undefined, topics: [...typed.topics] })
    const done = (text: string) => ({
      onSuccess: () => {
        toast.success(text)
        onClose()
      },
    })
    if (before) save.mutate({ params: { receiverId: before.id }, body: details }, done(texts.saved))
    else add.mutate({ body: { ...details, email, language: typed.language } }, done(texts.added))
  }
  const none: Partial<typeof found> = {}
  const set = (to: Partial<typeof typed>) => setTyped((now) => ({ ...now, ...to }))
  return { typed, set, faults: isChecked ? found : none, change: before ? save : add, onAct }
}

/** Adds a receiver, or changes one; the address is fixed once it was asked for confirmation. */
export function ReceiverDialog(props: Props) {
  const { area, before, onClose } = props
  const texts = receiverTexts.use().dialog
  const { typed, set, faults, change, onAct } = useTyped(props)
  return (
    <DecisionDialog
      texts={{ title: before ? texts.editTitle : texts.addTitle, keep: texts.keep, busy: texts.busy }}
      act={before ? texts.save : texts.add}
      change={change}
      onClose={onClose}
      onAct={onAct}
    >
      <TextField
        name="name"
        label={texts.name}
        maxLength={100}
        autoComplete="off"
        error={faults.name}
        value={typed.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <TextField
        type="email"
        name="email"
        label={texts.email}
        maxLength={254}
        autoComplete="off"
        readOnly={before !== undefined}
        hint={before ? undefined : texts.emailHint}
        error={faults.email}
        value={typed.email}
        onChange={(event) => set({ email: event.target.value })}
      />
      <TextField
        type="tel"
        name="phone"
        label={texts.phone}
        autoComplete="off"
        hint={texts.phoneHint}
        error={faults.phone}
        value={typed.phone}
        onChange={(event) => set({ phone: event.target.value })}
      />
      {!before && (
        <SelectField
          label={texts.language}
          value={typed.language}
          onChange={(event) => set({ language: event.target.value === 'en-US' ? 'en-US' : 'zh-CN' })}
        >
          <option value="zh-CN">{texts.languages['zh-CN']}</option>
          <option value="en-US">{texts.languages['en-US']}</option>
        </SelectField>
      )}
      <TopicBoxes
        area={area}
        chosen={typed.topics}
        error={faults.topics}
        onChange={(topics) => set({ topics })}
      />
    </DecisionDialog>
  )
}

function TopicBoxes(props: {
  readonly area: Area
  readonly chosen: readonly MessageTopic[]
  readonly error: string | undefined
  onChange(topics: readonly MessageTopic[]): void
}) {
  const { area, chosen, error, onChange } = props
  const texts = receiverTexts.use().dialog
  const names = mailSettingTexts.use().topics
  return (
    <FieldGroup className="topicboxes" name="topics" label={texts.topics} error={error}>
      {topicsOf[area].map((topic) => (
        <label className="check" key={topic}>
          <input
            type="checkbox"
            checked={chosen.includes(topic)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, topic] : chosen.filter((one) => one !== topic))
            }
          />
          <span>{names[topic]}</span>
        </label>
      ))}
    </FieldGroup>
  )
}
